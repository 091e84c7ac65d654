"""`/api/v1/backlog`: the list of improvements in order, as `feedback backlog --json` prints it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from flask import g
from marshmallow import Schema, fields, validate

from feedback.backlog.actions import improvements as actions
from feedback.backlog.actions.carrying import MOST_COST
from feedback.backlog.actions.improvements import DIRECTIONS, LONGEST_TEXT
from feedback.backlog.lines import Around, line_of, surroundings
from feedback.backlog.queries import improvements as queries
from feedback.backlog.queries.board import TIERS, Board, Line, board
from feedback.backlog.queries.place import place
from feedback.backlog.rules.scope import HOWS, SCOPES
from feedback.backlog.rules.status import MOST_DAYS, STATUSES
from feedback.backlog.rules.tags import LONGEST as LONGEST_TAG
from feedback.backlog.rules.tags import MOST as MOST_TAGS
from feedback.errors import message
from feedback.insights.queries import themes
from feedback.journeys import queries as journeys
from feedback.journeys.queries import functions
from feedback.names import LONGEST_CODE, refusal
from feedback.web.api import PageArgs, Strict, api_blueprint, idempotent, page, page_of, token
from feedback.web.api.fields import Day, Figure, OneOf, QueryWhole, Text, Texts, Whole
from feedback.web.guards import act

blueprint = api_blueprint("backlog", "Improvements in order: what to do first, how sure that is, who says so.")
MOST_SENTENCES = 20
AS_IT_IS = ("title", "direction", "hypothesis", "due_on", "scope", "how", "cost", "tags")
EFFORT = {"description": "Person-days: at best, most likely, at worst.", "example": [1, 3, 8]}


class LineSchema(Schema):
    """One improvement with its place."""

    id = fields.Integer(required=True, metadata={"description": "Its number in the organisation."})
    url = fields.URL(required=True)
    rank = fields.Integer(required=True, allow_none=True)
    rank_low = fields.Integer(required=True, allow_none=True, metadata={"description": "The best rank it could have."})
    rank_high = fields.Integer(required=True, allow_none=True)
    tier = fields.String(required=True, metadata={"enum": list(TIERS)})
    title = fields.String(required=True)
    direction = fields.String(required=True, metadata={"enum": list(DIRECTIONS)})
    status = fields.String(required=True, metadata={"enum": list(STATUSES)})
    stage = fields.String(required=True, allow_none=True)
    themes = fields.List(fields.String(), required=True)
    score = fields.Float(required=True, allow_none=True)
    n = fields.Integer(required=True, metadata={"description": "People behind it."})
    groups = fields.Dict(
        keys=fields.String(),
        values=fields.Dict(),
        required=True,
        metadata={"description": "By group: reach, severity, breadth, n, raised; or hidden."},
    )
    parts = fields.Dict(
        required=True,
        allow_none=True,
        metadata={"description": "Joined: reach, severity, breadth, moment, effort [low, likely, high]."},
    )
    scope = fields.String(required=True, metadata={"enum": list(SCOPES), "description": "How far it reaches."})
    how = fields.String(
        required=True, metadata={"enum": ["", *HOWS], "description": "Of what delights: keep, spread or show it."}
    )
    objective = fields.UUID(required=True, allow_none=True)
    area = fields.String(required=True, allow_none=True, metadata={"description": "Code of the business function."})
    cost = fields.Integer(required=True, allow_none=True)
    tags = fields.List(fields.String(), required=True)
    needs = fields.List(
        fields.Integer(), required=True, metadata={"description": "Numbers of what has to be done before."}
    )
    evidence = fields.List(
        fields.Dict(),
        required=True,
        metadata={"description": "Sentences with where they come from; text only where it may be shown."},
    )


class BacklogArgs(PageArgs):
    """Which lines, with how many sentences each."""

    evidence = QueryWhole(most=MOST_SENTENCES, load_default=0, metadata={"description": "Sentences behind each."})
    status = OneOf(STATUSES)


class LineArgs(Strict):
    """How many sentences to give."""

    evidence = QueryWhole(most=MOST_SENTENCES, load_default=3, metadata={"description": "Sentences behind it."})


class _Written(Strict):
    hypothesis = Text(most=LONGEST_TEXT, metadata={"description": "What is expected to change, and why."})
    stage = Text(least=1, most=LONGEST_CODE, allow_none=True)
    themes = fields.List(Text(least=1, most=200), validate=validate.Length(max=50))
    effort = fields.List(
        Figure(least=0, most=MOST_DAYS), validate=validate.Length(equal=3), allow_none=True, metadata=EFFORT
    )
    due_on = Day(allow_none=True)
    scope = OneOf(SCOPES, metadata={"description": "How far it reaches; a foundation has no place in the order."})
    how = OneOf(("", *HOWS), metadata={"description": "Of what delights: keep, spread or show it."})
    area = Text(least=1, most=LONGEST_CODE, allow_none=True, metadata={"description": "Code of a business function."})
    cost = Whole(most=MOST_COST, allow_none=True, metadata={"description": "Money besides the days."})
    tags = fields.List(Text(least=1, most=LONGEST_TAG), validate=validate.Length(max=MOST_TAGS))
    needs = fields.List(
        Whole(least=1), validate=validate.Length(max=50), metadata={"description": "Numbers of what comes before."}
    )


class NewImprovement(_Written):
    """An improvement to add; its order is computed with it."""

    title = Texts(required=True, metadata={"example": {"es": "Avisar del retraso", "en": "Tell people it is late"}})
    direction = OneOf(DIRECTIONS, required=True)


class ImprovementChange(_Written):
    """What is to change; what is left out stays. What needs a decision is decided on its page."""

    title = Texts()
    status = OneOf(STATUSES, metadata={"description": "Only where no decision is needed for that."})


@blueprint.get("/backlog")
@token("read")
@blueprint.asks(BacklogArgs)
@blueprint.gives(200, page_of(LineSchema))
def backlog(asked: dict[str, Any]) -> Any:
    """List improvements in order, the first to do first."""
    held = board()
    placed = [(f"{place:06d}", line) for place, line in enumerate(held.lines)]
    wanted = [one for one in placed if asked.get("status") in {None, one[1].improvement.status}]

    def fetch(after: str | None, limit: int) -> Sequence[tuple[str, Line]]:
        return [one for one in wanted if after is None or one[0] > after][:limit]

    found = page(asked, fetch, key=lambda one: one[0])
    around = surroundings()
    return {**found, "items": [_shown(held, line, asked["evidence"], around) for _, line in found["items"]]}


@blueprint.get("/backlog/<int:number>")
@token("read")
@blueprint.asks(LineArgs)
@blueprint.gives(200, LineSchema)
def improvement(asked: dict[str, Any], number: int) -> Any:
    """Get one improvement with what people said."""
    return _line(number, asked["evidence"])


@blueprint.post("/backlog")
@token("write")
@blueprint.takes(NewImprovement)
@idempotent
@blueprint.gives(201, LineSchema)
def create(body: dict[str, Any]) -> Any:
    """Add an improvement."""
    return _line(actions.add_improvement(**_fields(body), by=g.caller.by).number)


@blueprint.patch("/backlog/<int:number>")
@token("write")
@blueprint.takes(ImprovementChange)
@blueprint.gives(200, LineSchema)
def change(body: dict[str, Any], number: int) -> Any:
    """Change an improvement; its order is computed anew."""
    queries.improvement(number)
    act(_change, number, body)
    return _line(number)


def _change(number: int, body: dict[str, Any]) -> None:
    row = queries.improvement(number)
    after = body.pop("status", None)
    if body:
        actions.change_improvement(row.id, **_fields(body), by=g.caller.by)
    if after is not None and after != row.status:
        actions.move(row.id, after, by=g.caller.by)


def _fields(body: dict[str, Any]) -> dict[str, Any]:
    """What was sent, with ids in place of codes."""
    found: dict[str, Any] = {name: body[name] for name in AS_IT_IS if name in body}
    if "stage" in body:
        found["stage_id"] = _stage_id(body["stage"])
    if "themes" in body:
        found["theme_ids"] = [_theme_id(code, at) for at, code in enumerate(body["themes"])]
    if "effort" in body:
        found["effort"] = tuple(body["effort"]) if body["effort"] else None
    if "area" in body:
        found["function_id"] = _area_id(body["area"])
    if "needs" in body:
        found["needs_ids"] = _needs_ids(body["needs"])
    return found


def _area_id(code: str | None) -> UUID | None:
    if code is None:
        return None
    found = next((one.id for one in functions.all_functions() if one.code == code), None)
    if found is None:
        raise refusal("area", message("There is no such area."))
    return found


def _needs_ids(numbers: Sequence[int]) -> list[UUID]:
    known = queries.ids_of(numbers)
    for at, number in enumerate(numbers):
        if number not in known:
            raise refusal(f"needs.{at}", message("There is no such improvement."))
    return list(known.values())


def _stage_id(code: str | None) -> UUID | None:
    if code is None:
        return None
    if (row := journeys.stage_with_code(code)) is None:
        raise refusal("stage", message("There is no such stage."))
    return row.id


def _theme_id(code: str, at: int) -> UUID:
    if (row := themes.with_code(code)) is None:
        raise refusal(f"themes.{at}", message("There is no such theme."))
    return row.id


def _line(number: int, evidence: int = 0) -> dict[str, Any]:
    held, line = place(queries.improvement(number))
    return _shown(held, line, evidence, surroundings())


def _shown(held: Board, line: Line, evidence: int, around: Around) -> dict[str, Any]:
    return line_of(held, line, g.caller.organisation, evidence, around)

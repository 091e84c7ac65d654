"""`/api/v1/evidence`: what is already known, one thing a row, and the files some of it came with."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, time
from typing import Any
from uuid import UUID

from flask import g
from marshmallow import Schema, fields, validate

from feedback.errors import Invalid, message
from feedback.evidence import rules
from feedback.evidence.actions import items as actions
from feedback.evidence.actions.items import NewItem
from feedback.evidence.models import Evidence, EvidenceBadRow, EvidenceImport
from feedback.evidence.queries import imports as import_queries
from feedback.evidence.queries import items as queries
from feedback.journeys import queries as journeys
from feedback.names import LONGEST_CODE, refusal
from feedback.stakeholders.queries import groups as stakeholders
from feedback.web.api import PageArgs, Strict, api_blueprint, idempotent, page, page_of, token
from feedback.web.api.fields import Day, Figure, OneOf, Text
from feedback.web.guards import act
from feedback.web.templating import say

blueprint = api_blueprint("evidence", "What is already known: complaints, tickets, reviews, interviews, notes.")
KINDS = (*rules.KINDS, rules.RATING)
MOST_ITEMS = 1000
STATES = ("preview", "waiting", "running", "done", "refused", "failed", "undoing", "undone")


class EvidenceSchema(Schema):
    """One thing already known."""

    id = fields.UUID(required=True)
    text = fields.String(required=True)
    kind = fields.String(required=True, metadata={"enum": list(KINDS)})
    group = fields.String(required=True, metadata={"description": "Code of the group whose words these are."})
    stage = fields.String(required=True, allow_none=True, metadata={"description": "Code of the stage, where known."})
    source = fields.String(required=True)
    date = fields.Date(required=True, allow_none=True)
    rating = fields.Float(required=True, allow_none=True, metadata={"description": "1 to 5, 5 best."})
    question = fields.String(required=True, metadata={"description": "What it answers, where a file asked something."})
    lang = fields.String(required=True, allow_none=True)
    segments = fields.Dict(
        keys=fields.String(), values=fields.String(), required=True, metadata={"example": {"region": "north"}}
    )
    import_id = fields.UUID(required=True, allow_none=True)
    added_at = fields.DateTime(required=True)


class NewEvidence(Strict):
    """One thing to add; rows are not compared with what is there."""

    text = Text(required=True, least=1, most=rules.LONGEST_NOTE)
    group = Text(required=True, least=1, most=LONGEST_CODE)
    stage = Text(least=1, most=LONGEST_CODE, allow_none=True)
    kind = OneOf(rules.KINDS, load_default=rules.NOTE_KIND)
    source = Text(most=rules.LONGEST_SOURCE, load_default="")
    date = Day(allow_none=True)
    rating = Figure(least=1, most=5, allow_none=True)
    lang = fields.String(validate=validate.Regexp(r"^[a-z]{2,3}\Z"), allow_none=True)


class EvidenceRows(Strict):
    """Up to 1,000 rows: all of them are added, or none."""

    items = fields.List(
        fields.Nested(NewEvidence),
        required=True,
        validate=validate.Length(1, MOST_ITEMS),
        metadata={
            "example": [{"text": "Nobody told me the van would be late.", "group": "customers", "kind": "complaint"}]
        },
    )


class EvidenceAdded(Schema):
    """Ids of what was added, in the order of the rows."""

    ids = fields.List(fields.UUID(), required=True)


class EvidenceArgs(PageArgs):
    """Which evidence; without a kind everything that has words."""

    kind = OneOf(KINDS)
    group = Text(least=1, most=LONGEST_CODE)
    stage = Text(least=1, most=LONGEST_CODE)
    source = Text(least=1, most=rules.LONGEST_SOURCE)
    words = Text(least=1, most=200, metadata={"description": "Each of these words occurs in the text."})
    since = Day(metadata={"description": "Only what was added on this day or later."})


class BadRowSchema(Schema):
    """A row of a file that could not be taken."""

    row = fields.Integer(required=True)
    column = fields.String(required=True, allow_none=True)
    reason = fields.String(required=True)


class ImportSchema(Schema):
    """A file that was taken in: rows = imported + duplicates + empty + bad."""

    id = fields.UUID(required=True)
    file = fields.String(required=True)
    state = fields.String(required=True, metadata={"enum": list(STATES)})
    rows = fields.Integer(required=True)
    imported = fields.Integer(required=True)
    duplicates = fields.Integer(required=True)
    empty = fields.Integer(required=True)
    bad = fields.Integer(required=True)
    bad_rows = fields.List(fields.Nested(BadRowSchema), required=True, metadata={"description": "The first 50."})
    started_at = fields.DateTime(required=True)


@blueprint.get("/evidence")
@token("read")
@blueprint.asks(EvidenceArgs)
@blueprint.gives(200, page_of(EvidenceSchema))
def evidence(asked: dict[str, Any]) -> Any:
    """List what is known, by id.

    Words without a rating and words with one are listed; ratings without words only with `kind=rating`.
    """
    names, wanted = _Names(), _wanted(asked)
    since = datetime.combine(asked["since"], time.min, UTC) if "since" in asked else None

    def fetch(after: str | None, limit: int) -> Sequence[dict[str, Any]]:
        rows = queries.after(wanted, UUID(after) if after else None, limit, since)
        return [_shown(row, names) for row in rows]

    return page(asked, fetch, key=lambda row: str(row["id"]))


def _wanted(asked: dict[str, Any]) -> queries.Wanted:
    """Codes of nothing are told so, instead of an empty list."""
    names = _Names()
    return queries.Wanted(
        kind=asked.get("kind"),
        group_id=names.group_id(asked["group"]) if "group" in asked else None,
        stage_id=names.stage_id(asked["stage"]) if "stage" in asked else None,
        source=asked.get("source"),
        words=asked.get("words", ""),
    )


@blueprint.get("/evidence/<uuid:evidence_id>")
@token("read")
@blueprint.gives(200, EvidenceSchema)
def item(evidence_id: UUID) -> Any:
    """Get one thing that is known."""
    return _shown(queries.item(evidence_id), _Names())


@blueprint.post("/evidence")
@token("write")
@blueprint.takes(EvidenceRows)
@idempotent
@blueprint.gives(201, EvidenceAdded)
def add(body: dict[str, Any]) -> Any:
    """Add rows: all of them, or none.

    Send an Idempotency-Key: the same rows without one are there twice.
    """
    return {"ids": _add(body["items"])}


def _add(rows: Sequence[dict[str, Any]]) -> list[UUID]:
    names, read = _Names(), []

    def items() -> Iterator[NewItem]:
        for row in rows:
            read.append(row)
            yield _item(row, names)

    try:
        return actions.add_items(items(), by=g.caller.by)
    except Invalid as error:
        at = f"items.{len(read) - 1}"
        raise Invalid(error.message, {f"{at}.{name}": text for name, text in error.fields.items()}) from error


def _item(row: dict[str, Any], names: _Names) -> NewItem:
    group_id = names.group_id(row["group"])
    if names.groups[group_id].archived_at is not None:
        raise refusal("group", message("That group is archived. Bring it back first."))
    return NewItem(
        text=row["text"],
        group_id=group_id,
        stage_id=names.stage_id(row["stage"]) if row.get("stage") else None,
        kind=row["kind"],
        source=row["source"],
        dated=row.get("date"),
        rating=row.get("rating"),
        lang=row.get("lang"),
    )


@blueprint.delete("/evidence/<uuid:evidence_id>")
@token("write")
@blueprint.gives(204)
def remove(evidence_id: UUID) -> Any:
    """Take back a row that was added one by one; what came with a file goes with its import."""
    act(lambda: actions.remove_note(queries.item(evidence_id), by=g.caller.by))


@blueprint.get("/evidence/imports/<uuid:import_id>")
@token("read")
@blueprint.gives(200, ImportSchema)
def import_(import_id: UUID) -> Any:
    """Get how the import of a file stands, and the rows that could not be taken."""
    row = import_queries.import_(import_id)
    return _import(row, import_queries.bad_rows(row.id))


def _import(row: EvidenceImport, bad: Sequence[EvidenceBadRow]) -> dict[str, Any]:
    counted = {name: getattr(row, name) for name in ("id", "state", "rows", "imported", "duplicates", "empty", "bad")}
    reasons = [
        {"row": one.row, "column": one.column or None, "reason": say(message(one.reason, **one.params))} for one in bad
    ]
    return {**counted, "file": row.file_name, "bad_rows": reasons, "started_at": row.created_at}


class _Names:
    """Codes of groups and stages, and what they stand for; read once a call."""

    def __init__(self) -> None:
        self.groups = {row.id: row for row in stakeholders.groups(include_archived=True)}
        self.stages = {row.id: row for row in journeys.all_stages()}
        self._group_ids = {row.code: row.id for row in self.groups.values()}
        self._stage_ids = {row.code: row.id for row in self.stages.values()}

    def group_id(self, code: str) -> UUID:
        if (found := self._group_ids.get(code)) is None:
            raise refusal("group", message("There is no such group."))
        return found

    def stage_id(self, code: str) -> UUID:
        if (found := self._stage_ids.get(code)) is None:
            raise refusal("stage", message("There is no such stage."))
        return found


def _shown(row: Evidence, names: _Names) -> dict[str, Any]:
    group = names.groups[row.group_id]
    return {
        "id": row.id,
        "text": row.text,
        "kind": row.kind,
        "group": group.code,
        "stage": names.stages[row.stage_id].code if row.stage_id in names.stages else None,
        "source": row.source,
        "date": row.dated,
        "rating": row.rating,
        "question": row.question,
        "lang": row.lang,
        "segments": row.segments if rules.shows_segments(group.kind) else {},
        "import_id": row.import_id,
        "added_at": row.created_at,
    }

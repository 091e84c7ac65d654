"""`/api/v1/effect-checks`: what improvements should change, as it was registered, and what came of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from flask import g
from marshmallow import Schema, fields

from feedback.backlog.models import Improvement
from feedback.backlog.queries import improvements
from feedback.db import now
from feedback.errors import NotFound
from feedback.journeys import queries as journeys
from feedback.programme.models import EffectCheck
from feedback.programme.queries import effects as queries
from feedback.programme.rules import effect_words, effects
from feedback.programme.rules.effect_record import Figures, read
from feedback.programme.rules.effects import Done
from feedback.stakeholders.queries import groups as stakeholders
from feedback.surveys.api.figures import OutcomeSchema, outcome
from feedback.web.addresses import absolute
from feedback.web.api import PageArgs, api_blueprint, from_all, page, page_of, token
from feedback.web.templating import say, text

blueprint = api_blueprint(
    "effect_checks", "Did it help: the same question to the same people before the work and after it, with the verdict."
)
VERDICTS = ("improved", "unchanged", "worse", "not_enough")


class EffectFiguresSchema(Schema):
    """What a verdict was made of, as it was shown on its day. `effect` is what the verdict is about."""

    baseline = fields.String(
        required=True,
        metadata={"enum": ["fresh", "old", "none"], "description": "Which answers it is compared with."},
    )
    before = fields.Nested(OutcomeSchema, required=True, metadata={"description": "The level it is compared with."})
    after = fields.Nested(OutcomeSchema, required=True)
    own = fields.Nested(OutcomeSchema, required=True, metadata={"description": "How far the stage moved."})
    controls = fields.Dict(
        keys=fields.String(),
        values=fields.Nested(OutcomeSchema),
        required=True,
        metadata={"description": "By control stage: how far that moved."},
    )
    effect = fields.Nested(
        OutcomeSchema, required=True, metadata={"description": "How far it moved beyond the control stages."}
    )
    detectable = fields.Float(
        required=True,
        allow_none=True,
        metadata={"description": "The true change that would have been found four times out of five."},
    )
    looks = fields.Integer(required=True, metadata={"description": "How often the verdict was asked for."})


class EffectCheckSchema(Schema):
    """One question to one group at one stage. There are no figures before there is a verdict."""

    improvement = fields.Integer(required=True, metadata={"description": "Its number in the organisation."})
    url = fields.URL(required=True)
    title = fields.String(required=True)
    question = fields.String(required=True, metadata={"description": "As it was asked when this was registered."})
    measure = fields.String(required=True, metadata={"enum": list(effects.MEASURES)})
    stage = fields.String(required=True, allow_none=True)
    group = fields.String(required=True, allow_none=True)
    direction = fields.String(required=True, metadata={"enum": [effects.UP, effects.DOWN]})
    minimum = fields.Float(
        required=True, metadata={"description": "The least change worth the work, in points of 1 to 5, or a share."}
    )
    controls = fields.List(fields.String(), required=True, metadata={"description": "Stages it is compared with."})
    due_on = fields.Date(required=True, metadata={"description": "From this day on the verdict may be asked for."})
    registered_at = fields.AwareDateTime(required=True)
    late = fields.Boolean(required=True, metadata={"description": "Registered after the work had started."})
    phase = fields.String(required=True, metadata={"enum": list(effects.PHASES)})
    verdict = fields.String(required=True, allow_none=True, metadata={"enum": [*VERDICTS, None]})
    judged_at = fields.AwareDateTime(required=True, allow_none=True)
    summary = fields.String(required=True, allow_none=True, metadata={"description": "The verdict in a sentence."})
    caveats = fields.List(fields.String(), required=True, metadata={"description": "What to keep in mind beside it."})
    figures = fields.Nested(EffectFiguresSchema, required=True, allow_none=True)


@dataclass(frozen=True, slots=True)
class _Around:
    """What any check names by id: codes of stages and groups, and how far each work is."""

    stages: Mapping[UUID, str]
    groups: Mapping[UUID, str]
    works: Mapping[UUID, Done]
    today: date


Row = tuple[Improvement, EffectCheck]


@blueprint.get("/effect-checks")
@token("read")
@blueprint.asks(PageArgs)
@blueprint.gives(200, page_of(EffectCheckSchema))
def effect_checks(asked: dict[str, Any]) -> Any:
    """List the effect checks, by the number of their improvement."""
    checks = queries.by_improvement()
    rows = [(row, checks[row.id]) for row in improvements.improvements() if row.id in checks]
    found, around = page(asked, from_all(rows, key=_place), key=_place), _around()
    return {**found, "items": [_shown(row, check, around) for row, check in found["items"]]}


@blueprint.get("/effect-checks/<int:number>")
@token("read")
@blueprint.gives(200, EffectCheckSchema)
def effect_check(number: int) -> Any:
    """Get the effect check of one improvement."""
    row = improvements.improvement(number)
    check = queries.check_of(row.id)
    if check is None:
        raise NotFound()
    return _shown(row, check, _around())


def _place(row: Row) -> str:
    return f"{row[0].number:010d}"


def _around() -> _Around:
    return _Around(
        {stage.id: stage.code for stage in journeys.all_stages()},
        {group.id: group.code for group in stakeholders.groups(include_archived=True)},
        queries.works(),
        now().date(),
    )


def _shown(row: Improvement, check: EffectCheck, around: _Around) -> dict[str, Any]:
    work = around.works.get(row.id, Done())
    return {
        "improvement": row.number,
        "url": absolute("effects.effect", organisation=g.caller.organisation, number=row.number),
        "title": text(row.title),
        "question": text(check.words),
        "measure": check.measure,
        "stage": around.stages.get(check.stage_id),
        "group": around.groups.get(check.group_id),
        "direction": check.direction,
        "minimum": check.minimum,
        "controls": sorted(around.stages[one.stage_id] for one in check.controls if one.stage_id in around.stages),
        "due_on": check.due_on,
        "registered_at": check.registered_at,
        "late": check.late,
        "phase": effects.phase(check, row.status, around.today, started=work.started_on is not None),
        "verdict": check.verdict,
        "judged_at": check.judged_at,
        **_judged(check, around),
    }


def _judged(check: EffectCheck, around: _Around) -> dict[str, Any]:
    """What was kept with the verdict; nothing before it, so that nobody sees the answers after the work earlier."""
    if not check.verdict:
        return {"summary": None, "caveats": [], "figures": None}
    shown = read(check.figures)
    return {
        "summary": say(effect_words.summary(check.verdict, shown)),
        "caveats": [say(effect_words.caveat(code, named)) for code, named in shown.caveats],
        "figures": _figures(shown, around),
    }


def _figures(shown: Figures, around: _Around) -> dict[str, Any]:
    controls = {around.stages[one]: outcome(found) for one, found in shown.controls.items() if one in around.stages}
    return {
        "baseline": shown.baseline,
        "before": outcome(shown.pulled if shown.baseline == "old" else shown.before),
        "after": outcome(shown.after),
        "own": outcome(shown.own),
        "controls": controls,
        "effect": outcome(shown.effect),
        "detectable": shown.detectable,
        "looks": shown.look,
    }

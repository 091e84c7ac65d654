"""One effect check with everything that is known about it today: what its page, its picture and its verdict are of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from feedback.analysis.disclosure import Thresholds
from feedback.analysis.effect_checks import FEWEST
from feedback.backlog.models import Improvement
from feedback.db import now
from feedback.journeys.queries.lineage import lineage
from feedback.programme.models import EffectCheck
from feedback.programme.queries.effects.answers import Gathered, of_journey, of_question
from feedback.programme.queries.effects.checks import work_on, worked_on
from feedback.programme.rules import effects as rules
from feedback.programme.rules.effect_figures import Said, Wanted, Weighed, wanted, weigh
from feedback.programme.rules.effect_record import Figures, figures
from feedback.programme.rules.effect_words import Around, caveats
from feedback.programme.rules.effects import Done, Phase

_NOTHING = Gathered({}, Thresholds(1, 1), {}, 0)


@dataclass(frozen=True, slots=True)
class Reading:
    """A check as its answers have it today; what a verdict was made of is kept with it (`effect_record.verdict_of`).

    `wanted` are the answers it needs on each side; `thin` the control stages with too few on the side that is being
    asked, so that nothing could be taken off by them; `ask_on` the day from which the stage is asked again, None while
    the work is not done.
    """

    check: EffectCheck
    phase: Phase
    work: Done
    said: Said
    weighed: Weighed
    figures: Figures
    wanted: Wanted
    thin: Sequence[UUID]
    ask_on: date | None


def reading(row: Improvement, check: EffectCheck, moment: datetime | None = None) -> Reading:
    """Read the answers of a check and weigh them."""
    at, work = moment or now(), work_on(row.id)
    phase = rules.phase(check, row.status, at.date(), started=work.started_on is not None)
    windows = rules.windows(check, work)
    asked = of_question(check.question, check.stage_id, check.group_id, windows, at)
    journey = _NOTHING if check.measure == rules.YESNO else of_journey(check.group_id, windows, at)
    stage, look = lineage().standing(check.stage_id), _look(check)
    said, controls = asked.stages.get(stage, Said()), control_ids(check)
    weighed = weigh(stage, said, journey.stages, controls, direction=check.direction, minimum=check.minimum, look=look)
    around = _around(row, check, work, at.date(), asked, journey)
    found = figures(
        said,
        weighed,
        journey.stages,
        measure=check.measure,
        thresholds=_thresholds(asked, journey),
        missing=asked.hidden,
        caveats=caveats(said, weighed, around),
        look=look,
    )
    needs = wanted(
        said,
        weighed,
        minimum=check.minimum,
        variance=rules.variance(check.measure),
        begun=work.started_on is not None,
        controls=len(controls),
    )
    ask_on = rules.ask_again_on(check, work.done_on) if work.done_on else None
    thin = _thin(journey.stages, controls, begun=work.started_on is not None)
    return Reading(check, phase, work, said, weighed, found, needs, thin, ask_on)


def _thin(stages: Mapping[UUID, Said], controls: Sequence[UUID], *, begun: bool) -> Sequence[UUID]:
    held = {one: stages.get(one, Said()) for one in controls}
    return [one for one, said in held.items() if (said.after if begun else said.fresh).people < FEWEST]


def control_ids(check: EffectCheck) -> Sequence[UUID]:
    """The control stages as they count today, without the stage itself."""
    known = lineage()
    found = dict.fromkeys(known.standing(one.stage_id) for one in check.controls)
    return [one for one in found if one != known.standing(check.stage_id)]


def _look(check: EffectCheck) -> int:
    """How often the verdict was asked for, with this time."""
    before: Mapping[str, int] = check.figures
    return before.get("look", 0) + 1 if check.verdict else 1


def _thresholds(asked: Gathered, journey: Gathered) -> Thresholds:
    scores = max(asked.thresholds.scores, journey.thresholds.scores)
    return Thresholds(scores, max(scores, asked.thresholds.comments, journey.thresholds.comments))


def _around(
    row: Improvement, check: EffectCheck, work: Done, today: date, asked: Gathered, journey: Gathered
) -> Around:
    stage, controls = lineage().standing(check.stage_id), control_ids(check)
    since = check.registered_at.date()
    others = worked_on(row.id, since, today)
    return Around(
        late=check.late,
        measure=check.measure,
        direction=check.direction,
        minimum=check.minimum,
        controls=len(controls),
        here=tuple(others.get(stage, ())),
        there=tuple(number for one in controls for number in others.get(one, ())),
        left_out=max(asked.left_out, journey.left_out),
        done_on=work.done_on,
        today=today,
    )

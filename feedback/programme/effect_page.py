"""An effect check as its page shows it, in the reader's language; no decisions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import ceil
from typing import Any
from uuid import UUID

from flask import url_for
from flask_babel import gettext

from feedback.analysis.disclosure import Hidden, Shown
from feedback.analysis.effect_checks import needed
from feedback.backlog.models import Improvement
from feedback.charts import EffectRow, Shape, Theme, effects_chart, effects_size
from feedback.journeys import queries as journeys
from feedback.outreach.queries import reach
from feedback.outreach.rules.proposals import Expected, expected_rate
from feedback.programme.models import EffectCheck
from feedback.programme.queries import effects as queries
from feedback.programme.queries.effects import Reading
from feedback.programme.rules.effect_record import NOBODY, Figures, Result
from feedback.programme.rules.effects import DOWN, SUPPOSED, USUAL, YESNO
from feedback.programme.rules.work import DECIDED
from feedback.stakeholders.models import StakeholderGroup
from feedback.web.pictures import kept
from feedback.web.templating import language_code, number, percent, say, signed, text

Record = dict[str, Any]
EXAMPLES = {YESNO: (0.05, 0.1, 0.2)}
USUAL_EXAMPLES = (0.3, 0.5, 1.0)
"""Least changes of which the form says how many answers they need."""


@dataclass(frozen=True, slots=True)
class Asking:
    """Answers that are there and wanted on the side that is being asked, and how to get the rest.

    `wanted` None: no number is enough. `size` of the group, None where nobody knows it; `thin` names the stages to
    compare with that too few answered about. `starts` is the day from which it makes sense to ask, None: now.
    """

    side: str
    people: int
    wanted: int | None
    url: str
    invitations: int
    expected: Expected
    size: int | None
    thin: Sequence[str]
    starts: date | None

    @property
    def too_small(self) -> bool:
        """Whether not even everybody in the group would be enough."""
        return self.size is not None and (self.wanted or 0) > self.size

    @property
    def missing(self) -> int:
        return max(0, (self.wanted or 0) - self.people)


def asking(reading: Reading, group: StakeholderGroup, today: date) -> Asking:
    """Whom to ask now: the group before the work, and again after it."""
    before = reading.work.started_on is None
    people = (reading.said.fresh if before else reading.said.after).people
    wanted = reading.wanted.before if before else reading.wanted.after
    _, rates = reach.rates({group.id: [group.id]})
    expected = expected_rate(group.kind, rates.get(group.id))
    invitations = ceil(max(0, (wanted or 0) - people) / expected.rate)
    starts = reading.ask_on if reading.ask_on and reading.ask_on > today else None
    side = "before" if before else "after"
    url, thin = _ask_url(reading, group), [text(journeys.stage(one).name) for one in reading.thin]
    return Asking(side, people, wanted, url, invitations, expected, group.size, thin, starts)


def baseline_so_far(row: Improvement, check: EffectCheck | None) -> tuple[int, int] | None:
    """Answers of the baseline that are there and wanted, while they are too few and the work has not begun."""
    if check is None or row.status != DECIDED:
        return None
    found = queries.reading(row, check)
    there, wanted = found.said.fresh.people, found.wanted.before or 0
    return (there, wanted) if found.phase == "before" and there < wanted else None


def _ask_url(reading: Reading, group: StakeholderGroup) -> str:
    """The launch of the questionnaire that holds the question; where it is gone, the coverage plan.

    With stages to compare with it asks about every stage: what nobody is asked about cannot be taken off.
    """
    check = reading.check
    code = queries.questionnaire_of(check.question)
    if code is None:
        return url_for("outreach.plan")
    if queries.control_ids(check):
        return url_for("surveys.launch", questionnaire=code, group=group.code)
    stage = journeys.stage(check.stage_id)
    return url_for("surveys.launch", questionnaire=code, group=group.code, stage=stage.code)


def level(measure: str, value: float) -> str:
    """A level: 3.4 of 1 to 5, or a share."""
    return percent(value) if measure == YESNO else number(value, 1)


def moved(measure: str, value: float) -> str:
    """A movement with its sign: points, or percentage points."""
    return signed(100 * value, 0) if measure == YESNO else signed(value, 1)


def amount(measure: str, value: float) -> str:
    """A size without a sign, with its unit."""
    return f"{number(100 * value, 0) if measure == YESNO else number(value, 1)} {unit(measure)}"


def unit(measure: str) -> str:
    return str(gettext("percentage points") if measure == YESNO else gettext("points of 1 to 5"))


def least(check: EffectCheck) -> str:
    """The least change, in words: +0.5 points of 1 to 5."""
    value = -check.minimum if check.direction == DOWN else check.minimum
    exact = signed(100 * value, 0) if check.measure == YESNO else signed(value, 2 if round(value, 1) != value else 1)
    return f"{exact} {unit(check.measure)}"


def examples(measure: str = "csat") -> list[tuple[str, int | None]]:
    """How many answers a least change needs on each side, where it is compared with many stages or with none."""
    variance = SUPPOSED.get(measure, USUAL)
    return [(moved(measure, one), needed(one, variance)) for one in EXAMPLES.get(measure, USUAL_EXAMPLES)]


def levels(shown: Figures, measure: str, judged: bool) -> list[tuple[str, str, str, str]]:
    """Name, value, interval and people of what was said before, and with a verdict of what was said after."""
    # Where nobody was heard at the time of the choice there is nothing to tell of it.
    rows = [] if shown.chosen == NOBODY else [(gettext("When it was chosen"), shown.chosen)]
    if shown.baseline == "old":
        rows.append((gettext("The same, corrected for having been chosen"), shown.pulled))
    rows.append((gettext("Fresh baseline"), shown.before))
    rows += [(gettext("After the work"), shown.after)] if judged else []
    return [(name, *_cells(result, lambda value: level(measure, value))) for name, result in rows]


def _cells(result: Result, write: Any) -> tuple[str, str, str]:
    if result == NOBODY:
        # It may be that nobody was asked: the disclosure rule's own words would say that somebody was.
        return gettext("Nobody answered in that time."), "", ""
    if isinstance(result, Hidden):
        return say(result.message), "", ""
    return write(result.value), _interval(result, write), number(result.n)


def _interval(result: Shown[float], write: Any) -> str:
    if result.low is None or result.high is None:
        return ""
    return str(gettext("%(low)s to %(high)s", low=write(result.low), high=write(result.high)))


def picture(check: EffectCheck, shown: Figures, of_improvement: int) -> Record | None:
    """What `components/chart.html` wants, with its table; None where nothing may be drawn."""
    rows = _rows(check, shown)
    if not rows:
        return None
    (width, height), (narrow_width, narrow_height) = effects_size(rows, "wide"), effects_size(rows, "narrow")
    caption = gettext(
        "How far the answers moved, in %(unit)s, with 95 %% intervals. The dashed line is what was registered: "
        "%(least)s.",
        unit=unit(check.measure),
        least=least(check),
    )
    return {
        "url": url_for("effects.chart", number=of_improvement, lang=language_code()),
        "alt": " ".join([gettext("How far the answers moved."), *(f"{row.label}: {row.text}." for row in rows)]),
        "caption": caption,
        "columns": [gettext("What moved"), gettext("Movement"), gettext("People, at least")],
        "rows": _table(check, shown),
        "width": width,
        "height": height,
        "narrow_width": narrow_width,
        "narrow_height": narrow_height,
    }


def svg(check: EffectCheck, shown: Figures, theme: Theme, shape: Shape) -> bytes:
    """The picture of a verdict."""
    rows, worth = _rows(check, shown), -check.minimum if check.direction == DOWN else check.minimum
    measure = check.measure

    def draw() -> bytes:
        return effects_chart(rows, worth, theme=theme, shape=shape, signed=lambda value: moved(measure, value))

    return kept(draw, "effect", rows, worth, theme, shape, measure, language_code())


def _named(check: EffectCheck, shown: Figures) -> list[tuple[str, Result, bool]]:
    """The stage, each control, and what is left when theirs is taken off: what the verdict is about."""
    names = {stage.id: text(stage.name) for stage in journeys.all_stages()}
    own = names.get(check.stage_id, "")
    if not shown.controls:
        return [(own, shown.effect, True)]
    controls: Sequence[tuple[UUID, Result]] = list(shown.controls.items())
    return [
        (own, shown.own, False),
        *((names.get(stage, ""), result, False) for stage, result in controls),
        (gettext("%(stage)s, beyond the others", stage=own), shown.effect, True),
    ]


def _rows(check: EffectCheck, shown: Figures) -> list[EffectRow]:
    return [
        EffectRow(name, result.value, result.low, result.high, strong, _with_people(check.measure, result))
        for name, result, strong in _named(check, shown)
        if isinstance(result, Shown)
    ]


def _beside(measure: str, result: Shown[float]) -> str:
    interval = _interval(result, lambda value: moved(measure, value))
    return f"{moved(measure, result.value)} ({interval})" if interval else moved(measure, result.value)


def _with_people(measure: str, result: Shown[float]) -> str:
    return f"{_beside(measure, result)} · n {number(result.n)}"


def _table(check: EffectCheck, shown: Figures) -> list[list[str]]:
    return [
        [name, _beside(check.measure, result), number(result.n)]
        if isinstance(result, Shown)
        else [name, say(result.message), ""]
        for name, result, _ in _named(check, shown)
    ]


def names_of(check: EffectCheck, controls: Sequence[UUID]) -> Mapping[str, Any]:
    """What was registered, in words."""
    stages = {stage.id: text(stage.name) for stage in journeys.all_stages()}
    return {
        "stage": stages.get(check.stage_id, ""),
        "controls": [stages[one] for one in controls if one in stages],
        "least": least(check),
    }

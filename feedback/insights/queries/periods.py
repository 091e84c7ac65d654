"""How what people say moves over time: counted by the database once a run, told by the disclosure rule.

What is dated counts in its month. A protected survey keeps no day of an answer: it counts in its wave, where its
release shows it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Select, case, distinct, extract, func, null, or_, select
from sqlalchemy.orm import aliased

from feedback.analysis.changes import Change, Counted, change
from feedback.analysis.disclosure import Hidden, Shown, Thresholds, figure
from feedback.analysis.statistics import wilson
from feedback.db import db
from feedback.evidence.models import Evidence
from feedback.insights.models import Comment, Mention, MentionTheme, VoicePeriod
from feedback.insights.numbers import CHANGE
from feedback.insights.queries import placing
from feedback.insights.queries.figures import voices
from feedback.insights.rules import EVERYWHERE
from feedback.insights.voices import Voices
from feedback.surveys.models import Response, Survey, Wave
from feedback.surveys.rules import IDENTIFIED

Row = dict[str, Any]
MOST_PERIODS = 24
"""Periods shown at most: months as long as they fit, else quarters, else years."""


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of time, or a wave of protected surveys: who raised it among those who wrote anything then.

    `starts` is its first day, `months` how long it is (1, 3 or 12; 0 for a wave, which has its name).
    """

    starts: date
    months: int
    wave: Mapping[str, str] | None
    share: Shown[float] | Hidden


@dataclass(frozen=True, slots=True)
class Trend:
    """A group's periods in order of time, and the change that chance does not explain; `change.at` counts `told`."""

    group_id: UUID
    periods: tuple[Period, ...]
    change: Change | None
    k: int = 1
    """Fewest people a figure of it may rest on."""

    @property
    def told(self) -> tuple[Period, ...]:
        """Periods with a figure."""
        return tuple(period for period in self.periods if isinstance(period.share, Shown))

    @property
    def since(self) -> Period | None:
        """The first period after the change."""
        return self.told[self.change.at] if self.change else None


def changes(theme_ids: Collection[UUID], group_ids: Collection[UUID]) -> list[Row]:
    """Every trend that moved by more than chance, one mapping per row of `RunFigure`, without its owner."""
    found = trends(theme_ids, group_ids)
    return [
        _changed(theme, trend, trend.change, trend.since)
        for theme, by_group in found.items()
        for trend in by_group.values()
        if trend.change and trend.since
    ]


def _changed(theme_id: UUID, trend: Trend, found: Change, since: Period) -> Row:
    figures = {"before": found.before, "after": found.after, "low": found.difference.low, "high": found.difference.high}
    when = {"since": since.starts.isoformat(), "wave": dict(since.wave) if since.wave else None}
    subject = {"group_id": trend.group_id, "other_group_id": None, "stage_id": None, "theme_id": theme_id}
    return {"kind": CHANGE, **subject, "n": found.difference.n, "k": trend.k, "figures": {**figures, **when}}


# --- reading --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Cell:
    group_id: UUID
    survey_id: UUID | None
    starts: date
    wave: Mapping[str, str] | None
    raised: int
    wrote: int
    k: int


def trend(theme_id: UUID, group_ids: Collection[UUID], known: Voices | None = None) -> dict[UUID, Trend]:
    """Group -> how many of its people raised a theme, of those who wrote, over time.

    Groups of which nothing is dated are missing. One read, besides the voices.
    """
    return trends([theme_id], group_ids, known)[theme_id]


def trends(
    theme_ids: Collection[UUID], group_ids: Collection[UUID], known: Voices | None = None
) -> dict[UUID, dict[UUID, Trend]]:
    """Theme -> group -> trend, in as many reads as one takes."""
    said, wanted = known or voices(), set(group_ids)
    rows = _stored(theme_ids)
    wrote = {key: row for key, row in rows.items() if key[0] is None and row.group_id in wanted}
    found: dict[UUID, dict[UUID, Trend]] = {}
    for theme_id in theme_ids:
        cells: dict[UUID, list[_Cell]] = defaultdict(list)
        for (_, *place), row in wrote.items():
            cells[row.group_id].append(_cell(row, rows.get((theme_id, *place)), theme_id, said))
        found[theme_id] = {group: _trend(group, ours) for group, ours in cells.items()}
    return found


def _stored(theme_ids: Collection[UUID]) -> dict[tuple[Any, ...], Any]:
    """(theme, group, survey, start) -> row; every row that has a date."""
    table = VoicePeriod
    starts = func.coalesce(table.month, Wave.starts_on).label("starts")
    rows = db.session.execute(
        select(table.theme_id, table.group_id, table.survey_id, starts, Wave.name.label("wave"), table.k, table.people)
        .outerjoin(Wave, Wave.id == table.wave_id)
        .where(or_(table.theme_id.is_(None), table.theme_id.in_(theme_ids)), starts.is_not(None))
    )
    return {(row.theme_id, row.group_id, row.survey_id, row.starts): row for row in rows}


def _cell(wrote: Any, raised: Any, theme_id: UUID, said: Voices) -> _Cell:
    """One source in one period; a protected one whose figure is not told counts as nobody who wrote, under its k."""
    survey, group = wrote.survey_id, wrote.group_id
    told = survey is None or (said.counts(survey, theme_id, EVERYWHERE, group) and wrote.people >= wrote.k)
    people = raised.people if raised is not None and told else 0
    return _Cell(group, survey, wrote.starts, wrote.wave, people, wrote.people if told else 0, wrote.k)


def _trend(group_id: UUID, cells: Sequence[_Cell]) -> Trend:
    length = _length([cell.starts for cell in cells if cell.survey_id is None])
    periods: dict[tuple[date, bool], list[_Cell]] = defaultdict(list)
    for cell in cells:
        open_row = cell.survey_id is None
        periods[(_start(cell.starts, length) if open_row else cell.starts, open_row)].append(cell)
    made = [_period(start, length if is_open else 0, periods[start, is_open]) for start, is_open in sorted(periods)]
    counts = [count for period, count in made if isinstance(period.share, Shown)]
    return Trend(group_id, tuple(period for period, _ in made), change(counts), max(cell.k for cell in cells))


def _period(starts: date, months: int, cells: Sequence[_Cell]) -> tuple[Period, Counted]:
    count = Counted(sum(cell.raised for cell in cells), sum(cell.wrote for cell in cells))
    k = max(cell.k for cell in cells)
    return Period(starts, months, cells[0].wave, _share(count, k)), count


def _share(count: Counted, k: int) -> Shown[float] | Hidden:
    estimate = wilson(count.raised, count.wrote)
    if estimate is None:
        return Hidden("too_few", k) if k > 1 else Hidden("nobody")
    return figure(estimate.value, count.wrote, Thresholds(k, k), estimate.low, estimate.high, unit="share")


def _length(starts: Sequence[date]) -> int:
    """Months of a period, so that at most MOST_PERIODS are shown."""
    if not starts:
        return 1
    months = _months(max(starts)) - _months(min(starts)) + 1
    return next((length for length in (1, 3) if months / length <= MOST_PERIODS), 12)


def _months(day: date) -> int:
    return day.year * 12 + day.month - 1


def _start(day: date, length: int) -> date:
    """First day of the period that holds a day; periods of 3 and 12 months follow the calendar."""
    months = _months(day) // length * length
    return date(months // 12, months % 12 + 1, 1)


# --- counting -------------------------------------------------------------------------------------


def counted() -> list[Row]:
    """One mapping per row of `VoicePeriod`, without its owner. Three reads."""
    rows = db.session.execute(select(Survey.id, Survey.k_scores).where(Survey.mode != IDENTIFIED))
    k = {survey_id: threshold for survey_id, threshold in rows}
    return [_row(row, k) for statement in (_of_themes(), _of_comments()) for row in _dated(statement)]


def _dated(statement: Select[Any]) -> Iterator[Any]:
    """Rows that say when: protected ones by their wave, the others by a month."""
    return (row for row in db.session.execute(statement) if row.survey is not None or row.year is not None)


def _row(row: Any, k: Mapping[UUID, int]) -> Row:
    month = date(int(row.year), int(row.month), 1) if row.survey is None else None
    return {
        "theme_id": row.theme,
        "group_id": row.group_id,
        "survey_id": row.survey,
        "wave_id": row.wave if row.survey is not None else None,
        "month": month,
        "k": k.get(row.survey, 1),
        "people": row.people,
        "mentions": int(row.mentions or 0),
        "negative": int(row.negative or 0),
        "positive": int(row.positive or 0),
    }


def _cells(noted: Any) -> tuple[Any, ...]:
    """Group, protected survey and its wave; year and month of everything else."""
    hushed = Survey.mode != IDENTIFIED
    day = case((Comment.evidence_id.is_not(None), noted.dated), else_=func.date(Response.answered_at))
    return (
        Comment.group_id,
        case((hushed, Survey.id)).label("survey"),
        case((hushed, Survey.wave_id)).label("wave"),
        case((hushed, null()), else_=extract("year", day)).label("year"),
        case((hushed, null()), else_=extract("month", day)).label("month"),
    )


def _placed(statement: Select[Any], noted: Any) -> Select[Any]:
    return (
        statement.outerjoin(Survey, Survey.id == Comment.survey_id)
        .outerjoin(noted, noted.id == Comment.evidence_id)
        .outerjoin(Response, Response.id == Comment.response_id)
    )


def _by(cells: Iterable[Any]) -> list[Any]:
    return [Comment.group_id, *(cell.name for cell in list(cells)[1:])]


def _of_themes() -> Select[Any]:
    noted = aliased(Evidence)  # The person of a comment is looked up in the table itself.
    cells = _cells(noted)
    counts = (
        func.count(distinct(placing.person())).label("people"),
        func.count().label("mentions"),
        func.sum(case((Mention.sentiment == "neg", 1), else_=0)).label("negative"),
        func.sum(case((Mention.sentiment == "pos", 1), else_=0)).label("positive"),
    )
    joined = (
        select(MentionTheme.theme_id.label("theme"), *cells, *counts)
        .join(Mention, Mention.id == MentionTheme.mention_id)
        .join(Comment, Comment.id == Mention.comment_id)
    )
    return _placed(joined, noted).group_by(MentionTheme.theme_id, *_by(cells))


def _of_comments() -> Select[Any]:
    noted = aliased(Evidence)  # The person of a comment is looked up in the table itself.
    cells = _cells(noted)
    zero = [null().label(name) for name in ("mentions", "negative", "positive")]
    counts = func.count(distinct(placing.person())).label("people")
    return _placed(select(null().label("theme"), *cells, counts, *zero).select_from(Comment), noted).group_by(
        *_by(cells)
    )

"""The report as plain tables: what the pages lay out and the workbook writes, cell by cell the same."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from flask_babel import gettext

from feedback.analysis.disclosure import Shown
from feedback.insights.rules import MOMENTS
from feedback.reports.document import Document, Line, Result
from feedback.reports.words import effect_word, state_word, status_word, verdict_word
from feedback.web.templating import say, text

Value = str | int | float | date | None


@dataclass(frozen=True, slots=True)
class Table:
    """A named table; every row has as many cells as there are columns."""

    name: str
    columns: Sequence[str]
    rows: Sequence[Sequence[Value]]


def tables(report: Document) -> list[Table]:
    """Every table of the report, in its order. Rows with figures end with their day and the analysis."""
    stamped = (gettext("As of"), gettext("Analysis"))
    return [
        _table(gettext("Coverage"), (*_coverage_columns(), *stamped), _coverage(report)),
        _table(gettext("Scores"), (*_place(), *_figure(), gettext("From"), *stamped), _scores(report)),
        _table(gettext("Shared points"), (*_shared_columns(), *stamped), _shared(report)),
        _table(gettext("Moments"), (gettext("Stage"), gettext("Moment"), gettext("Why"), *stamped), _moments(report)),
        _table(gettext("Improvements"), (*_line_columns(), *stamped), _improvements(report)),
        _table(gettext("Decisions"), _decision_columns(), _decisions(report)),
        _table(gettext("Programme"), _work_columns(), _programme(report)),
        _table(gettext("Effects"), (*_effect_columns(), *stamped), _effects(report)),
        _table(gettext("About"), (gettext("What"), gettext("Value")), _about(report)),
    ]


def _table(name: str, columns: Sequence[str], rows: Iterator[Sequence[Value]]) -> Table:
    return Table(name, columns, list(rows))


# --- columns ------------------------------------------------------------------------------------------


def _coverage_columns() -> tuple[str, ...]:
    return *_place(), gettext("State"), "n", gettext("Newest"), gettext("Why not")


def _shared_columns() -> tuple[str, ...]:
    return gettext("Theme"), gettext("Stage"), gettext("Class"), gettext("Group"), *_figure()


def _decision_columns() -> tuple[str, ...]:
    return gettext("Improvement"), gettext("Decision"), gettext("Reason"), gettext("Decided by"), gettext("Decided on")


def _work_columns() -> tuple[str, ...]:
    progress = (gettext("Until"), gettext("Percent done"), gettext("In the way"))
    who = (gettext("In charge"), gettext("Area"))
    return gettext("Improvement"), gettext("Status"), *who, *progress, gettext("As of")


def _effect_columns() -> tuple[str, ...]:
    return gettext("Improvement"), gettext("Verdict"), gettext("Stage"), gettext("Group"), *_figure()


def _place() -> tuple[str, str]:
    return gettext("Stage"), gettext("Group")


def _figure() -> tuple[str, ...]:
    return gettext("Value"), gettext("Low"), gettext("High"), "n", gettext("Not shown because")


def _line_columns() -> tuple[str, ...]:
    return (
        gettext("Rank"),
        gettext("Best rank"),
        gettext("Worst rank"),
        gettext("Improvement"),
        gettext("What it wants"),
        gettext("Stage"),
        gettext("Groups"),
        gettext("People"),
        gettext("Score"),
        gettext("Status"),
        gettext("Why"),
    )


# --- rows ---------------------------------------------------------------------------------------------


def shown_cells(result: Result, decimals: int = 2) -> list[Value]:
    """Value, low, high, n, and the sentence that stands for them where they are not shown."""
    if isinstance(result, Shown):
        numbers = (result.value, result.low, result.high)
        return [*(None if one is None else round(one, decimals) for one in numbers), result.n, None]
    return [None, None, None, None, say(result.message)]


def _stamp(report: Document, on: date | None = None) -> tuple[date, str | None]:
    """The day a figure is of, and the analysis that stood then."""
    return on or report.source.made_at.date(), report.source.run or None


def _coverage(report: Document) -> Iterator[Sequence[Value]]:
    for one in report.coverage:
        place = (_stage(report, one.stage), text(dict(report.group(one.group).name)))
        yield *place, state_word(one), one.n, one.newest, one.reason or None, *_stamp(report)


def _scores(report: Document) -> Iterator[Sequence[Value]]:
    for one in report.scores:
        source = gettext("ratings of evidence") if one.source == "evidence" else gettext("surveys")
        place = (_stage(report, one.stage), text(dict(report.group(one.group).name)))
        yield *place, *shown_cells(one.result), source if one.source else None, *_stamp(report, one.newest)


def _shared(report: Document) -> Iterator[Sequence[Value]]:
    for row in report.shared:
        kind = gettext("contested") if row.kind == "contested" else gettext("shared")
        for code, share in row.shares.items():
            point = (text(dict(row.theme)), _stage(report, row.stage), kind, text(dict(report.group(code).name)))
            yield *point, *shown_cells(share, 3), *_stamp(report)


def _stage(report: Document, code: str) -> str:
    name = report.stage_name(code)
    return text(dict(name)) if name else str(gettext("Stage unknown"))


def _moments(report: Document) -> Iterator[Sequence[Value]]:
    for one in report.moments:
        yield _stage(report, one.stage), say(MOMENTS[one.kind]), say(one.reason) or None, *_stamp(report)


def _improvements(report: Document) -> Iterator[Sequence[Value]]:
    for line in report.lines:
        yield *_line(report, line), *_stamp(report)


def _line(report: Document, line: Line) -> list[Value]:
    wants = gettext("amplify") if line.direction == "amplify" else gettext("reduce")
    groups = ", ".join(text(dict(report.group(code).name)) for code in line.groups)
    about = (text(dict(line.title)), wants, _stage(report, line.stage) if line.stage else None, groups)
    score = None if line.score is None else round(line.score, 3)
    places = (line.rank, line.rank_low, line.rank_high)
    return [*places, *about, line.people, score, status_word(line.status), say(line.why) or None]


def _decisions(report: Document) -> Iterator[Sequence[Value]]:
    for one in report.decisions:
        yield text(dict(one.title)), verdict_word(one.verdict), one.reason or None, one.by or None, one.on


def _programme(report: Document) -> Iterator[Sequence[Value]]:
    for one in report.work:
        area = report.area(one.area)
        who = (one.owner or None, text(dict(area.name)) if area else None)
        progress = (one.due, one.percent, one.blocker or None)
        yield text(dict(one.title)), status_word(one.status), *who, *progress, report.source.made_at.date()


def _effects(report: Document) -> Iterator[Sequence[Value]]:
    for one in report.effects:
        place = (_stage(report, one.stage), text(dict(report.group(one.group).name)))
        cells = shown_cells(one.change) if one.change else [None] * 5
        yield text(dict(one.title)), effect_word(one.verdict), *place, *cells, *_stamp(report, one.on)


def _about(report: Document) -> Iterator[Sequence[Value]]:
    source = report.source
    yield gettext("Organisation"), source.organisation
    yield gettext("Made on"), source.made_at.isoformat(timespec="minutes")
    yield gettext("Analysis"), source.run or gettext("none yet")
    yield gettext("Analysed on"), source.analysed_at.isoformat(timespec="minutes") if source.analysed_at else None
    yield gettext("Comments read"), source.comments
    yield gettext("Weights"), source.weights or None
    yield gettext("Draws"), source.draws
    yield gettext("Seed"), source.seed
    yield gettext("Version of the product"), source.product or None

"""What people live: a slide per group, its means along the stages with their intervals beside the same as a table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from flask_babel import gettext

from feedback.analysis.disclosure import Hidden, Shown
from feedback.outreach.rules.coverage import ASKED, NOT_APPLICABLE
from feedback.reports.document import Document, Group, Score, Stage
from feedback.reports.findings import worst_of
from feedback.reports.slides.records import Curve, Point, Slide, Table
from feedback.reports.words import missing_word, short_day
from feedback.web.templating import number, say, text

WIDTHS = (2.0, 1.25, 1.3, 0.6, 1.5)
WORDS = "words"
MOST_GROUPS = 4
"""Groups that a meeting looks at one by one; the others are in the report."""


def slides(report: Document) -> Iterator[Slide]:
    """One slide for each group of which something is told."""
    told = {one.group for one in report.scores if isinstance(one.result, Shown)}
    for group in [one for one in report.groups if one.code in told][:MOST_GROUPS]:
        yield _of(report, group)


def _of(report: Document, group: Group) -> Slide:
    name = text(dict(group.name))
    found = [(stage, _score(report, stage, group)) for stage in report.stages]
    table = _table(name, found)
    worst = worst_of(report, group)
    return Slide(
        title=say(worst) if worst else gettext("How %(group)s live each stage", group=name),
        table=table,
        curve=_curve(name, group.kind, table, found),
        notes=_made(),
    )


def _score(report: Document, stage: Stage, group: Group) -> Score:
    """What is known; where a stage is none of the group's, that it is not."""
    known = report.score(stage.code, group.code) or Score(stage.code, group.code, Hidden("not_asked"))
    state = next((one.state for one in report.coverage if (one.stage, one.group) == (stage.code, group.code)), "")
    if not isinstance(known.result, Hidden) or known.result.reason != "not_asked":
        return known
    if state == NOT_APPLICABLE:
        return replace(known, result=Hidden("not_applicable"))
    return replace(known, source=WORDS) if state == ASKED else known


def _table(name: str, found: Sequence[tuple[Stage, Score]]) -> Table:
    columns = (gettext("Stage"), gettext("Mean"), gettext("Interval"), "n", gettext("Newest"))
    caption = gettext(
        "Mean score of each stage for %(group)s, with interval, n and day of the newest answer", group=name
    )
    return Table(caption, columns, WIDTHS, [_row(stage, score) for stage, score in found], frozenset({1, 2, 3}))


def _row(stage: Stage, score: Score) -> Sequence[str]:
    place = f"{stage.number} {text(dict(stage.name))}"
    result = score.result
    if not isinstance(result, Shown):
        return place, _missing(result, score), "", "", ""
    newest = short_day(score.newest) if score.newest else ""
    return place, number(result.value, 1), _between(result), number(result.n), newest


def _missing(result: Hidden, score: Score) -> str:
    """Why there is no mean; who was asked for words alone has none."""
    return gettext("no score") if score.source == WORDS else missing_word(result)


def _between(result: Shown[float]) -> str:
    if result.low is None or result.high is None:
        return ""
    return str(gettext("%(low)s to %(high)s", low=number(result.low, 1), high=number(result.high, 1)))


def _curve(name: str, kind: str, table: Table, found: Sequence[tuple[Stage, Score]]) -> Curve:
    columns = (
        *(gettext("Stage"), name, gettext("Mean minus low"), gettext("High minus mean")),
        *(gettext("Low"), gettext("High"), "n"),
    )
    rows = [f"{row[0]}: {row[1]}" + (f" ({row[2]}), n {row[3]}" if row[3] else "") for row in table.rows]
    said = gettext(
        "Line of the mean scores of %(group)s from 1 to 5, 5 is best, with whiskers for the interval.", group=name
    )
    axis = gettext("Stage; 1 to 5, 5 is best")
    return Curve(name, f"{said} {'; '.join(rows)}", kind, axis, columns, [_point(*one) for one in found])


def _point(stage: Stage, score: Score) -> Point:
    """Stages stand under the chart by their number: the table beside it has their names."""
    result = score.result
    if not isinstance(result, Shown):
        return Point(str(stage.number))
    return Point(str(stage.number), result.value, result.low, result.high, result.n)


def _made() -> str:
    return "\n".join(
        (
            gettext(
                "Mean of what people answered about each stage, 1 to 5, 5 is best. The interval holds the true mean 95 "
                "times in 100; n are people."
            ),
            gettext("Where there is no point, the table says why: not asked, nobody answered, or too few to be shown."),
            gettext("The chart can be edited: its figures are in the sheet behind it."),
        )
    )

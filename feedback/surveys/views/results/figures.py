"""What the chart component shows of a distribution or of rounds: address, words and table."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from flask import url_for
from flask_babel import gettext, ngettext

from feedback.analysis.disclosure import Shown
from feedback.charts import Bar, Scale, Series, describe_distribution, describe_trend
from feedback.charts.distribution import GAP, THICK, WIDTH
from feedback.charts.trend import SIZE
from feedback.disclosure.rules import whole_of
from feedback.stakeholders.models import StakeholderGroup
from feedback.surveys import charting
from feedback.surveys.document import Question, Questionnaire
from feedback.surveys.models import Survey
from feedback.surveys.queries.outcomes import Result
from feedback.surveys.queries.questions import Distribution
from feedback.surveys.queries.trends import Point, Trend
from feedback.web.templating import language_code, number, percent, say, text

TOGETHER = "together"
ROW = {"wide": THICK + GAP, "narrow": 37 + GAP}
"""About how tall one bar of a chart is, in pixels, for the room that the page keeps for it."""
Figure = Mapping[str, Any]


def distribution(
    row: Survey,
    document: Questionnaire,
    question: Question,
    row_id: UUID,
    group: StakeholderGroup | None,
    result: Result[Distribution] | None,
    *,
    whole: bool = False,
) -> Figure | None:
    """The bars of a question in one group, in its `whole`, or in all together; None where there is nothing to draw."""
    if not isinstance(result, Shown) or not result.value.bars:
        return None
    bars = charting.bars(document, question, result.value, language_code())
    asked = (whole_of(group.code) if whole else group.code) if group else TOGETHER
    return {
        "url": url_for("survey_results.chart", code=row.code, question=row_id, group=asked, lang=language_code()),
        "alt": " ".join(say(sentence) for sentence in describe_distribution(bars)),
        "caption": ngettext("One answer", "%(n)s answers", result.n, n=number(result.n)),
        **_room(len(bars)),
        "columns": (gettext("Answer"), gettext("Share"), gettext("Could be")),
        "rows": [(bar.name, bar.text, _bounds(bar)) for bar in bars],
    }


def rounds(row: Survey, row_id: UUID, trends: Mapping[UUID, Trend], groups: list[StakeholderGroup]) -> Figure | None:
    """A question from round to round, a line per group; None without at least two rounds."""
    drawn = lines(trends, groups)
    if not drawn:
        return None
    waves, series, scale = drawn
    return {
        "url": url_for("survey_results.trend", code=row.code, question=row_id, lang=language_code()),
        "alt": " ".join(say(sentence) for sentence in describe_trend(waves, series, lambda value: number(value, 1))),
        "caption": gettext("From round to round, oldest first"),
        "width": round(SIZE["wide"][0]),
        "height": round(SIZE["wide"][1]),
        "narrow_width": round(SIZE["narrow"][0]),
        "narrow_height": round(SIZE["narrow"][1]),
        "columns": (gettext("Round"), *(one.name for one in series)),
        "rows": [(wave, *(_written(one.results[place], scale) for one in series)) for place, wave in enumerate(waves)],
    }


def lines(trends: Mapping[UUID, Trend], groups: list[StakeholderGroup]) -> tuple[list[str], list[Series], Scale] | None:
    """The rounds, a series per group and the scale, as the trend chart takes them."""
    known = [(group, trends[group.id]) for group in groups if group.id in trends]
    if not known:
        return None
    starts = {point.starts_on: _when(point) for _, trend in known for point in trend.points}
    days = sorted(starts)
    series = [
        Series(group.kind, text(group.name), [_at(trend, day) for day in days])  # type: ignore[arg-type]
        for group, trend in known
    ]
    first = known[0][1]
    share = first.highest == 1 and first.lowest == 0
    ends = (first.lowest, (first.lowest + first.highest) / 2, first.highest)
    ticks = [(end, percent(end) if share else number(end)) for end in ends]
    return [starts[day] for day in days], series, Scale(first.lowest, first.highest, ticks)


def _when(point: Point) -> str:
    """The round; where it asked about a stage that was split since, of all of which it speaks."""
    wave = text(point.wave)
    if point.whole is None:
        return wave
    said: str = gettext("%(wave)s (all of “%(stage)s”, before it was split)", wave=wave, stage=text(point.whole))
    return said


def _at(trend: Trend, day: object) -> Any:
    return next((point.result for point in trend.points if point.starts_on == day), None)


def _written(result: Any, scale: Scale) -> str:
    if result is None:
        return str(gettext("not asked"))
    if not isinstance(result, Shown):
        return say(result.message)
    value = percent(result.value) if scale.high == 1 and scale.low == 0 else number(result.value, 1)
    return str(gettext("%(value)s (n %(n)s)", value=value, n=number(result.n)))


def _room(count: int) -> dict[str, int]:
    wide, narrow = (round(GAP + count * ROW[shape]) for shape in ("wide", "narrow"))
    widths = {"width": round(WIDTH["wide"]), "narrow_width": round(WIDTH["narrow"])}
    return {**widths, "height": wide, "narrow_height": narrow}


def _bounds(bar: Bar) -> str:
    low, high = getattr(bar.result, "low", None), getattr(bar.result, "high", None)
    return "" if low is None or high is None else gettext("%(low)s to %(high)s", low=percent(low), high=percent(high))

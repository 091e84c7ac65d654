"""The charts of themes: figures that may be shown, in the reader's language, drawn once and kept."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any, cast
from uuid import UUID

from flask_babel import gettext

from feedback.analysis.disclosure import Hidden, Shown
from feedback.charts import Kind, Scale, Series, Shape, Theme, ThemeBar, describe_trend, theme_bars, theme_bars_size
from feedback.charts import trend as trend_chart
from feedback.charts.trend import SIZE
from feedback.insights.presenting import Names, period_mark, period_name
from feedback.insights.queries.figures import ThemeRow
from feedback.insights.queries.periods import Period, Trend
from feedback.web.pictures import kept
from feedback.web.templating import number, percent, say, text

Record = dict[str, Any]
MOST_BARS = 12
ENOUGH = 20
"""People from which on an interval helps to set the scale of a trend: of two people it is nearly everything."""
STEPS = (0.1, 0.2, 0.4, 0.6, 1.0)
"""Where the scale of a trend may end: themes that few raise would all look alike on 0 to 100 %."""


def feelings(rows: Sequence[ThemeRow], theme: Theme, shape: Shape) -> bytes:
    """The first themes of a list, by how their mentions feel."""
    drawn = _bars(rows)
    return kept(lambda: theme_bars(drawn, theme=theme, shape=shape), "feelings", drawn, theme, shape)


def feelings_record(rows: Sequence[ThemeRow], url: str) -> Record | None:
    """What `components/chart.html` wants; the list of themes is its table. None where there is nothing to draw."""
    drawn = _bars(rows)
    if not drawn:
        return None
    told = [
        gettext(
            "%(theme)s: %(negative)s unfavourable, %(positive)s favourable.",
            theme=bar.label,
            negative=number(bar.negative),
            positive=number(bar.positive),
        )
        for bar in drawn
    ]
    return {
        "url": url,
        "alt": gettext("Mentions of themes by how they feel.") + " " + " ".join(told),
        "caption": gettext("Mentions: unfavourable to the left, favourable to the right, neutral between them."),
        **_sizes({shape: theme_bars_size(drawn, shape) for shape in ("wide", "narrow")}),
    }


def _bars(rows: Sequence[ThemeRow]) -> list[ThemeBar]:
    """Counts follow from the shares that are shown, so that a picture says no more than the list."""
    return [bar for row in rows if (bar := _bar(row))][:MOST_BARS]


def _bar(row: ThemeRow) -> ThemeBar | None:
    if not isinstance(row.negative, Shown) or not isinstance(row.positive, Shown):
        return None
    negative, positive = (round(share.value * row.mentions) for share in (row.negative, row.positive))
    neutral = max(row.mentions - negative - positive, 0)
    return ThemeBar(text(row.theme.names), negative, neutral, positive, _beside(row))


def _beside(row: ThemeRow) -> str:
    assert isinstance(row.negative, Shown) and isinstance(row.positive, Shown)
    return str(
        gettext(
            "%(negative)s and %(positive)s of %(mentions)s",
            negative=percent(row.negative.value),
            positive=percent(row.positive.value),
            mentions=number(row.mentions),
        )
    )


def trend(trends: Mapping[UUID, Trend], names: Names, theme: Theme, shape: Shape) -> bytes:
    """Who raised a theme from period to period, a line per group."""
    waves, series, scale = _lines(trends, names, period_mark)
    data = ("trend", waves, series, scale, theme, shape)
    return kept(lambda: trend_chart(waves, series, scale, theme=theme, shape=shape, band=True), *data)


def trend_record(trends: Mapping[UUID, Trend], names: Names, url: str) -> Record | None:
    """What `components/chart.html` wants, with its table; None where fewer than two periods have a figure."""
    waves, series, scale = _lines(trends, names, period_name)
    if not any(len(line.shown()) > 1 for line in series):
        return None
    told = " ".join(say(sentence) for sentence in describe_trend(waves, series, percent))
    return {
        "url": url,
        "alt": gettext("Share of the people who wrote that raised it, over time.") + " " + told,
        "caption": gettext(
            "Share of the people who wrote that raised it, with its interval; the scale ends at %(end)s.",
            end=percent(scale.high),
        ),
        "columns": [gettext("When"), *(line.name for line in series)],
        "rows": [
            [wave, *(_cell(line.results[position]) for line in series)]  # type: ignore[arg-type]
            for position, wave in enumerate(waves)
        ],
        **_sizes({shape: (round(SIZE[shape][0]), round(SIZE[shape][1])) for shape in ("wide", "narrow")}),
    }


def _sizes(sizes: Mapping[str, tuple[int, int]]) -> Record:
    (width, height), (narrow_width, narrow_height) = sizes["wide"], sizes["narrow"]
    return {"width": width, "height": height, "narrow_width": narrow_width, "narrow_height": narrow_height}


def _cell(result: Shown[float] | Hidden) -> str:
    if isinstance(result, Hidden):
        return str(gettext("too few") if result.reason == "too_few" else gettext("nobody wrote"))
    return str(gettext("%(share)s of %(wrote)s", share=percent(result.value), wrote=number(result.n)))


def _lines(
    trends: Mapping[UUID, Trend], names: Names, name: Callable[[Period], str]
) -> tuple[list[str], list[Series], Scale]:
    """The periods of all groups in one order, one line per group that has a figure, and a scale from 0."""
    named = {_when(period): name(period) for trend in trends.values() for period in trend.periods}
    places = {one: position for position, one in enumerate(sorted(named))}
    series = []
    for group_id in sorted(trends, key=str):
        results: list[Shown[float] | Hidden] = [Hidden("nobody")] * len(places)
        for period in trends[group_id].periods:
            results[places[_when(period)]] = period.share
        group = names.group(group_id)
        series.append(Series(cast(Kind, group["kind"]), group["name"], results))
    shown = [line for line in series if line.shown()]
    return [named[one] for one in places], shown, _scale(shown)


def _when(period: Period) -> tuple[date, int, str]:
    return period.starts, period.months, period_name(period) if period.wave else ""


def _scale(series: Sequence[Series]) -> Scale:
    """From 0 to above every figure, and above the intervals of those that rest on enough people to be narrow."""
    shown = [point for line in series for _, point in line.shown()]
    highest = max((point.high if point.high and point.n >= ENOUGH else point.value for point in shown), default=0.0)
    end = next((step for step in STEPS if highest <= step), 1.0)
    return Scale(0.0, end, tuple((value, percent(value)) for value in (0.0, end / 2, end)))

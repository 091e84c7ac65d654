"""Means along the stages as a chart that PowerPoint edits: points with whiskers, its sheet behind it. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from feedback.reports.slides.look import GROUPS, INK_2, LINE, rgb
from feedback.reports.slides.records import Curve, Point, plain
from feedback.reports.tables import Table, Value
from feedback.reports.workbook import workbook

SHEET = "Sheet1"
"""The name that python-pptx lets a chart look for its data under."""
WORST, BEST = 1, 5
SMALL = 12
_C = "http://schemas.openxmlformats.org/drawingml/2006/chart"
_A = "http://schemas.openxmlformats.org/drawingml/2006/main"
_SIZE = 9


def insert_curve(placeholder: Any, curve: Curve) -> Any:
    """Put the chart into its placeholder; answers the frame that holds it."""
    from pptx.chart.data import CategoryChartData
    from pptx.enum.chart import XL_CHART_TYPE

    kind: Any = CategoryChartData
    data = kind(number_format="0.0")
    data.categories = [plain(one.label) for one in curve.points]
    data.add_series(plain(curve.name), [one.value for one in curve.points])
    frame = placeholder.insert_chart(XL_CHART_TYPE.LINE_MARKERS, data)
    chart = frame.chart
    _plain(chart, curve)
    _line(chart.plots[0].series[0], curve)
    chart.part.chart_workbook.update_from_xlsx_blob(workbook([sheet(curve)]))
    return frame


def sheet(curve: Curve) -> Table:
    """The data behind the chart; no text in it can become a formula."""
    return Table(SHEET, list(map(plain, curve.columns)), [_row(one) for one in curve.points])


def _row(one: Point) -> Sequence[Value]:
    return plain(one.label), one.value, below(one), above(one), one.low, one.high, one.n


def below(one: Point) -> float:
    """How far the interval reaches under the mean."""
    return round(one.value - one.low, 4) if one.value is not None and one.low is not None else 0.0


def above(one: Point) -> float:
    return round(one.high - one.value, 4) if one.value is not None and one.high is not None else 0.0


def _plain(chart: Any, curve: Curve) -> None:
    """No legend and no title: the slide says what it is. The whole scale, never a part of it."""
    from pptx.util import Pt

    chart.has_legend = chart.has_title = False
    chart.font.size, chart.font.name = Pt(SMALL), "Arial"
    scale = chart.value_axis
    scale.minimum_scale, scale.maximum_scale, scale.major_unit = WORST, BEST, 1
    scale.tick_labels.number_format, scale.tick_labels.number_format_is_linked = "0", False
    _coloured(scale.major_gridlines.format.line, LINE)
    _coloured(scale.format.line, LINE)
    _coloured(chart.category_axis.format.line, INK_2)
    chart.category_axis.axis_title.text_frame.text = plain(curve.axis)
    run = chart.category_axis.axis_title.text_frame.paragraphs[0].runs[0]
    run.font.size, run.font.bold = Pt(SMALL), False


def _coloured(line: Any, colour: str) -> None:
    from pptx.util import Pt

    line.color.rgb, line.width = rgb(colour), Pt(0.75)


def _line(series: Any, curve: Curve) -> None:
    from pptx.enum.chart import XL_MARKER_STYLE
    from pptx.util import Pt

    colour = rgb(GROUPS.get(curve.kind, GROUPS["other"]))
    shapes = {"employee": XL_MARKER_STYLE.SQUARE, "supplier": XL_MARKER_STYLE.DIAMOND}
    series.smooth = False
    series.format.line.color.rgb, series.format.line.width = colour, Pt(1.75)
    series.marker.style, series.marker.size = shapes.get(curve.kind, XL_MARKER_STYLE.CIRCLE), _SIZE
    series.marker.format.fill.solid()
    series.marker.format.fill.fore_color.rgb = colour
    series.marker.format.line.color.rgb = colour
    _whiskers(series._element, curve.points, str(colour))


def _whiskers(series: Any, points: Sequence[Point], colour: str) -> None:
    """Intervals as error bars of the series, read from the columns below and above of the sheet."""
    from pptx.oxml import parse_xml
    from pptx.oxml.ns import qn

    plus, minus = _numbers("D", map(above, points)), _numbers("C", map(below, points))
    bars = parse_xml(
        f'<c:errBars xmlns:c="{_C}" xmlns:a="{_A}"><c:errDir val="y"/><c:errBarType val="both"/>'
        f'<c:errValType val="cust"/><c:noEndCap val="0"/><c:plus>{plus}</c:plus><c:minus>{minus}</c:minus>'
        f'<c:spPr><a:ln w="22225"><a:solidFill><a:srgbClr val="{colour}"/></a:solidFill></a:ln></c:spPr></c:errBars>'
    )
    series.find(qn("c:cat")).addprevious(bars)


def _numbers(column: str, values: Any) -> str:
    found = list(values)
    cached = "".join(f'<c:pt idx="{place}"><c:v>{value}</c:v></c:pt>' for place, value in enumerate(found))
    where = f"{SHEET}!${column}$2:${column}${len(found) + 1}"
    return (
        f"<c:numRef><c:f>{where}</c:f><c:numCache><c:formatCode>General</c:formatCode>"
        f'<c:ptCount val="{len(found)}"/>{cached}</c:numCache></c:numRef>'
    )

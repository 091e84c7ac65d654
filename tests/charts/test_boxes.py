"""Impact against effort: boxes, and the lines they may cross."""

from __future__ import annotations

from feedback.charts import BoxNames, BoxRow, boxes_chart, boxes_size
from feedback.charts.style import LIGHT
from tests.charts.drawing import elements, texts

NAMES = BoxNames("effort in person-days", "impact")
SURE = BoxRow("1", (1, 2, 3), (0.4, 0.5, 0.6), False)
UNDECIDED = BoxRow("2", (1, 5, 20), (0.1, 0.2, 0.9), True)


def test_what_crosses_a_line_is_hollow_and_dashed() -> None:
    full, hollow = (boxes_chart([row], (6, 0.3), NAMES).decode() for row in (SURE, UNDECIDED))
    assert (LIGHT.pos_soft in full, LIGHT.pos_soft in hollow) == (True, False)
    assert ("stroke-dasharray" in full, "stroke-dasharray" in hollow) == (False, True)


def test_ranks_and_axes_are_written() -> None:
    for shape in ("wide", "narrow"):
        written = texts(boxes_chart([SURE, UNDECIDED], (6, 0.3), NAMES, shape=shape))
        assert {"1", "2", "effort in person-days →", "↑ impact", "6", "30.0"} <= set(written)


def test_the_size_is_that_of_the_picture_and_one_value_is_drawn_too() -> None:
    same = BoxRow("1", (2, 2, 2), (0.5, 0.5, 0.5), False)
    for shape in ("wide", "narrow"):
        svg = boxes_chart([same], (2, 0.5), NAMES, shape=shape)
        root = elements(svg, "svg")[0]
        assert (float(root.get("width", 0)), float(root.get("height", 0))) == boxes_size(shape)

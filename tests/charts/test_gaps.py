"""The perception gap: what is believed, and what is lived."""

from __future__ import annotations

from feedback.charts import GapNames, GapRow, gaps_chart
from feedback.charts.gaps import gaps_size
from feedback.charts.style import LIGHT
from tests.charts.drawing import elements, markers, strokes, texts

BOTH = GapRow("Booking", 4.0, 3.8, 2.6, 2.4, 2.8, 80, "−1.2")
HUSHED = GapRow("Leaving", 3.0, None, None, None, None, 0, "too few")
NAMES = GapNames("assumed", "believed", "lived")


def test_believed_and_lived_have_the_shape_and_hue_of_who_says_so() -> None:
    svg = gaps_chart([BOTH])
    assert len(markers(svg, LIGHT.g_customer)) == len(markers(svg, LIGHT.g_employee)) == 1
    assert markers(svg, LIGHT.g_customer)[0][0] < markers(svg, LIGHT.g_employee)[0][0]


def test_yellow_lies_between_them_and_nowhere_else() -> None:
    assert len(strokes(gaps_chart([BOTH]), LIGHT.mark, "12")) == 2
    assert strokes(gaps_chart([HUSHED]), LIGHT.mark, "12") == []


def test_a_point_nobody_may_see_is_not_drawn() -> None:
    svg = gaps_chart([HUSHED])
    assert markers(svg, LIGHT.g_customer) == markers(svg, LIGHT.g_employee) == []
    assert "too few" in texts(svg)


def test_the_whole_scale_and_the_names_are_written() -> None:
    for shape in ("wide", "narrow"):
        written = texts(gaps_chart([BOTH], names=NAMES, shape=shape))
        assert {"1", "2", "3", "4", "5", "assumed", "believed", "lived"} <= set(written)
    assert "assumed" not in texts(gaps_chart([BOTH]))


def test_the_size_is_that_of_the_picture() -> None:
    for shape in ("wide", "narrow"):
        root = elements(gaps_chart([BOTH], names=NAMES, shape=shape), "svg")[0]
        assert (round(float(root["width"])), round(float(root["height"]))) == gaps_size([BOTH], shape, NAMES)

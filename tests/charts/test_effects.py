"""Changes with their intervals around no change."""

from __future__ import annotations

from feedback.charts import EffectRow, effects_chart, effects_size
from feedback.charts.effects import ladder_of
from feedback.charts.style import LIGHT
from tests.charts.drawing import elements, markers, strokes, texts

WORK = EffectRow("Visit", 0.4, 0.1, 0.7, strong=True, text="+0.4 (+0.1 to +0.7)")
OTHER = EffectRow("Booking", -0.1, -0.3, 0.1, text="-0.1")
BARE = EffectRow("Billing", 0.0, None, None, text="0.0")


def test_the_verdicts_row_is_full_and_marked_the_others_hollow() -> None:
    svg = effects_chart([WORK, OTHER, BARE], 0.5)
    assert len(markers(svg, LIGHT.ink)) == 1
    assert len(markers(svg, LIGHT.surface)) == 2
    assert len(strokes(svg, LIGHT.mark, "16")) == 1
    assert len(strokes(svg, LIGHT.ink_2, "5")) == 2


def test_what_fell_stands_left_of_what_rose() -> None:
    ladder = ladder_of([WORK, OTHER], 0.5, "wide")
    assert ladder.x(-0.1) < ladder.x(0.0) < ladder.x(0.4)
    assert ladder.x(0.0) == (ladder.left + ladder.right) / 2


def test_the_scale_ends_beyond_every_interval_and_the_least_change() -> None:
    assert texts(effects_chart([], 0.05)) == ["-0.1", "0", "+0.1"]
    assert {"-1", "0", "+1"} <= set(texts(effects_chart([WORK], 0.5)))
    assert {"-5", "+5"} <= set(texts(effects_chart([EffectRow("All", 4.5, None, None)], 0.5)))


def test_words_stand_beside_each_row() -> None:
    assert {"Visit", "+0.4 (+0.1 to +0.7)", "Booking", "-0.1"} <= set(
        texts(effects_chart([WORK, OTHER], 0.5, shape="narrow"))
    )


def test_the_size_is_that_of_the_picture() -> None:
    for shape in ("wide", "narrow"):
        root = elements(effects_chart([WORK, BARE], 0.5, shape=shape), "svg")[0]
        assert (round(float(root["width"])), round(float(root["height"]))) == effects_size([WORK, BARE], shape)


def test_on_a_narrow_chart_the_lines_stay_clear_of_the_words() -> None:
    assert len(strokes(effects_chart([WORK, OTHER], 0.5), LIGHT.ink_2, "1.5")) == 1
    assert len(strokes(effects_chart([WORK, OTHER], 0.5, shape="narrow"), LIGHT.ink_2, "1.5")) == 2

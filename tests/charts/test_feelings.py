"""Themes by how their mentions feel."""

from __future__ import annotations

import pytest

from feedback.charts import ThemeBar, theme_bars
from feedback.charts.feelings import theme_bars_size
from feedback.charts.style import LIGHT
from tests.charts.drawing import elements, texts
from tests.charts.test_distribution import lengths

WAITING = ThemeBar("Waiting", 200, 20, 10, "230 mentions")
STAFF = ThemeBar("Staff", 20, 0, 110, "130 mentions")


def test_bars_are_as_long_as_their_mentions_on_one_scale() -> None:
    svg = theme_bars([WAITING, STAFF])
    (hurt, less), (pleased, more) = lengths(svg, LIGHT.neg), lengths(svg, LIGHT.pos)
    assert hurt == pytest.approx(10 * less, rel=0.01)
    assert more == pytest.approx(11 * pleased, rel=0.01)
    assert hurt == pytest.approx(20 * pleased, rel=0.01)


def test_a_feeling_nobody_has_leaves_no_bar() -> None:
    assert len(lengths(theme_bars([STAFF]), LIGHT.neu)) == 0


def test_both_ends_carry_the_same_number() -> None:
    assert texts(theme_bars([WAITING]))[:3] == ["210", "0", "210"]


def test_the_size_is_that_of_the_picture() -> None:
    for shape in ("wide", "narrow"):
        root = elements(theme_bars([WAITING, STAFF], shape=shape), "svg")[0]
        assert (round(float(root["width"])), round(float(root["height"]))) == theme_bars_size([WAITING, STAFF], shape)


def test_no_themes_yet() -> None:
    assert texts(theme_bars([])) == ["1", "0", "1"]

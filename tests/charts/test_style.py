"""The chart's colours are the tokens of the stylesheet."""

from __future__ import annotations

from dataclasses import asdict

import pytest

from feedback.charts.records import Theme
from feedback.charts.style import MARKER_SIZES, MARKERS, PALETTES
from tests.static.tokens import colours


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_colours_equal_the_tokens(theme: Theme) -> None:
    tokens = colours()[theme]
    assert asdict(PALETTES[theme]) == {name: tokens[name.replace("_", "-")] for name in asdict(PALETTES[theme])}


def test_tones() -> None:
    light = PALETTES["light"]
    assert [light.of(tone) for tone in ("pos", "customer", "plain", "unheard of")] == [
        light.pos,
        light.g_customer,
        light.ink_2,
        light.ink_2,
    ]


def test_each_group_has_a_shape_of_its_own() -> None:
    assert len(set(MARKERS.values())) == len(MARKERS) == 4
    assert MARKERS.keys() == MARKER_SIZES.keys()

"""What holds for every chart: the same bytes twice, nothing a strict policy refuses, nothing loaded before its time."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest

from feedback.charts import (
    Bar,
    DriverRow,
    EffectRow,
    Event,
    GapNames,
    GapRow,
    Shape,
    Theme,
    ThemeBar,
    distribution_bars,
    drivers_chart,
    effects_chart,
    feeling_curve,
    gaps_chart,
    theme_bars,
    trend,
)
from feedback.charts.style import PALETTES
from tests.charts.drawing import CUSTOMERS, FIVE, STAGES, SUPPLIERS, TOO_FEW, elements, shown, texts

HOSTILE = '$x^2$ <script>alert(1)</script> & "it\'s"'


def _feeling(theme: Theme, shape: Shape) -> bytes:
    return feeling_curve(STAGES, [CUSTOMERS, SUPPLIERS], FIVE, theme=theme, shape=shape)


def _trend(theme: Theme, shape: Shape) -> bytes:
    events = [Event("It began", 0)]
    return trend(
        ["May", "Jun", "Jul"], [CUSTOMERS, SUPPLIERS], FIVE, theme=theme, shape=shape, events=events, band=True
    )


def _bars(theme: Theme, shape: Shape) -> bytes:
    return distribution_bars(
        [Bar(HOSTILE, shown(0.4, 0.1), "40%"), Bar("Few", TOO_FEW, "too few")], theme=theme, shape=shape
    )


def _drivers(theme: Theme, shape: Shape) -> bytes:
    return drivers_chart([DriverRow(HOSTILE, 0.3, 0.1, 0.5, 40, "30%")], theme=theme, shape=shape)


def _effects(theme: Theme, shape: Shape) -> bytes:
    return effects_chart([EffectRow(HOSTILE, 0.3, 0.1, 0.5, True, "30%")], 0.2, theme=theme, shape=shape)


def _gaps(theme: Theme, shape: Shape) -> bytes:
    rows = [GapRow(HOSTILE, 4, 3.5, 2, 1.8, 2.2, 40, "−2")]
    return gaps_chart(rows, theme=theme, shape=shape, names=GapNames("a", "b", "c"))


def _feelings(theme: Theme, shape: Shape) -> bytes:
    return theme_bars([ThemeBar(HOSTILE, 20, 5, 9, "34")], theme=theme, shape=shape)


CHARTS: list[Callable[[Theme, Shape], bytes]] = [_feeling, _trend, _bars, _drivers, _effects, _gaps, _feelings]
THEMES: tuple[Theme, ...] = ("light", "dark")
SHAPES: tuple[Shape, ...] = ("wide", "narrow")


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("chart", CHARTS)
def test_a_strict_policy_refuses_nothing(chart: Callable[[Theme, Shape], bytes], theme: Theme, shape: Shape) -> None:
    svg = chart(theme, shape).decode()
    assert svg.startswith("<svg ")
    for forbidden in ("style", "<script", "<!DOCTYPE", "<metadata", 'href="http', "<image"):
        assert forbidden not in svg


@pytest.mark.parametrize("chart", CHARTS)
def test_only_colours_of_the_theme(chart: Callable[[Theme, Shape], bytes]) -> None:
    for theme in THEMES:
        own = {getattr(PALETTES[theme], name) for name in PALETTES[theme].__slots__} | {"none"}
        svg = chart(theme, "wide")
        used = {value for tag in ("path", "use", "text") for item in elements(svg, tag)
                for name, value in item.items() if name in ("fill", "stroke")}  # fmt: skip
        assert used - own == set()
        assert len(used) >= 3


@pytest.mark.parametrize("chart", CHARTS)
def test_the_same_figures_give_the_same_bytes(chart: Callable[[Theme, Shape], bytes]) -> None:
    with ThreadPoolExecutor(4) as pool:
        drawn = set(pool.map(lambda _: chart("light", "wide"), range(8)))
    assert len(drawn) == 1
    assert chart("dark", "wide") not in drawn


@pytest.mark.parametrize("chart", CHARTS)
def test_size_stands_in_pixels(chart: Callable[[Theme, Shape], bytes]) -> None:
    for shape in SHAPES:
        root = elements(chart("light", shape), "svg")[0]
        assert root["viewBox"] == f"0 0 {root['width']} {root['height']}"


def test_words_are_never_mathematics_or_markup() -> None:
    assert "".join(texts(_bars("light", "wide"))).replace(" ", "").startswith(HOSTILE.replace(" ", ""))


def test_importing_the_package_loads_no_heavy_library() -> None:
    code = "import sys, feedback.charts; print(sorted({'matplotlib', 'numpy', 'scipy'} & set(sys.modules)))"
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "[]"

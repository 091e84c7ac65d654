"""The trend by wave."""

from __future__ import annotations

from itertools import pairwise

import pytest

from feedback.charts import Event, Series, trend
from feedback.charts.style import LIGHT
from tests.charts.drawing import CUSTOMERS, FIVE, SUPPLIERS, TOO_FEW, elements, markers, shown, strokes, texts

WAVES = ["May", "Jun", "Jul"]


def test_points_are_spread_evenly_over_the_waves() -> None:
    places = markers(trend(WAVES, [CUSTOMERS], FIVE), LIGHT.g_customer)
    steps = {round(after[0] - before[0], 3) for before, after in pairwise(places)}
    assert len(places) == 3
    assert len(steps) == 1


def test_the_whole_scale_and_every_wave_are_written() -> None:
    assert {"1 bad", "3", "5 good", *WAVES} <= set(texts(trend(WAVES, [CUSTOMERS], FIVE)))


def test_hidden_waves_are_gaps() -> None:
    gap = Series("customer", "C", [shown(4), TOO_FEW, shown(3)])
    svg = trend(WAVES, [gap], FIVE)
    assert len(markers(svg, LIGHT.g_customer)) == 2
    assert [line for line in strokes(svg, LIGHT.g_customer, "2.5") if line["d"].count("L") == 1] == []


def test_many_waves_leave_names_out_but_never_the_newest() -> None:
    waves = [f"w{number}" for number in range(40)]
    written = texts(trend(waves, [Series("customer", "C", [shown(3)] * 40)], FIVE, shape="narrow"))
    assert "w39" in written
    assert sum(name in written for name in waves) < 10


def test_a_band_joins_the_intervals_of_neighbours() -> None:
    plain, banded = trend(WAVES, [CUSTOMERS], FIVE), trend(WAVES, [CUSTOMERS], FIVE, band=True)
    filled = [path for path in elements(banded, "use") if path.get("fill-opacity") == "0.15"]
    assert len(filled) == 1
    assert [path for path in elements(plain, "use") if path.get("fill-opacity") == "0.15"] == []


def test_events_are_named() -> None:
    assert "It began" in texts(trend(WAVES, [SUPPLIERS], FIVE, events=[Event("It began", 1)]))


def test_no_waves_yet() -> None:
    assert [words for words in texts(trend([], [], FIVE)) if words] == ["1 bad", "3", "5 good"]


def test_figures_and_waves_must_match() -> None:
    with pytest.raises(ValueError, match="3 figures for 2 waves"):
        trend(WAVES[:2], [CUSTOMERS], FIVE)

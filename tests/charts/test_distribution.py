"""Bars of a question on the whole scale."""

from __future__ import annotations

import pytest

from feedback.analysis.disclosure import Shown
from feedback.charts import Bar, distribution_bars
from feedback.charts.distribution import FIGURES, NAMES, WIDTH
from feedback.charts.style import LIGHT
from tests.charts.drawing import TOO_FEW, elements, shown, texts


def lengths(svg: bytes, colour: str) -> list[float]:
    """How long the bars of this colour are, in pixels."""
    found = []
    for path in elements(svg, "path"):
        if path.get("fill") == colour:
            xs = [float(word) for word in path["d"].replace("z", "").split() if word not in "ML"][::2]
            found.append(max(xs) - min(xs))
    return found


def test_a_full_bar_is_the_whole_scale() -> None:
    room = WIDTH["wide"] - NAMES["wide"] - FIGURES
    svg = distribution_bars([Bar("All", Shown(1.0, 40), "100%"), Bar("Half", Shown(0.5, 20), "50%")])
    assert lengths(svg, LIGHT.ink_2) == [pytest.approx(room), pytest.approx(room / 2)]


def test_tones_colour_the_bars() -> None:
    svg = distribution_bars([Bar("Good", shown(0.4), "40%", "pos"), Bar("Bad", shown(0.2), "20%", "neg")])
    assert (len(lengths(svg, LIGHT.pos)), len(lengths(svg, LIGHT.neg))) == (1, 1)


def test_a_hidden_share_has_its_words_and_no_bar() -> None:
    svg = distribution_bars([Bar("Few", TOO_FEW, "too few")])
    assert lengths(svg, LIGHT.ink_2) == []
    assert texts(svg) == ["Few", "too few"]


def test_long_names_are_wrapped_and_kept_whole() -> None:
    name = "Neither one nor the other, if I really have to choose between the two of them"
    for shape in ("wide", "narrow"):
        written = texts(distribution_bars([Bar(name, shown(0.4), "40%")], shape=shape))
        assert " ".join(written[:-1]) == name
        assert len(written) > 2


def test_height_follows_the_rows() -> None:
    one, three = (
        float(elements(distribution_bars([Bar("x", shown(0.4), "40%")] * count), "svg")[0]["height"])
        for count in (1, 3)
    )
    assert three - one == pytest.approx(2 * (one - 12))


def test_no_answers_yet() -> None:
    assert texts(distribution_bars([])) == []

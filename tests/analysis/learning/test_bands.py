"""The neutral band."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from feedback.analysis.learning.agreement import macro_f1
from feedback.analysis.learning.bands import USUAL, Band, best_band
from feedback.analysis.sentiment import NEGATIVE_BELOW, POSITIVE_ABOVE

edges = st.floats(-0.9, 0.9)


@settings(max_examples=80)
@given(edges, edges, st.floats(-1, 1), st.floats(-1, 1))
def test_a_moved_score_has_the_label_of_its_band_and_keeps_its_order(a: float, b: float, x: float, y: float) -> None:
    band = Band(min(a, b), max(a, b))
    moved = band.moved(x)
    label = 2 if moved > POSITIVE_ABOVE + 1e-9 else 0 if moved < NEGATIVE_BELOW - 1e-9 else 1
    assert -1 - 1e-9 <= moved <= 1 + 1e-9
    assert label == band.labels(np.array([x]))[0] or min(abs(x - band.low), abs(x - band.high)) < 1e-6
    if x < y:
        assert moved <= band.moved(y) + 1e-9 or band.low == band.high


def test_the_usual_band_moves_nothing() -> None:
    assert [USUAL.moved(score) for score in (-1, -0.05, 0.1, 0.2, 1)] == pytest.approx([-1, -0.05, 0.1, 0.2, 1])


def test_the_best_band_parts_what_the_usual_one_does_not() -> None:
    draw = np.random.default_rng(1)
    scores = np.concatenate([draw.normal(mean, 0.05, 60) for mean in (0.1, 0.4, 0.7)])
    gold = np.repeat([0, 1, 2], 60)
    found = best_band(scores, gold)
    assert macro_f1(gold, found.labels(scores)) > 0.95 > macro_f1(gold, USUAL.labels(scores))
    assert 0.15 < found.low < 0.35 and 0.45 < found.high < 0.65

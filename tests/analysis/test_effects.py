"""What a theme goes together with: the published identity, its standard error, and when nothing is said."""

from __future__ import annotations

import numpy as np
import pytest

from feedback.analysis.effects import effect


def test_it_is_the_share_times_the_gap() -> None:
    """With the theme: mean 2 (n 10); without: mean 4 (n 30). Share 1/4, gap -2."""
    scores = [1.0, 3.0] * 5 + [3.0, 5.0] * 15
    found = effect(scores, [True] * 10 + [False] * 30)
    assert found is not None
    assert found.value == pytest.approx(0.25 * (2 - 4))
    assert (found.n, found.mentioned, found.sign) == (40, 10, -1)
    assert found.low < found.value < found.high


def test_its_error_is_what_it_would_be_over_many_samples() -> None:
    random = np.random.default_rng(5)
    values, halves = [], []
    for _ in range(400):
        with_it = random.random(200) < 0.2
        scores = np.where(with_it, random.normal(2.5, 1.2, 200), random.normal(4.0, 0.9, 200))
        found = effect(list(scores), list(with_it))
        assert found is not None
        values.append(found.value)
        halves.append((found.high - found.low) / 2 / 1.959964)
    assert np.mean(halves) == pytest.approx(np.std(values), rel=0.1)


def test_nothing_is_said_of_a_few() -> None:
    assert effect([3.0] * 40, [True] * 9 + [False] * 31) is None
    assert effect([3.0] * 40, [True] * 31 + [False] * 9) is None
    with pytest.raises(ValueError, match="one score per person"):
        effect([3.0], [])


def test_no_gap_is_no_effect() -> None:
    found = effect([2.0, 4.0] * 30, [True] * 20 + [False] * 40)
    assert found is not None
    assert (found.value, found.sign) == (0, 0)

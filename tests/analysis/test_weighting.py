"""A mean weighed by the size of the parts, its interval, and what the weights cost."""

from __future__ import annotations

import numpy as np
import pytest

from feedback.analysis.weighting import Part, weighed


def test_a_part_that_answered_less_counts_by_its_size() -> None:
    found = weighed([Part(4.0, 3.8, 4.2, 30, 100), Part(2.0, 1.6, 2.4, 10, 100)])
    assert found is not None
    assert (found.value, found.n) == (3.0, 40)
    assert (found.low, found.high) == (pytest.approx(3 - (0.1**2 + 0.2**2) ** 0.5), pytest.approx(3 + 0.05**0.5))
    assert found.effective_n == pytest.approx(1 / (0.5**2 / 30 + 0.5**2 / 10))
    assert found.design_effect == pytest.approx(40 / found.effective_n)


def test_parts_that_answered_alike_cost_nothing() -> None:
    found = weighed([Part(4.0, 3.8, 4.2, 20, 100), Part(2.0, 1.6, 2.4, 10, 50)])
    assert found is not None
    assert found.effective_n == pytest.approx(30)
    assert found.design_effect == pytest.approx(1)


@pytest.mark.parametrize(
    "parts",
    [
        [],
        [Part(4.0, 3.8, 4.2, 30, 100)],
        [Part(4.0, 3.8, 4.2, 30, 100), Part(2.0, 1.6, 2.4, 4, 100)],
        [Part(4.0, 3.8, 4.2, 30, 100), Part(2.0, 1.6, 2.4, 10, 0)],
    ],
)
def test_one_answer_does_not_stand_for_a_department(parts: list[Part]) -> None:
    assert weighed(parts) is None


def test_the_interval_holds_the_mean_of_everybody() -> None:
    """Two departments, one of which answers three times as often: the plain mean is off, the weighed one is not."""
    random, held = np.random.default_rng(3), 0
    for _ in range(300):
        parts = []
        for mean, n in ((4.0, 60), (2.5, 20)):
            scores = random.normal(mean, 1.0, n)
            half = 1.96 * scores.std(ddof=1) / n**0.5
            parts.append(Part(float(scores.mean()), float(scores.mean() - half), float(scores.mean() + half), n, 100))
        found = weighed(parts)
        assert found is not None
        held += found.low <= 3.25 <= found.high
    assert 272 <= held <= 296

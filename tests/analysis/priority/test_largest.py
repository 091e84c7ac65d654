"""The bound leaves nothing out: the same maximum as from every pair."""

from __future__ import annotations

import numpy as np
import pytest

from feedback.analysis.priority import largest as module
from feedback.analysis.priority.largest import largest
from feedback.analysis.priority.spreads import spreads

LINES, DRAWS = 60, 120


def every_pair(deviations: np.ndarray, spread: np.ndarray) -> np.ndarray:
    gaps = np.abs(deviations[:, None] - deviations[None, :])
    standard = np.divide(gaps, spread[:, :, None], out=np.zeros_like(gaps), where=spread[:, :, None] > 0)
    return standard.max(axis=(0, 1))


def cases() -> dict[str, np.ndarray]:
    random = np.random.default_rng(9)
    own = random.normal(0, random.uniform(0.05, 1.5, (LINES, 1)), (LINES, DRAWS))
    shared = random.normal(0, 2, DRAWS)
    half = np.where(np.arange(LINES)[:, None] < LINES // 2, shared, 0)
    return {
        "each on its own": own,
        "heavy tails": random.standard_t(2, (LINES, DRAWS)),
        "biased": own + np.linspace(-1, 3, LINES)[:, None],
        "half share one movement": own * 0.3 + half,
        "all share one movement": own * 0.3 + shared,
        "twins": np.repeat(own[: LINES // 2], 2, axis=0) + 0.01 * own,
        "some never move": own * (np.arange(LINES)[:, None] % 3 > 0),
        "nothing moves": np.zeros((LINES, DRAWS)),
    }


@pytest.mark.parametrize("name", cases())
@pytest.mark.parametrize("together", [None, np.arange(LINES) < LINES // 2, np.ones(LINES, dtype=bool)])
def test_the_largest_of_all_pairs_is_found(
    name: str, together: np.ndarray | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "FEW_LINES", 0)
    deviations = cases()[name].astype(np.float32)
    spread = spreads(deviations)
    assert largest(deviations, spread, together) == pytest.approx(every_pair(deviations, spread), rel=1e-5)


def test_few_lines_are_all_computed() -> None:
    deviations = cases()["biased"].astype(np.float32)
    spread = spreads(deviations)
    assert largest(deviations, spread) == pytest.approx(every_pair(deviations, spread), rel=1e-5)


@pytest.mark.parametrize(("share", "apart"), [(0.9, 0.8), (0.7, 0.65), (0.6, 0.5), (0.3, 0.5)])
def test_the_more_pairs_move_together_the_fewer_are_computed(share: float, apart: float) -> None:
    """Of all pairs the difference keeps the same share of their two variances, which are 1."""
    inverse = np.full((LINES, LINES), (2 * share) ** -0.5, dtype=np.float32)
    ones = np.ones(LINES, dtype=np.float32)
    assert module._alike(inverse, ones, ones)[1] == pytest.approx(apart)


def test_only_few_lines_are_compared_with_all_others(monkeypatch: pytest.MonkeyPatch) -> None:
    """What makes it fast: of 400 lines a handful in each draw."""
    compared: list[int] = []
    farthest = module._farthest

    def counting(mine: np.ndarray, *rest: np.ndarray) -> np.float32:
        compared.append(len(mine))
        return farthest(mine, *rest)

    monkeypatch.setattr(module, "_farthest", counting)
    deviations = np.random.default_rng(2).normal(0, 1, (400, 200)).astype(np.float32)
    largest(deviations, spreads(deviations))
    assert sum(compared) < 30 * 200

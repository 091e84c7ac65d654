from __future__ import annotations

import numpy as np
import pytest

from feedback.analysis.priority import spreads as module
from feedback.analysis.priority.spreads import in_blocks, spreads


def moving(lines: int, draws: int = 400) -> np.ndarray:
    random = np.random.default_rng(4)
    return random.normal(0, random.uniform(0.01, 2, (lines, 1)), (lines, draws)).astype(np.float32)


def by_hand(deviations: np.ndarray) -> np.ndarray:
    return np.array([[(one - other).std(dtype=np.float64) for other in deviations] for one in deviations])


def test_spread_is_the_standard_deviation_of_each_difference() -> None:
    deviations = moving(12)
    assert spreads(deviations) == pytest.approx(by_hand(deviations), rel=1e-4)


def test_lines_that_move_nearly_alike_keep_their_small_difference(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "BLOCK_CELLS", 800)
    shared = np.random.default_rng(1).normal(0, 3, 400)
    deviations = (shared + 0.002 * moving(6)).astype(np.float32)
    assert spreads(deviations) == pytest.approx(by_hand(deviations), rel=1e-3, abs=1e-7)


def test_a_difference_that_never_moves_has_no_spread() -> None:
    own = moving(1)[0]
    found = spreads(np.stack([own, own + 2, -own]))
    assert (found[0, 1], found[1, 0], found[0, 0]) == (0, 0, 0)
    assert found[0, 2] == pytest.approx(2 * own.std(), rel=1e-4)


def test_blocks_cover_every_pair_once() -> None:
    assert [range(10)[one] for one in in_blocks(10, module.BLOCK_CELLS // 4)] == [
        range(4), range(4, 8), range(8, 10)
    ]  # fmt: skip

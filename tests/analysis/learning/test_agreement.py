"""Agreement with people."""

from __future__ import annotations

import numpy as np
import pytest

from feedback.analysis.learning.agreement import accuracy, macro_f1


def test_macro_f1_is_the_mean_over_the_classes_there_are() -> None:
    gold, found = np.array([0, 0, 2, 2]), np.array([0, 2, 2, 2])
    assert macro_f1(gold, found) == pytest.approx((2 / 3 + 4 / 5) / 2)
    assert macro_f1(gold, gold) == 1.0
    assert macro_f1(np.array([], dtype=int), np.array([], dtype=int)) == 0.0


def test_accuracy_is_the_share_of_equal_answers() -> None:
    assert accuracy(np.array([0, 1, 2, 2]), np.array([0, 1, 1, -1])) == 0.5
    assert accuracy(np.array([], dtype=int), np.array([], dtype=int)) == 0.0

from __future__ import annotations

import pytest

from feedback.analysis.priority import EQUAL, Weights


def test_equal_unless_named() -> None:
    assert EQUAL.of("anyone") == 1
    council = Weights("council", {"customers": 50, "employees": 0}, otherwise=20)
    assert [council.of(group) for group in ("customers", "employees", "suppliers")] == [50, 0, 20]


@pytest.mark.parametrize("weight", [-1, float("nan"), float("inf")])
def test_weights_are_numbers_from_zero(weight: float) -> None:
    with pytest.raises(ValueError, match="finite"):
        Weights("odd", {"customers": weight})

from __future__ import annotations

import pytest

from feedback.analysis.priority import Tier, tier_of, top_places


@pytest.mark.parametrize(("lines", "top"), [(1, 1), (4, 1), (5, 2), (8, 2), (9, 3), (12, 3), (300, 3)])
def test_top_places(lines: int, top: int) -> None:
    assert top_places(lines) == top


@pytest.mark.parametrize(
    ("low", "high", "lines", "tier"),
    [
        (1, 3, 12, "start"),
        (1, 4, 12, "probably"),
        (3, 12, 12, "probably"),
        (4, 4, 12, "unclear"),
        (6, 12, 12, "unclear"),
        (7, 12, 12, "later"),
        (1, 1, 1, "start"),
        (1, 2, 2, "probably"),
        (2, 2, 2, "later"),
        (2, 5, 5, "probably"),
        (3, 5, 5, "later"),
    ],
)
def test_tiers(low: int, high: int, lines: int, tier: Tier) -> None:
    assert tier_of(low, high, lines) == tier

"""From places to tiers: what to start, what is probably next, what cannot be told apart, what can wait."""

from __future__ import annotations

from typing import Literal

Tier = Literal["start", "probably", "unclear", "later"]

MOST_TO_START = 3


def top_places(lines: int) -> int:
    """How many places count as the top of so many ranked lines: a quarter, rounded up, and three at most."""
    return min(MOST_TO_START, -(-lines // 4))


def tier_of(rank_low: int, rank_high: int, lines: int) -> Tier:
    """Tier of a line whose place lies between `rank_low` (best) and `rank_high` (worst) of `lines` ranked ones.

    Start: surely among the top places. Probably: possibly. Unclear: possibly in the upper half. Later: the rest.
    """
    top = top_places(lines)
    if rank_high <= top:
        return "start"
    if rank_low <= top:
        return "probably"
    return "unclear" if 2 * rank_low <= lines else "later"

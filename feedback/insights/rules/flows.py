"""Where a path breaks most, as far as what is known of its parts can tell them apart. Pure."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from feedback.analysis.disclosure import Hidden, Shown

WALKS, SAID, SCORES = "walks", "said", "scores"
BEST = 5.0
Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Trouble:
    """How much goes wrong at a part of a path, by one kind of evidence: 0 is nothing, more is worse.

    Over walks the share of services that did not go as drawn; over voices the share of people with something
    unfavourable to say; over scores the points that are missing to 5. `low` and `high` are its 95 % bounds.
    """

    value: float
    low: float
    high: float
    n: int


@dataclass(frozen=True, slots=True)
class Break(Generic[Key]):
    """Where a path breaks most: one part, or several that cannot be told apart; none where nothing goes wrong.

    `source`: which evidence says so; `measured` of the path's parts have it, the others could be worse.
    """

    source: str
    worst: tuple[Key, ...]
    measured: int


def share_of_trouble(as_drawn: float, low: float, high: float, n: int) -> Trouble:
    """From the share that went as drawn, with its bounds."""
    return Trouble(1 - as_drawn, 1 - high, 1 - low, n)


def trouble_said(share: Shown[float] | Hidden | None) -> Trouble | None:
    """From the share of people with something unfavourable to say; None where it is not told."""
    if not isinstance(share, Shown) or share.low is None or share.high is None:
        return None
    return Trouble(share.value, share.low, share.high, share.n)


def trouble_scored(score: Shown[float] | Hidden | None) -> Trouble | None:
    """From a score of 1 to 5; None where it is not told, or has no interval yet."""
    if not isinstance(score, Shown) or score.low is None or score.high is None:
        return None
    return Trouble(BEST - score.value, BEST - score.high, BEST - score.low, score.n)


def breaks(source: str, troubles: Mapping[Key, Trouble | None]) -> Break[Key] | None:
    """The part where most goes wrong, with those it cannot be told apart from; None where fewer than two are measured.

    Two parts are told apart where their 95 % intervals do not meet: stricter than a test of the difference at 5 %
    (Schenker and Gentleman 2001, The American Statistician 55), so that a name is given only where it will stand.
    """
    known = {key: one for key, one in troubles.items() if one is not None}
    if len(known) < 2:
        return None
    first = max(known.values(), key=lambda one: (one.value, one.low))
    if first.value <= 0:
        return Break(source, (), len(known))
    return Break(source, tuple(key for key, one in known.items() if one.high >= first.low), len(known))

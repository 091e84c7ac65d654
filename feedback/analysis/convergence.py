"""Which themes several groups share, which only one group raises, and on which they disagree.

One call per theme and stage. A group that was not asked, or of which too few wrote, is never counted as content.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import combinations
from math import prod
from typing import Literal

from feedback.analysis.statistics import Estimate, wilson

Convergence = Literal["shared", "specific", "contested", "unknown", "not_asked"]

LEVEL = 0.90
SHARE_NEEDED = 0.05
FEWEST_PEOPLE = 3
DIVIDE = 0.5


@dataclass(frozen=True, slots=True)
class GroupVoice:
    """What one group said of a theme at a stage.

    `asked`: a question or evidence gave it the chance. `wrote`: people who wrote anything there; `raised`: those of
    them who raised the theme. `mentions` and `negative`: their mentions of the theme, and how many are negative.
    `k`: fewest people a figure of this group may rest on.
    """

    asked: bool
    wrote: int = 0
    raised: int = 0
    mentions: int = 0
    negative: int = 0
    k: int = 1

    def __post_init__(self) -> None:
        if not (0 <= self.raised <= self.wrote and 0 <= self.negative <= self.mentions):
            raise ValueError("who raised it is among those who wrote, and negative mentions are among the mentions")


@dataclass(frozen=True, slots=True)
class GroupShare:
    """One group's part in a theme, as far as it may be shown; numbers are None where they may not be, or are unknown.

    `n` people wrote, `people` of them raised it; `share` 0..1 with its 90 % interval; `negative` is the negative share
    of their mentions, 0..1, 1 worst.
    """

    asked: bool
    shown: bool
    n: int | None = None
    people: int | None = None
    share: float | None = None
    low: float | None = None
    high: float | None = None
    negative: float | None = None


@dataclass(frozen=True, slots=True)
class SharedPoint:
    """How the groups stand to a theme at a stage. `strength` is the geometric mean of the shares of `raised_by`."""

    kind: Convergence
    groups: Mapping[str, GroupShare]
    raised_by: tuple[str, ...]
    strength: float


def converge(groups: Mapping[str, GroupVoice], share_needed: float = SHARE_NEEDED) -> SharedPoint:
    """Class a theme at a stage by what each group said of it.

    A group *raises* it when at least three people did (k, where that is more) and the lower 90 % Wilson bound of their
    share lies above `share_needed`. Shared: two groups or more raise it. Contested: shared, and two of them lie on
    opposite sides of one half with disjoint 90 % intervals of the negative share. Specific: one group raises it, its
    lower bound above the upper bound of every other asked group, of which there must be one with k people or more
    heard. Not asked: no group was. Unknown: anything else.
    """
    shares = {group: _share(voice) for group, voice in groups.items() if _heard(voice)}
    raised_by = tuple(
        group for group in groups if group in shares and _raises(groups[group], shares[group], share_needed)
    )
    strength = prod(shares[group].value for group in raised_by) ** (1 / len(raised_by)) if raised_by else 0.0
    kind = _kind(groups, shares, raised_by)
    return SharedPoint(kind, {group: _shown(voice) for group, voice in groups.items()}, raised_by, strength)


def negative_share(voice: GroupVoice) -> Estimate | None:
    """Negative share of a group's mentions, 0..1, 1 worst, with a 90 % interval; None without mentions.

    The interval rests on the people, not the mentions: someone who says a thing three times is not three voices.
    """
    if voice.mentions == 0 or voice.raised == 0:
        return None
    return wilson(voice.negative / voice.mentions * voice.raised, voice.raised, LEVEL)


def _kind(groups: Mapping[str, GroupVoice], shares: Mapping[str, Estimate], raised_by: tuple[str, ...]) -> Convergence:
    if not any(_asked(voice) for voice in groups.values()):
        return "not_asked"
    if len(raised_by) >= 2:
        return "contested" if _divided([groups[group] for group in raised_by]) else "shared"
    return "specific" if raised_by and _stands_alone(raised_by[0], groups, shares) else "unknown"


def _divided(voices: list[GroupVoice]) -> bool:
    known = [estimate for voice in voices if (estimate := negative_share(voice)) is not None]
    pairs = (sorted(pair, key=lambda estimate: estimate.value) for pair in combinations(known, 2))
    return any(milder.value < DIVIDE < harsher.value and _below(milder, harsher) for milder, harsher in pairs)


def _stands_alone(group: str, groups: Mapping[str, GroupVoice], shares: Mapping[str, Estimate]) -> bool:
    """Nobody else asked is not the same as nobody else minding: without another heard group it cannot stand alone."""
    others = [other for other, voice in groups.items() if other != group and _asked(voice)]
    return bool(others) and all(other in shares and _below(shares[other], shares[group]) for other in others)


def _below(lower: Estimate, upper: Estimate) -> bool:
    assert lower.high is not None and upper.low is not None, "Wilson always has bounds"
    return lower.high < upper.low


def _raises(voice: GroupVoice, share: Estimate, share_needed: float) -> bool:
    assert share.low is not None, "Wilson always has bounds"
    return voice.raised >= max(FEWEST_PEOPLE, voice.k) and share.low > share_needed


def _asked(voice: GroupVoice) -> bool:
    return voice.asked or voice.wrote > 0


def _heard(voice: GroupVoice) -> bool:
    return voice.wrote >= max(1, voice.k)


def _share(voice: GroupVoice) -> Estimate:
    estimate = wilson(voice.raised, voice.wrote, LEVEL)
    assert estimate is not None, "a heard group has people"
    return estimate


def _shown(voice: GroupVoice) -> GroupShare:
    """A few who raised it are as recognisable as a few who wrote: both need k people, or nobody."""
    if not _heard(voice) or 0 < voice.raised < voice.k:
        return GroupShare(_asked(voice), shown=False)
    share, negative = _share(voice), negative_share(voice)
    return GroupShare(
        asked=True,
        shown=True,
        n=voice.wrote,
        people=voice.raised,
        share=share.value,
        low=share.low,
        high=share.high,
        negative=None if negative is None else negative.value,
    )

"""Whether one figure, one distribution or a set of sentences may be shown, and rounded to what."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from typing import Literal

from feedback.analysis.disclosure.outcomes import AT_LEAST_PERCENT, Band, Hidden, Shown
from feedback.analysis.disclosure.thresholds import Thresholds

Unit = Literal["mean", "share", "points", "exact"]

FEWEST_FOR_A_BAND = 10
FINE_SHARES_FROM = 20


@dataclass(frozen=True, slots=True)
class Measured:
    """A figure as it was computed, before anyone may see it.

    `unit` says how it is rounded where people are protected: a mean to 0.1, a share (0..1) to 5 % below 20 people and
    to 1 % from there, the points of a net score likewise to 5 and to 1, anything else not at all ("exact"). `counts`
    are the answers behind it, from the low to the high end: give them wherever answers come from a closed scale, so
    that a group that all said the same is noticed.
    """

    value: float
    n: int
    low: float | None = None
    high: float | None = None
    unit: Unit = "exact"
    counts: Sequence[int] | None = None


def disclose(n: int, thresholds: Thresholds, *, asked: bool = True, applicable: bool = True) -> Hidden | None:
    """Why a score of n people may not be shown, or None when it may. n counts who answered that very question."""
    if not applicable:
        return Hidden("not_applicable")
    if n == 0:
        return Hidden("nobody") if asked else Hidden("not_asked")
    return Hidden("too_few", thresholds.scores) if n < thresholds.scores else None


def figure(
    value: float,
    n: int,
    thresholds: Thresholds,
    low: float | None = None,
    high: float | None = None,
    *,
    unit: Unit = "exact",
    counts: Sequence[int] | None = None,
    asked: bool = True,
    applicable: bool = True,
) -> Shown[float] | Hidden:
    """One number with its n and interval, or why not. Arguments as in `Measured` and `disclose`.

    It looks at this number alone: parts of a whole that is shown beside them go through `family` together.
    """
    measured = Measured(value, n, low, high, unit, counts)
    return disclose(n, thresholds, asked=asked, applicable=applicable) or reveal(measured, thresholds)


def reveal(measured: Measured, thresholds: Thresholds) -> Shown[float] | Hidden:
    """A figure of enough people, rounded, unless they agree so much that it tells what each of them said."""
    if not thresholds.protected:
        return Shown(measured.value, measured.n, measured.low, measured.high)
    if measured.counts is not None and (
        uniform := told_by_agreement(measured.counts, sum(measured.counts), measured.n, thresholds)
    ):
        return uniform
    value, low, high = (_rounded(number, measured) for number in (measured.value, measured.low, measured.high))
    assert value is not None
    return Shown(value, measured.n, low, high)


def distribution(
    counts: Mapping[str, int], thresholds: Thresholds, *, people: int | None = None, asked: bool = True
) -> Shown[Mapping[str, float]] | Hidden:
    """Shares (0..1) of the choices of a question, in the order given, low end first; or why not.

    `people` is who answered, where one person may choose several; else it is the sum of the counts.
    """
    n = sum(counts.values()) if people is None else people
    hidden = disclose(n, thresholds, asked=asked)
    if hidden is None and thresholds.protected:
        hidden = told_by_agreement(list(counts.values()), n, n, thresholds)
    if hidden is not None:
        return hidden
    shares = {choice: count / n for choice, count in counts.items()}
    return Shown(
        {choice: round_share(share, n) for choice, share in shares.items()} if thresholds.protected else shares, n
    )


def told_by_agreement(counts: Sequence[int], answers: int, people: int, thresholds: Thresholds) -> Hidden | None:
    """Hidden where more than 90 % of the answers are the same and showing it would tell what nearly each person said.

    Below 10 people nothing is said. From 10 people the coarse band takes the figure's place as long as the group is
    smaller than twice the threshold or the figure would read 100 %. (Homogeneity: Machanavajjhala et al. 2007,
    l-diversity, ACM TKDD 1.)
    """
    largest = max(counts, default=0)
    if answers == 0 or 100 * largest <= AT_LEAST_PERCENT * answers:
        return None
    if people < FEWEST_FOR_A_BAND:
        return Hidden("complement")
    if people < 2 * thresholds.scores or round_share(largest / answers, people) >= 1:
        return Hidden("complement", band=_band(counts, largest))
    return None


def quotes(
    texts: Collection[str], n_people: int, thresholds: Thresholds, *, secret: bytes = b"", asked: bool = True
) -> list[str] | Hidden:
    """Sentences that may be shown, of `n_people` distinct people who wrote; or why not.

    Where people are protected the order says nothing about who wrote first: it comes from a keyed hash of the text,
    with the question's `secret`.
    """
    if n_people == 0:
        return Hidden("nobody") if asked else Hidden("not_asked")
    if n_people < thresholds.comments:
        return Hidden("too_few", thresholds.comments)
    if not thresholds.protected:
        return list(texts)
    key = blake2b(secret).digest()
    return sorted(texts, key=lambda text: blake2b(text.encode("utf-8", "surrogatepass"), key=key).digest())


def response_rate(answered: int, invited: int, thresholds: Thresholds) -> Shown[float] | Hidden:
    """Share of the invited who answered, 0..1, to the nearest 5 % where people are protected; n is the invited."""
    if hidden := disclose(invited, thresholds, asked=invited > 0):
        return hidden
    rate = answered / invited
    return Shown(round(20 * rate) / 20 if thresholds.protected else rate, invited)


def round_share(share: float, n: int) -> float:
    """A share as it is shown: in steps of 5 % below 20 people, of 1 % from there."""
    steps = 100 if n >= FINE_SHARES_FROM else 20
    return round(share * steps) / steps


def _rounded(number: float | None, measured: Measured) -> float | None:
    if number is None or measured.unit == "exact":
        return number
    if measured.unit == "mean":
        return round(number, 1)
    return round_share(number, measured.n) if measured.unit == "share" else 100 * round_share(number / 100, measured.n)


def _band(counts: Sequence[int], largest: int) -> Band:
    if len(counts) > 1 and counts[0] == largest:
        return "low"
    return "high" if len(counts) > 1 and counts[-1] == largest else "same"

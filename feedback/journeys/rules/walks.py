"""Proof of concept: how real services went against the map, and how sure that is. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol
from uuid import UUID

from feedback.analysis.disclosure import Hidden, Shown, figure, threshold
from feedback.analysis.statistics import wilson
from feedback.errors import Message, message
from feedback.names import one_line, refusal

HAPPENED, DIFFERENTLY, NOT = "happened", "differently", "not"
OUTCOMES = (HAPPENED, DIFFERENTLY, NOT)
"""How a touchpoint went in one service, as pages offer it."""
LONGEST_NOTE = 1000
MOST_EXTRAS = 50
"""Things nobody drew, per service."""
HALF_WIDTH = 0.10
"""How narrow an interval is meant to become: ten points to each side."""


def outcome_label(outcome: str) -> Message:
    """The words for an outcome; '' is a touchpoint nobody has looked at."""
    return {
        HAPPENED: message("As drawn"),
        DIFFERENTLY: message("Differently"),
        NOT: message("Did not happen"),
    }.get(outcome, message("Not looked at"))


# --- what was seen --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Looked:
    """How a touchpoint went in a service: outcome '' where nobody knows, and a note."""

    outcome: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Extra:
    """Something that happened and is not drawn, at a stage or at none."""

    text: str
    stage_id: UUID | None = None


def looked_of(field: str, outcome: str, note: str) -> Looked:
    """What one line of the check-list says; a note says that somebody looked, so it needs an outcome."""
    cleaned = one_line(note)
    if outcome not in ("", *OUTCOMES):
        raise refusal(field, message("Choose how it went."))
    if len(cleaned) > LONGEST_NOTE:
        raise refusal(field, message("At most %(most)s characters.", most=LONGEST_NOTE))
    if cleaned and not outcome:
        raise refusal(field, message("Say how it went: there is a note and no answer."))
    return Looked(outcome, cleaned)


def extra_of(field: str, text: str, stage_id: UUID | None) -> Extra | None:
    """Something nobody drew; None where nothing is written."""
    cleaned = one_line(text)
    if len(cleaned) > LONGEST_NOTE:
        raise refusal(field, message("At most %(most)s characters.", most=LONGEST_NOTE))
    return Extra(cleaned, stage_id) if cleaned else None


# --- how it went -------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Share:
    """Of `n` services looked at, in how many a touchpoint went as drawn, with the 95 % bounds of that share (0..1)."""

    n: int
    happened: int
    low: float
    high: float

    @property
    def value(self) -> float:
        """The share itself, 0..1; more is better."""
        return self.happened / self.n

    @property
    def shown(self) -> Shown[float] | Hidden:
        """The share as figures are shown. A service is not a person, and whoever walks it sees it: from one on."""
        limits = threshold("identified", audience="member")
        return figure(self.value, self.n, limits, self.low, self.high)


def share_of(outcomes: Mapping[str, int]) -> Share | None:
    """Outcome -> services; None where nobody looked. Differently and not at all both are not as drawn.

    The interval is Wilson's (1927) at 95 %: unlike value ± z·se it has no width zero at 0 of n and n of n, and its
    coverage stays near the nominal for small n. Services must be drawn by chance for it to speak of all of them.
    """
    n = sum(outcomes.get(one, 0) for one in OUTCOMES)
    happened = outcomes.get(HAPPENED, 0)
    estimate = wilson(happened, n)
    if estimate is None or estimate.low is None or estimate.high is None:
        return None
    return Share(n, happened, estimate.low, estimate.high)


def more_needed(share: Share, half_width: float = HALF_WIDTH) -> int:
    """How many more services make the interval at most twice `half_width` wide, if they go as those so far; 0: enough.

    Wilson's width falls with n, so the fewest n is found by halving. At a share of one half it is n ≥ z²/(4h²) - z².
    """
    enough = max(share.n, 1)
    while _width(share.value, enough) > 2 * half_width:
        enough *= 2
    low, high = share.n, enough
    while low < high:
        middle = (low + high) // 2
        low, high = (low, middle) if _width(share.value, middle) <= 2 * half_width else (middle + 1, high)
    return low - share.n


def _width(value: float, n: int) -> float:
    found = wilson(value * n, n)
    assert found is not None and found.low is not None and found.high is not None, "n is at least one"
    return found.high - found.low


def least(shares: Mapping[UUID, Share]) -> UUID | None:
    """The touchpoint that goes otherwise most, by the upper bound of its share; None where all went as drawn."""
    off = {key: one for key, one in shares.items() if one.happened < one.n}
    return min(off, key=lambda key: (off[key].high, off[key].value, str(key)), default=None)


class Undrawn(Protocol):
    """What the rules read of something that happened and is not drawn."""

    @property
    def text(self) -> str: ...
    @property
    def stage_id(self) -> UUID | None: ...


@dataclass(frozen=True, slots=True)
class Gathered:
    """What the same words say of several services, at one stage."""

    text: str
    stage_id: UUID | None
    times: int


def gathered(extras: Sequence[Undrawn], drawn: Mapping[UUID | None, Iterable[str]]) -> list[Gathered]:
    """What nobody drew, the most frequent first; without what by now has the name of a touchpoint of its stage."""
    known = {(stage, name.casefold()) for stage, names in drawn.items() for name in names}
    times: dict[tuple[UUID | None, str], int] = {}
    words: dict[tuple[UUID | None, str], str] = {}
    for extra in extras:
        key = (extra.stage_id, extra.text.casefold())
        if key not in known:
            times[key] = times.get(key, 0) + 1
            words.setdefault(key, extra.text)
    found = [Gathered(words[key], key[0], count) for key, count in times.items()]
    return sorted(found, key=lambda one: (-one.times, one.text.casefold(), str(one.stage_id)))

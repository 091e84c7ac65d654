"""The starting check: where an organisation stands between passive and active, and what to do first. Pure.

Passive (1): experience is a trend that is followed. Active (5): experience is a pillar. Each of twelve questions places
the organisation between the two.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Literal

from feedback.errors import Message, message
from feedback.surveys.document import Texts
from feedback.surveys.readings.figures import Bounded, Difference, Figures, difference, shown, together

CONSTRUCTS = (
    "start_purpose",
    "start_decisions",
    "start_listening",
    "start_insiders",
    "start_journey",
    "start_priority",
    "start_owners",
    "start_resources",
    "start_autonomy",
    "start_complaints",
    "start_effect",
    "start_telling_back",
)
AREA = "start_area"
"""Construct of the question for the area."""
MIDDLE = 3.0
NEAR = 0.5
"""So near to the middle (on 1..5) is in between."""
FIRST = 3
"""How many actions are offered."""

Place = Literal["passive", "between", "active", "unclear", "too_few"]

_PLACES: dict[Place, Message] = {
    "passive": message("Nearer to passive: experience is still a trend that is followed."),
    "between": message("In between: some of it is a trend that is followed, some of it a pillar."),
    "active": message("Nearer to active: experience is becoming a pillar."),
    "unclear": message("Cannot tell yet which end it is nearer to: the answers lie too far apart."),
    "too_few": message("Cannot tell yet: too few answers can be shown."),
}
_CHANGES: dict[int, Message] = {
    1: message("More active than in the last round."),
    -1: message("More passive than in the last round."),
    0: message("Cannot tell from these answers whether anything changed since the last round."),
}


@dataclass(frozen=True, slots=True)
class Position:
    """Where somebody stands: the mean of the questions that can be shown, and how many those are."""

    place: Place
    sentence: Message
    whole: Bounded | None
    questions: int


@dataclass(frozen=True, slots=True)
class Action:
    """What to do first about one question: its construct, its figure, one sentence in several languages."""

    construct: str
    figure: Bounded
    text: Texts


@dataclass(frozen=True, slots=True)
class Change:
    """Now less the last round, over the questions that both rounds can show."""

    difference: Difference
    questions: int
    sentence: Message


@dataclass(frozen=True, slots=True)
class Reading:
    """What the check says. `also` counts the other questions that could as well be among the first by these answers."""

    position: Position
    areas: Mapping[str, Position]
    actions: tuple[Action, ...]
    also: int
    change: Change | None


def read(figures: Figures, areas: Mapping[str, Figures] | None = None, before: Figures | None = None) -> Reading:
    """The reading of one group's figures, 1..5 by construct, 5 active; `areas` by the code of the area.

    `before` are the figures of the last round; None where this is the first.
    """
    now = shown(figures, CONSTRUCTS)
    position = _position(figures)
    first, also = _first(now) if position.whole else ((), 0)
    return Reading(
        position=position,
        areas=by_area(areas or {}),
        actions=tuple(Action(construct, now[construct], actions()[construct]) for construct in first),
        also=also,
        change=None if before is None else _change(now, shown(before, CONSTRUCTS)),
    )


def by_area(areas: Mapping[str, Figures]) -> Mapping[str, Position]:
    """Where each area stands, by its code."""
    return {area: _position(cut) for area, cut in areas.items()}


@lru_cache(maxsize=1)
def actions() -> Mapping[str, Texts]:
    """Construct -> what to do first about it."""
    raw = (files("feedback.surveys.readings") / "actions.toml").read_text(encoding="utf-8")
    return {construct: Texts(texts) for construct, texts in tomllib.loads(raw).items()}


def _position(figures: Figures) -> Position:
    parts = shown(figures, CONSTRUCTS)
    whole = together(parts.values()) if _enough(parts) else None
    place = "too_few" if whole is None else _place(whole)
    return Position(place, _PLACES[place], whole, len(parts))


def _place(whole: Bounded) -> Place:
    if whole.high < MIDDLE:
        return "passive"
    if whole.low > MIDDLE:
        return "active"
    return "between" if whole.low >= MIDDLE - NEAR and whole.high <= MIDDLE + NEAR else "unclear"


def _enough(parts: Mapping[str, Bounded]) -> bool:
    """Whether more than half of the questions can be shown."""
    return 2 * len(parts) > len(CONSTRUCTS)


def _first(parts: Mapping[str, Bounded]) -> tuple[tuple[str, ...], int]:
    """The weakest questions, and how many of the others cannot be told from the last of them."""
    order = sorted(parts, key=lambda construct: parts[construct].value)
    first, rest = order[:FIRST], order[FIRST:]
    last = parts[first[-1]]
    return tuple(first), sum(difference(parts[other], last).sign == 0 for other in rest)


def _change(now: Mapping[str, Bounded], before: Mapping[str, Bounded]) -> Change | None:
    both = [construct for construct in now if construct in before]
    later, earlier = together([now[one] for one in both]), together([before[one] for one in both])
    if later is None or earlier is None or 2 * len(both) <= len(CONSTRUCTS):
        return None
    apart = difference(later, earlier)
    return Change(apart, len(both), _CHANGES[apart.sign])

"""The people's order beside the order of the evidence: where they part, and what may explain it. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import log
from statistics import median
from typing import Any

from feedback.errors import Message, message

HIGHER, LOWER, SAME, UNKNOWN = "higher", "lower", "same", "unknown"
PARTS = ("reach", "severity", "breadth", "moment", "effort")
NOTABLE = log(1.25)
"""A part explains something where it is a quarter above or below what is usual among the lines."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """A line's score as it was computed, with its rank set in the whole backlog."""

    value: float
    rank_low: int
    rank_high: int
    parts: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Place:
    """A place among the things of one vote, 1 best, and the best and worst it could be."""

    place: int
    low: int
    high: int


@dataclass(frozen=True, slots=True)
class Parting:
    """How people put a line against the evidence, and which part of the score explains it; '' where none does."""

    kind: str
    part: str = ""


def places(lines: Mapping[str, Evidence]) -> dict[str, Place]:
    """Line -> its place among these lines only. A line could stand above another unless their rank sets of the whole
    backlog say otherwise: sets that do not touch were told apart there."""
    return {key: _place(key, lines) for key in lines}


def _place(key: str, lines: Mapping[str, Evidence]) -> Place:
    own, others = lines[key], [line for other, line in lines.items() if other != key]
    low = 1 + sum(other.rank_high < own.rank_low for other in others)
    high = len(lines) - sum(other.rank_low > own.rank_high for other in others)
    return Place(min(max(1 + sum(other.value > own.value for other in others), low), high), low, high)


def part(people: Place | None, evidence: Place | None, own: Evidence | None, lines: Sequence[Evidence]) -> Parting:
    """Where a line's places part for more than chance, in which direction, and what in its score explains it."""
    if people is None or evidence is None or own is None:
        return Parting(UNKNOWN)
    if people.high < evidence.low:
        return Parting(HIGHER, _telling(own, lines, -1))
    if people.low > evidence.high:
        return Parting(LOWER, _telling(own, lines, 1))
    return Parting(SAME)


def _telling(own: Evidence, lines: Sequence[Evidence], sign: int) -> str:
    """The part that pulls the line down (sign −1) or up (1) most against the median line."""
    pulls = {name: sign * _pull(name, own, lines) for name in PARTS}
    name = max(pulls, key=lambda one: pulls[one])
    return name if pulls[name] >= NOTABLE else ""


def _pull(name: str, own: Evidence, lines: Sequence[Evidence]) -> float:
    usual = median([_factor(name, line) for line in lines])
    difference = log(_factor(name, own)) - log(usual)
    return -difference if name == "effort" else difference


def _factor(name: str, line: Evidence) -> float:
    """A part as the score has it; effort by its likely days."""
    value = line.parts[name]
    return max(float(value[1] if name == "effort" else value), 1e-6)


def parting_name(kind: str) -> Message:
    return {
        HIGHER: message("People put it higher"),
        LOWER: message("People put it lower"),
        SAME: message("Both agree, as far as can be told"),
        UNKNOWN: message("The evidence does not place it"),
    }[kind]


_HIGHER = {
    "reach": message("Few of those who were heard raise it; in the room it matters to more."),
    "severity": message("In the evidence it is said mildly; in the room it weighs more."),
    "breadth": message("In the evidence hardly any other group raises it; in the room it has more support."),
    "moment": message("It is at no moment of truth, which the evidence counts; in the room it matters all the same."),
    "effort": message("It takes more work than the others, which the evidence counts and people need not."),
    "": message("No single part of its score explains it: ask in the room what they see in it."),
}
_LOWER = {
    "reach": message("Many of those who were heard raise it; they may not be the people in the room."),
    "severity": message("In the evidence it hurts those who live it; in the room it weighs less."),
    "breadth": message("In the evidence several groups raise it; in the room it has less support."),
    "moment": message("It is at a moment of truth, which the evidence counts; in the room that does not show."),
    "effort": message("It takes little work, which the evidence counts and people need not."),
    "": message("No single part of its score explains it: ask in the room what they miss in it."),
}
_UNKNOWN = message("Nothing was ranked for it yet, or it was only typed for the vote: the vote is all there is.")
_SAME = message("The places it could hold overlap: no difference to explain.")


def parting_words(parting: Parting) -> Message:
    """What may explain the difference, in one sentence."""
    if parting.kind == HIGHER:
        return _HIGHER[parting.part]
    if parting.kind == LOWER:
        return _LOWER[parting.part]
    return _UNKNOWN if parting.kind == UNKNOWN else _SAME

"""What a portrait of people in a group may say, and which people it is of. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from feedback.errors import Message, message
from feedback.names import refusal

LINES = ("need", "expectation", "frustration", "task", "treatment", "influence", "follow_up")
"""Kinds of lines, in the order of the portrait."""
LEANINGS = ("physical", "digital", "both")
REACHED_BY = ("call", "chat", "face")
LONGEST_PORTRAIT = 1200
LONGEST_LINE = 300
MOST_LINES = 60
_BETWEEN = "="


def line_label(kind: str) -> Message:
    """What a kind of line is called."""
    return {
        "need": message("Needs"),
        "expectation": message("Expectations"),
        "frustration": message("Frustrations"),
        "task": message("Tasks"),
        "treatment": message("How they like strangers to treat them"),
        "influence": message("Who influences them"),
    }.get(kind, message("How we follow up when they need help"))


def line_prompt(kind: str) -> Message:
    """The question that a line of this kind answers."""
    return {
        "need": message("What must they have when it is over?"),
        "expectation": message("What do they take for granted?"),
        "frustration": message("What makes them angry or tired?"),
        "task": message("What do they have to do on the way?"),
        "treatment": message("First names or surnames? Straight to the point, or first a word about the weather?"),
        "influence": message("Whom do they ask before they decide?"),
    }.get(kind, message("Who calls back, how soon, and until when?"))


def leaning_label(leaning: str) -> Message:
    """Whether they are rather physical or digital."""
    return {
        "physical": message("Rather in person: places, paper, things to touch"),
        "digital": message("Rather digital: screens, at any hour"),
        "both": message("Both, by what it is about"),
    }.get(leaning, message("Not said yet"))


def contact_label(way: str) -> Message:
    """How they like to be in touch."""
    return {"call": message("A call"), "chat": message("Chat"), "face": message("Face to face")}[way]


def kind_of(kind: str) -> str:
    """The kind of line itself; Invalid where there is none such."""
    if kind not in LINES:
        raise refusal("kind", message("Choose what the line is about."))
    return kind


def leaning_of(leaning: str) -> str:
    """'' where nobody said it yet; Invalid for anything unknown."""
    if leaning not in ("", *LEANINGS):
        raise refusal("leaning", message("Choose one."))
    return leaning


def ways_of(ways: Iterable[str]) -> list[str]:
    """The ways to be in touch, in the order of pages; Invalid where one is unknown."""
    chosen = set(ways)
    if not chosen <= set(REACHED_BY):
        raise refusal("reached_by", message("Choose from the list."))
    return [way for way in REACHED_BY if way in chosen]


# --- the people it is of -------------------------------------------------------------------------------

Pair = tuple[str, str]
"""A segment: attribute and value."""


def segment_key(attribute: str, value: str) -> str:
    """A segment as a form sends it."""
    return f"{attribute}{_BETWEEN}{value}"


def segments_of(keys: Iterable[str], known: Iterable[Pair]) -> list[dict[str, str]]:
    """The chosen segments in the order of the group's; Invalid where the group has none such."""
    chosen, there = set(keys), {segment_key(*pair): pair for pair in known}
    if not chosen <= set(there):
        raise refusal("segments", message("Choose from the segments of the group."))
    return [{"attribute": pair[0], "value": pair[1]} for key, pair in there.items() if key in chosen]


def pairs_of(segments: Sequence[Mapping[str, str]]) -> list[Pair]:
    """What a persona keeps, as pairs."""
    return [(one["attribute"], one["value"]) for one in segments]


def wanted(pairs: Iterable[Pair]) -> dict[str, list[str]]:
    """Attribute -> the values that belong to it. Values of one attribute are alternatives, attributes join."""
    found: dict[str, list[str]] = {}
    for attribute, value in pairs:
        found.setdefault(attribute, []).append(value)
    return found

"""What a statement of the map can be about, and what it may say. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from math import isfinite
from typing import Literal
from uuid import UUID

from feedback.errors import Message, message
from feedback.names import one_line, refusal

Kind = Literal["stage", "touchpoint", "item", "line"]
About = tuple[str, UUID]
"""What a statement is about: a stage, a touchpoint, an item of the blueprint, a line of a persona; and its id."""

KINDS: Mapping[str, Message] = {
    "stage": message("Stage"),
    "touchpoint": message("Touchpoint"),
    "item": message("Blueprint item"),
    "line": message("Line of a persona"),
}
TOPICS: Mapping[str, Message] = {
    "goal": message("What the person wants"),
    "feeling": message("How they feel, 1 to 5"),
    "duration": message("How long it lasts, in minutes"),
    "owner": message("Who is responsible"),
    "contact": message("Where the contact happens"),
    "need": message("What they need"),
    "problem": message("What goes wrong"),
}
"""What claims are usually about; a file or a workshop may bring another word."""
PROBLEM = "problem"
"""Topic of what an area says is different from the map."""
LONGEST_TEXT = 300
LONGEST_REASON = 600
LONGEST_TOPIC = 40


def topic_of(given: str) -> str:
    """The topic on one line; Invalid where it is too long to be one."""
    topic = one_line(given)
    if len(topic) > LONGEST_TOPIC:
        raise refusal("topic", message("At most %(most)s characters.", most=LONGEST_TOPIC))
    return topic


def topic_label(topic: str) -> Message:
    """What a topic is called; a topic nobody foresaw is its own name."""
    return TOPICS.get(topic) or Message("%(topic)s", {"topic": topic})


def reason_of(given: str) -> str:
    """The reason on one line, '' where none is given; Invalid where it is too long."""
    reason = one_line(given)
    if len(reason) > LONGEST_REASON:
        raise refusal("reason", message("At most %(most)s characters.", most=LONGEST_REASON))
    return reason


def value_of(topic: str, value: float | None) -> float | None:
    """The number a claim gives: a feeling 1 to 5, minutes from 0; Invalid at `value`."""
    if value is None:
        return None
    if topic == "feeling" and not 1 <= value <= 5:
        raise refusal("value", message("A feeling goes from 1 (very bad) to 5 (very good)."))
    if not isfinite(value) or (topic == "duration" and value < 0):
        raise refusal("value", message("Write a number from 0."))
    return value


def needs_words(text: Mapping[str, str], topic: str, value: float | None) -> bool:
    """Whether a claim that is about a topic, or gives a number, still has to say something."""
    return bool(topic) and not text and value is None

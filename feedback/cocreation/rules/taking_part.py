"""The ways in which an area takes part in a cycle."""

from __future__ import annotations

from feedback.errors import Message, message

ROLE, ANSWERED, LED, VOTED, SURVEYED = "role", "answered", "led", "voted", "surveyed"
OWNS, DECIDED, WORKED = "owns", "decided", "worked"
WAYS = (ROLE, ANSWERED, LED, VOTED, SURVEYED, OWNS, DECIDED, WORKED)
FEWEST_HEARD = 5
"""People of a group from whom on a vote or a survey counts for an area: what is kept here is printed and sent."""


def said(way: str, count: int) -> Message:
    """How often an area took part in this way."""
    return {
        ROLE: message("a role at stages: %(count)s", count=count),
        ANSWERED: message("stages it judged: %(count)s", count=count),
        LED: message("workshops and votes its people led: %(count)s", count=count),
        VOTED: message("votes its people took part in: %(count)s", count=count),
        SURVEYED: message("surveys its people answered: %(count)s", count=count),
        OWNS: message("its improvements: %(count)s", count=count),
        DECIDED: message("decisions about them, or by its people: %(count)s", count=count),
        WORKED: message("work begun: %(count)s", count=count),
    }[way]

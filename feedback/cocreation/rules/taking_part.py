"""The ways in which an area takes part in a cycle."""

from __future__ import annotations

from feedback.errors import Message, message

ROLE, ANSWERED, OWNS, DECIDED, WORKED = "role", "answered", "owns", "decided", "worked"
WAYS = (ROLE, ANSWERED, OWNS, DECIDED, WORKED)


def said(way: str, count: int) -> Message:
    """How often an area took part in this way."""
    return {
        ROLE: message("a role at stages: %(count)s", count=count),
        ANSWERED: message("stages it judged: %(count)s", count=count),
        OWNS: message("its improvements: %(count)s", count=count),
        DECIDED: message("decisions about them: %(count)s", count=count),
        WORKED: message("work begun: %(count)s", count=count),
    }[way]

"""How far an improvement reaches, and what is done with what delights."""

from __future__ import annotations

from feedback.errors import Message, message
from feedback.names import refusal

QUICK, STEPS, REDESIGN, FOUNDATION = "quick", "steps", "redesign", "foundation"
SCOPES = (QUICK, STEPS, REDESIGN, FOUNDATION)
KEEP, SPREAD, SHOW = "keep", "spread", "show"
HOWS = (KEEP, SPREAD, SHOW)
AMPLIFY = "amplify"
DIRECTIONS = ("reduce", AMPLIFY)


def scope_meaning(scope: str) -> Message:
    """What a scope means, for choosing it."""
    return {
        QUICK: message("Quick fix: days, with what there is."),
        STEPS: message("Step by step: better than before, the service stays as it is."),
        REDESIGN: message("Redesign: the stage or the service is made anew."),
        FOUNDATION: message(
            "Foundation: it changes what you promise or what you live on. The sponsor decides it, outside this order."
        ),
    }[scope]


def how_meaning(how: str) -> Message:
    """What each way of amplifying means, for choosing it."""
    return {
        KEEP: message("Keep it: protect it where it is strong, so that it does not get lost."),
        SPREAD: message("Spread it: bring it from where it is strong to where it is not."),
        SHOW: message("Show it: let people know that it exists."),
    }[how]


def check_scope(scope: str) -> str:
    """The scope; Invalid where there is no such one."""
    if scope not in SCOPES:
        raise refusal("scope", message("Choose how far it reaches."))
    return scope


def check_how(how: str, direction: str) -> str:
    """The way of amplifying, '' where nobody chose or where a pain is reduced; Invalid for an unknown one."""
    if not how or direction != AMPLIFY:
        return ""
    if how not in HOWS:
        raise refusal("how", message("Choose whether to keep it, spread it or show it."))
    return how

"""What stands behind a stage: the layers of the blueprint, and what may be said of what is in them. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from feedback.errors import Message, message
from feedback.names import refusal

WAIT, COMMUNICATION, QUESTION, PROCESS, TOOL = "wait", "communication", "question", "process", "tool"
PERSON, COMPANY, MEANS = "person", "company", "means"
MISSING, FAILING, WORKING = "missing", "failing", "working"
NO_LINK, BY_HAND, AUTOMATIC = "none", "by_hand", "automatic"
LONGEST_ITEM = 300
LONGEST_WAIT = 60 * 24 * 365
"""Minutes: a year."""
MOST_ITEMS = 200
"""Of one stage, all layers together."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A layer: what its things are, asked so that one can answer it in a line."""

    code: str
    family: str
    label: Message
    asks: Message


KINDS: tuple[Kind, ...] = (
    Kind("action", PERSON, message("What the person does"), message("What does the person do here?")),
    Kind(WAIT, PERSON, message("What the person waits for"), message("What does the person wait for?")),
    Kind("expectation", PERSON, message("What the person expects"), message("What does the person expect?")),
    Kind("feeling", PERSON, message("How the person feels"), message("How does the person feel, and about what?")),
    Kind(QUESTION, PERSON, message("What the person wants to know"), message("What does the person want to know?")),
    Kind(COMMUNICATION, COMPANY, message("What we say, and when"), message("What do we say to the person?")),
    Kind("front", COMPANY, message("What staff do in front of the person"), message("What do staff do in front?")),
    Kind("back", COMPANY, message("What staff do behind"), message("What do staff do behind?")),
    Kind("policy", COMPANY, message("Rules we keep to"), message("Which rule do we keep to?")),
    Kind(PROCESS, MEANS, message("Processes"), message("Which process is used, or would be needed?")),
    Kind(TOOL, MEANS, message("Tools"), message("Which tool is used, or would be needed?")),
)
FAMILIES: tuple[tuple[str, Message], ...] = (
    (PERSON, message("The person")),
    (COMPANY, message("The company")),
    (MEANS, message("Processes and tools")),
)
STATES: tuple[tuple[str, Message], ...] = (
    (MISSING, message("Missing")),
    (FAILING, message("Exists, but fails")),
    (WORKING, message("Works")),
)
INTEGRATIONS: tuple[tuple[str, Message], ...] = (
    (NO_LINK, message("Not at all")),
    (BY_HAND, message("By hand: somebody types it again")),
    (AUTOMATIC, message("Automatically")),
)
JUDGED = frozenset({PROCESS, TOOL})
"""Kinds that serve a need and missing, failing or working."""
_KINDS = {kind.code: kind for kind in KINDS}
_STATES = dict(STATES)
_INTEGRATIONS = dict(INTEGRATIONS)


def kind(code: str) -> Kind:
    """The layer with this code; Invalid where there is none."""
    if code not in _KINDS:
        raise refusal("kind", message("Choose what it is."))
    return _KINDS[code]


def kinds_of(family: str) -> tuple[Kind, ...]:
    """The layers of one family, in order."""
    return tuple(one for one in KINDS if one.family == family)


def state_of(kind: str, state: str) -> str:
    """How a process or tool is judged, "" where nobody has; always "" for another kind. Invalid."""
    if kind not in JUDGED or not state:
        return ""
    if state not in _STATES:
        raise refusal("state", message("Choose whether it is missing, fails or works."))
    return state


def state_label(state: str) -> Message:
    """A judgement as words; "" is one that nobody made yet."""
    return _STATES.get(state, message("Nobody has judged it yet"))


def minutes_of(kind: str, minutes: int | None) -> int | None:
    """How long a wait lasts, None where nobody knows; always None for another kind. Invalid."""
    if kind != WAIT or minutes is None:
        return None
    if not 0 <= minutes <= LONGEST_WAIT:
        raise refusal("minutes", message("Write minutes from 0 to %(most)s, at most a year.", most=LONGEST_WAIT))
    return minutes


def integration_of(code: str) -> str:
    """How two tools hang together; Invalid where there is no such way."""
    if code not in _INTEGRATIONS:
        raise refusal("integration", message("Choose how it gets from one tool to the other."))
    return code


def integration_label(code: str) -> Message:
    """The way from one tool to the other as words."""
    return _INTEGRATIONS[code]

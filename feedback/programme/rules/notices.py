"""What a notice says, and what it needs before people read it. Pure."""

from __future__ import annotations

from collections.abc import Mapping

from feedback.errors import Conflict, Message, message
from feedback.names import refusal
from feedback.programme.rules.work import DECIDED, DECLINED, DONE, IN_PROGRESS

HEARD = "heard"
KINDS = (HEARD, DECIDED, DONE, DECLINED)
LONGEST_TEXT = 1000
PUBLIC_K = 5
"""Fewest people behind anything a page without sign-in tells of a group."""


def kind_of(status: str) -> str:
    """Which notice fits where the improvement stands."""
    return {DONE: DONE, DECLINED: DECLINED, DECIDED: DECIDED, IN_PROGRESS: DECIDED}.get(status, HEARD)


def kind_label(kind: str) -> Message:
    """A notice's kind in a few words, for everyone."""
    return {
        HEARD: message("We heard it"),
        DECIDED: message("Decided"),
        DONE: message("Done"),
        DECLINED: message("We will not do it, and why"),
    }[kind]


def stands_label(kind: str, status: str) -> Message:
    """Where a thing that people were told about stands today, as far as they were told: a no is said by its notice."""
    told = {DECIDED: message("Decided"), IN_PROGRESS: message("In progress"), DONE: message("Done")}
    return kind_label(kind) if kind == DECLINED or status not in told else told[status]


def answer_label(kind: str) -> Message:
    """What stands before the answer of a notice."""
    return {
        HEARD: message("Next"),
        DECIDED: message("We will"),
        DONE: message("We did"),
        DECLINED: message("Why not"),
    }[kind]


def check_kind(kind: str) -> str:
    if kind not in KINDS:
        raise refusal("kind", message("Choose what the notice says: heard, decided, done or declined."))
    return kind


def check_ready(heard: Mapping[str, str], answer: Mapping[str, str], language: str) -> None:
    """Conflict unless both texts are there in the organisation's own language."""
    if not heard.get(language) or not answer.get(language):
        raise Conflict(message("Write what was heard and what comes of it before you publish."))

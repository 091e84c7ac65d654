"""When a survey takes answers, which mode a group gets, and what a respondent is promised. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from feedback.errors import Message, message

IDENTIFIED, CONFIDENTIAL, ANONYMOUS = "identified", "confidential", "anonymous"
MODES = (IDENTIFIED, CONFIDENTIAL, ANONYMOUS)


def is_open(*, closes_on: date | None, closed_at: datetime | None, today: date) -> bool:
    """Whether a survey takes answers today; its closing day is the last day it does."""
    return closed_at is None and (closes_on is None or today <= closes_on)


def default_mode(kinds: Iterable[str]) -> str:
    """Customers identified; anonymous as soon as employees, suppliers or others are among the groups."""
    return IDENTIFIED if set(kinds) <= {"customer"} else ANONYMOUS


def promise_title(mode: str) -> Message:
    """The promise in one line, before the first question."""
    return {
        IDENTIFIED: message("What we keep of your answer"),
        CONFIDENTIAL: message("Your answer is confidential"),
        ANONYMOUS: message("Your answer is anonymous"),
    }[mode]


def promise(launch: Mapping[str, Any]) -> list[Message]:
    """What is stored, who sees what, and the thresholds, in sentences; from the frozen launch record only."""
    mode = launch["mode"]
    params = {"name": launch["organisation"], "scores": launch["k_scores"], "comments": launch["k_comments"]}
    if mode == ANONYMOUS:
        return [
            message(
                "We keep what you answer and the round (%(wave)s). Not your name, your address, your device or the time.",
                wave=launch["wave"],
            ),
            message(
                "%(name)s only sees figures of %(scores)s people or more, and sentences of groups of %(comments)s or more.",
                **params,
            ),
            message(
                "Phone numbers, e-mail addresses and document numbers in what you write are taken out before saving."
            ),
        ]
    if mode == CONFIDENTIAL:
        return [
            message(
                "We keep what you answer, when, and who was invited; only those who run this survey could join them."
            ),
            message(
                "%(name)s only sees figures of %(scores)s people or more, and sentences of groups of %(comments)s or more.",
                **params,
            ),
        ]
    return [
        message("We keep what you answer and when. You do not have to say who you are."),
        message("The people who work on improvements at %(name)s read what you write.", **params),
    ]

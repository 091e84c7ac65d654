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


def may_be_counted(*, mode: str, closed_at: datetime | None, released: bool) -> bool:
    """Whether answers may be counted now: identified ones at any time, others once, between closing and release."""
    return mode == IDENTIFIED or (closed_at is not None and not released)


def results_exist(*, mode: str, released: bool) -> bool:
    """Whether there is anything to show: of a protected survey only what its one release froze."""
    return mode == IDENTIFIED or released


def promise_title(mode: str) -> Message:
    """The promise in one line, before the first question."""
    return {
        IDENTIFIED: message("What we keep of your answer"),
        CONFIDENTIAL: message("Your answer is confidential"),
        ANONYMOUS: message("Your answer is anonymous"),
    }[mode]


def promise(launch: Mapping[str, Any]) -> list[Message]:
    """What is stored, who sees what, and the thresholds, in sentences; from the frozen launch record only."""
    return {IDENTIFIED: _identified, CONFIDENTIAL: _confidential, ANONYMOUS: _anonymous}[launch["mode"]](launch)


def _identified(launch: Mapping[str, Any]) -> list[Message]:
    return [
        message("We keep what you answer and when. You do not have to say who you are."),
        message("The people who work on improvements at %(name)s read what you write.", name=launch["organisation"]),
    ]


def _confidential(launch: Mapping[str, Any]) -> list[Message]:
    return [
        message("We keep what you answer, when, and who was invited. Only those who run this survey could join them."),
        _thresholds(launch),
    ]


def _anonymous(launch: Mapping[str, Any]) -> list[Message]:
    return [
        message(
            "We keep what you answer and the round (%(wave)s). Not your name, your address, your device or the hour.",
            wave=launch["wave"],
        ),
        _thresholds(launch),
        message("Telephone numbers, e-mail addresses and identity numbers are taken out of what you write."),
    ]


def _thresholds(launch: Mapping[str, Any]) -> Message:
    return message(
        "%(name)s only sees figures of %(scores)s people or more, and sentences of %(comments)s people or more.",
        name=launch["organisation"],
        scores=launch["k_scores"],
        comments=launch["k_comments"],
    )

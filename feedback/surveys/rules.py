"""When a survey takes answers, which mode a group gets, and what a respondent is promised. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from feedback.errors import Message, message

IDENTIFIED, CONFIDENTIAL, ANONYMOUS = "identified", "confidential", "anonymous"
MODES = (IDENTIFIED, CONFIDENTIAL, ANONYMOUS)
GRACE = timedelta(minutes=10)
"""How long after its last day a survey takes the pages that were opened before."""


def is_open(*, closes_on: date | None, closed_at: datetime | None, today: date) -> bool:
    """Whether a survey takes answers today; its closing day is the last day it does."""
    return closed_at is None and (closes_on is None or today <= closes_on)


def takes(
    *, closes_on: date | None, closed_at: datetime | None, opened: date | datetime | None, moment: datetime
) -> bool:
    """Whether an answer is taken now: the survey is open, or its last day ended while this page was being filled in.

    `opened` is when the page was made, its day where nothing finer is known; None where nobody knows. A page from
    before counts for ten minutes into the next day, and so long nothing is counted or released. Whoever closes a
    survey by hand ends it at once: its results are made at that moment.
    """
    if is_open(closes_on=closes_on, closed_at=closed_at, today=moment.date()):
        return True
    if closes_on is None or closed_at is not None or opened is None:
        return False
    ended = datetime.combine(closes_on + timedelta(days=1), time.min, UTC)
    before = opened < ended if isinstance(opened, datetime) else opened < ended.date()
    return before and moment <= ended + GRACE


def default_mode(kinds: Iterable[str]) -> str:
    """Customers identified; anonymous as soon as employees, suppliers or others are among the groups."""
    return IDENTIFIED if set(kinds) <= {"customer"} else ANONYMOUS


def may_release_now(*, mode: str, closed_at: datetime | None) -> bool:
    """Whether results may be released in between: of a protected survey while it runs; others show theirs always."""
    return mode != IDENTIFIED and closed_at is None


def results_exist(*, mode: str, released: bool) -> bool:
    """Whether there is anything to show: of a protected survey only what its releases froze."""
    return mode == IDENTIFIED or released


def promise_title(mode: str) -> Message:
    """The promise in one line, before the first question."""
    return {
        IDENTIFIED: message("What we keep of your answer"),
        CONFIDENTIAL: message("Your answer is confidential"),
        ANONYMOUS: message("Your answer is anonymous"),
    }[mode]


def promise(launch: Mapping[str, Any], *, personal: bool = False) -> list[Message]:
    """What is stored, who sees what, and the thresholds, in sentences; from the frozen launch record only.

    `personal`: to somebody who came by a link of their own.
    """
    return {IDENTIFIED: _identified, CONFIDENTIAL: _confidential, ANONYMOUS: _anonymous}[launch["mode"]](
        launch, personal
    )


def _identified(launch: Mapping[str, Any], personal: bool) -> list[Message]:
    return [
        message("This link was made for you: we keep what you answer and when, joined to your name.")
        if personal
        else message("We keep what you answer and when. You do not have to say who you are."),
        message("The people who work on improvements at %(name)s read what you write.", name=launch["organisation"]),
    ]


def _confidential(launch: Mapping[str, Any], personal: bool) -> list[Message]:
    return [
        message(
            "This link was made for you: we keep what you answer and when, joined to your name. Only those who run "
            "this survey could look that up; no page shows it."
        )
        if personal
        else message(
            "We keep what you answer, when, and who was invited. Only those who run this survey could join them."
        ),
        _thresholds(launch),
    ]


def _anonymous(launch: Mapping[str, Any], personal: bool) -> list[Message]:
    link = message(
        "This link was made for you, so that you can answer once. It remembers that somebody answered with it, not "
        "when; your answer keeps nothing of it."
    )
    return [
        *([link] if personal else []),
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

"""How often somebody is reminded of their work by e-mail. Pure."""

from __future__ import annotations

from datetime import date, timedelta

from feedback.errors import Message, message
from feedback.names import refusal

DAILY, WEEKLY, NEVER = "daily", "weekly", "never"
RHYTHMS = (DAILY, WEEKLY, NEVER)
HOUR = 11
"""UTC before which no mail leaves: morning from Mexico to Chile, noon in Spain."""
_SATURDAY = 5


def rhythm_label(rhythm: str) -> Message:
    """A rhythm in words."""
    return {
        DAILY: message("Every working day"),
        WEEKLY: message("Once a week, on Monday"),
        NEVER: message("Never"),
    }[rhythm]


def check_rhythm(rhythm: str) -> str:
    if rhythm not in RHYTHMS:
        raise refusal("rhythm", message("Choose how often."))
    return rhythm


def is_due(rhythm: str | None, sent_on: date | None, today: date) -> bool:
    """Whether to look today at what somebody has to be told; None: they never chose, so it is once a week.

    Weekly is Monday; where the Monday was missed (nothing ran), the next day that something runs. Somebody who was
    never looked at waits for their first Monday.
    """
    if rhythm == NEVER:
        return False
    if rhythm == DAILY:
        return today.weekday() < _SATURDAY and (sent_on is None or sent_on < today)
    monday = today - timedelta(days=today.weekday())
    return today == monday if sent_on is None else sent_on < monday

"""The history of the relationship with one person, as the slices above tell it. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from feedback.errors import Message

SLOT = "contact.history"
"""Filled with `filler(contact=Contact) -> Iterable[Moment]`: nothing of confidential or anonymous surveys."""


@dataclass(frozen=True, slots=True)
class Moment:
    """One thing that happened: what kind of thing, in whose words, and the page it leads to."""

    when: date | datetime
    kind: Message
    text: str = ""
    url: str | None = None


def in_order(moments: Iterable[Moment]) -> list[Moment]:
    """The newest first; a day without a time counts as its beginning."""
    return sorted(moments, key=lambda moment: _instant(moment.when), reverse=True)


def _instant(when: date | datetime) -> datetime:
    if isinstance(when, datetime):
        return when if when.tzinfo else when.replace(tzinfo=UTC)
    return datetime.combine(when, time.min, UTC)

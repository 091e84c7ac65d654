"""Dates as a calendar that programs subscribe to (iCalendar, RFC 5545 and 7986). Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from feedback.names import one_line

PRODUCT = "-//feedback//programme//EN"
AGAIN = timedelta(hours=6)
"""How often a program is asked to look again."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A whole day. `sequence` grows with every change, `changed` is when the last one was."""

    uid: str
    on: date
    title: str
    url: str
    sequence: int
    changed: datetime


def calendar(name: str, language: str, entries: Iterable[Entry]) -> bytes:
    """The file: the same entries give the same bytes. What is not in it any more, programs take out."""
    from icalendar import Calendar, vDuration, vText

    made = Calendar()
    made.add("prodid", PRODUCT)
    made.add("version", "2.0")
    made.add("calscale", "GREGORIAN")
    made.add("name", vText(one_line(name)), parameters={"LANGUAGE": language})
    # What programs read that do not know the two of RFC 7986.
    made.add("x-wr-calname", vText(one_line(name)))
    made.add("x-published-ttl", vDuration(AGAIN))
    made.add("refresh-interval", AGAIN, parameters={"VALUE": "DURATION"})
    for entry in entries:
        made.add_component(_event(entry, language))
    body: bytes = made.to_ical()
    return body


def _event(entry: Entry, language: str) -> Any:
    """A day that leaves its owner free: it reminds, and blocks no time."""
    from icalendar import Event, vText

    made = Event()
    made.add("uid", entry.uid)
    made.add("dtstamp", entry.changed)
    made.add("last-modified", entry.changed)
    made.add("sequence", entry.sequence)
    made.add("dtstart", entry.on)
    made.add("dtend", entry.on + timedelta(days=1))
    made.add("summary", vText(one_line(entry.title)), parameters={"LANGUAGE": language})
    made.add("url", entry.url)
    made.add("transp", "TRANSPARENT")
    return made

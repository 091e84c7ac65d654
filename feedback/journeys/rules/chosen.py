"""Which real services are walked through the map, as people write them down. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from feedback.errors import Invalid, Message, message
from feedback.names import LONGEST_NAME, one_line, refusal

BY_HAND, FROM_EVENT = "hand", "service_event"
"""Where a walk's service comes from."""
MOST_AT_ONCE = 200
"""Services taken up by one form."""
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_DAY_FIRST = re.compile(r"(\d{1,2})[./](\d{1,2})[./](\d{4})")
_LAST_WORD = re.compile(r"[\t;, ]([\d./-]+)$")


@dataclass(frozen=True, slots=True)
class Service:
    """A real service: what the company calls it, and its day where that is known."""

    reference: str
    happened_on: date | None = None


def services_of(written: str, today: date) -> list[Service]:
    """One service a line, its day after it where one is known; a line said twice counts once. Invalid at `services`.

    A day is 2026-03-31 or 31/03/2026, after a tab, semicolon, comma or space. Nothing that leads to a person is taken.
    """
    found: dict[str, Service] = {}
    for number, line in enumerate(written.splitlines(), 1):
        if one_line(line):
            service = _service_of(line, number, today)
            found.setdefault(service.reference, service)
    if not found:
        raise refusal("services", message("Write at least one service, one a line."))
    if len(found) > MOST_AT_ONCE:
        raise refusal("services", message("At most %(most)s services at once.", most=MOST_AT_ONCE))
    return list(found.values())


def _service_of(line: str, number: int, today: date) -> Service:
    written = line.strip()
    last = _LAST_WORD.search(written)
    day = _day_of(last[1], number, today) if last else None
    reference = one_line(written[: last.start()].rstrip("\t;, ") if last and day else written)
    if not reference or len(reference) > LONGEST_NAME:
        raise _refused(message("Line %(line)s: at most %(most)s characters.", line=number, most=LONGEST_NAME))
    if "@" in reference:
        raise _refused(message("Line %(line)s: write your own number of the service, not whose it was.", line=number))
    return Service(reference, day)


def _day_of(text: str, number: int, today: date) -> date | None:
    """The day; None where the text has not the shape of one and so belongs to the reference."""
    parts = _parts(text)
    if parts is None:
        return None
    try:
        day = date(*parts)
    except ValueError:
        raise _refused(message("Line %(line)s: “%(day)s” is no day.", line=number, day=text)) from None
    # A service just over midnight elsewhere is of tomorrow here.
    if day > today + timedelta(days=1):
        raise _refused(message("Line %(line)s: %(day)s has not been yet.", line=number, day=text))
    return day


def _parts(text: str) -> tuple[int, int, int] | None:
    """Year, month, day; where the year comes last the day comes first."""
    if iso := _ISO.fullmatch(text):
        return int(iso[1]), int(iso[2]), int(iso[3])
    if day_first := _DAY_FIRST.fullmatch(text):
        return int(day_first[3]), int(day_first[2]), int(day_first[1])
    return None


def _refused(text: Message) -> Invalid:
    return refusal("services", text)

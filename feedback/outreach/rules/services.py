"""What another system may tell us of a finished service. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from feedback.errors import message
from feedback.names import line_of, one_line, refusal

LONGEST_SERVICE = 200
LONGEST_ATTRIBUTE, LONGEST_VALUE, MOST_ATTRIBUTES = 40, 200, 20
AHEAD = timedelta(minutes=5)
"""How far another system's clock may be ahead of ours."""
EARLIEST = datetime(2000, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Told:
    """A service as the call describes it, cleaned."""

    service: str
    happened_at: datetime
    attributes: Mapping[str, str] = field(default_factory=dict)


def told_of(*, service: str, happened_at: datetime, attributes: Mapping[str, str], now: datetime) -> Told:
    """The service as it is kept; Invalid at the field that cannot be."""
    return Told(
        line_of("service", service, most=LONGEST_SERVICE), _in_time(happened_at, now), attributes_of(attributes)
    )


def _in_time(happened_at: datetime, now: datetime) -> datetime:
    if happened_at.tzinfo is None:
        raise refusal("happened_at", message("Say the time with its offset, such as 2026-03-31T09:30:00Z."))
    if happened_at > now + AHEAD:
        raise refusal("happened_at", message("That is in the future: tell us of a service when it is over."))
    if happened_at < EARLIEST:
        raise refusal("happened_at", message("That is too long ago."))
    return happened_at


def attributes_of(given: Mapping[str, str]) -> dict[str, str]:
    """Name -> value, each short and on one line; those without a value are left out."""
    found = {_short(name, LONGEST_ATTRIBUTE): _short(value, LONGEST_VALUE) for name, value in given.items()}
    kept = {name: value for name, value in found.items() if name and value}
    if len(kept) > MOST_ATTRIBUTES:
        raise refusal("attributes", message("At most %(most)s attributes.", most=MOST_ATTRIBUTES))
    return kept


def _short(text: str, most: int) -> str:
    line = one_line(text)
    if len(line) > most:
        raise refusal("attributes", message("At most %(most)s characters.", most=most))
    return line

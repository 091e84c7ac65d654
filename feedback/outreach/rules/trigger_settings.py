"""What a trigger may be set to. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import time

from feedback.errors import Invalid, Message, message
from feedback.outreach.rules.quiet_hours import zones
from feedback.outreach.rules.triggers import CHANNELS

LONGEST_DELAY = 30 * 24 * 60
"""Minutes: after a month nobody remembers a service."""
LONGEST_REST = 730
"""Days."""
LARGEST_QUOTA = 1_000_000


@dataclass(frozen=True, slots=True)
class Settings:
    """How a trigger asks: the channel, how soon, when not, and how often at most."""

    channel: str = "email"
    delay_minutes: int = 60
    quiet_from: time | None = None
    quiet_until: time | None = None
    time_zone: str = "UTC"
    person_days: int = 30
    survey_days: int = 90
    sample_percent: int = 100
    daily_quota: int | None = None


def checked(settings: Settings) -> Settings:
    """The settings themselves; Invalid at every field that cannot be."""
    wrong = dict(_wrong(settings))
    if wrong:
        raise Invalid(next(iter(wrong.values())), wrong)
    return settings


def _wrong(settings: Settings) -> Iterator[tuple[str, Message]]:
    if settings.channel not in CHANNELS:
        yield "channel", message("Choose how people are asked.")
    if not 0 <= settings.delay_minutes <= LONGEST_DELAY:
        yield "delay_minutes", message("Choose something between at once (0) and 30 days.")
    yield from _out_of_bounds("person_days", settings.person_days, 0, LONGEST_REST)
    yield from _out_of_bounds("survey_days", settings.survey_days, 0, LONGEST_REST)
    yield from _out_of_bounds("sample_percent", settings.sample_percent, 1, 100)
    if settings.daily_quota is not None:
        yield from _out_of_bounds("daily_quota", settings.daily_quota, 1, LARGEST_QUOTA)
    yield from _wrong_hours(settings)


def _out_of_bounds(field: str, value: int, least: int, most: int) -> Iterator[tuple[str, Message]]:
    if not least <= value <= most:
        yield field, message("Write a whole number from %(least)s to %(most)s.", least=least, most=most)


def _wrong_hours(settings: Settings) -> Iterator[tuple[str, Message]]:
    if (settings.quiet_from is None) != (settings.quiet_until is None):
        missing = "quiet_from" if settings.quiet_from is None else "quiet_until"
        yield missing, message("Write both hours, or neither.")
    elif settings.quiet_from is not None and settings.quiet_from == settings.quiet_until:
        yield "quiet_until", message("Quiet hours cannot end when they begin.")
    if settings.time_zone not in zones():
        yield "time_zone", message("Choose a time zone of the list, such as Europe/Madrid or America/Santiago.")

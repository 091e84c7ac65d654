"""Hours in which nobody is written to, by the clock on the wall of a time zone. Pure.

They may lie over midnight, and a wall clock has days of 23 and of 25 hours: every question is asked of the local time,
and every answer is a moment in UTC.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo, available_timezones

_DAYS_TO_LOOK = 4
"""How far the end of quiet hours is looked for: today, tomorrow, and more where a change of the clocks swallows it."""


@dataclass(frozen=True, slots=True)
class QuietHours:
    """From `start` until just before `end`, each day, in the time zone; without both of them there are none."""

    start: time | None
    end: time | None
    zone: str

    def holds(self, moment: datetime) -> bool:
        """Whether the moment lies in quiet hours."""
        if self.start is None or self.end is None:
            return False
        clock = moment.astimezone(zone(self.zone)).time()
        if self.start <= self.end:
            return self.start <= clock < self.end
        return clock >= self.start or clock < self.end

    def over(self, moment: datetime) -> datetime:
        """The moment itself outside quiet hours, else the first moment after them, in UTC."""
        if self.end is None or not self.holds(moment):
            return moment
        today = moment.astimezone(zone(self.zone)).date()
        days = [today + timedelta(days=ahead) for ahead in range(_DAYS_TO_LOOK)]
        ends = sorted(self._at(day, self.end, fold) for day in days for fold in (0, 1))
        return next(end for end in ends if end > moment and not self.holds(end))

    def day(self, moment: datetime) -> date:
        """The day on the wall: quotas count by it."""
        return moment.astimezone(zone(self.zone)).date()

    def _at(self, day: date, clock: time, fold: int) -> datetime:
        """That time of that day; where the clock shows it twice, the first (fold 0) or the second time."""
        return datetime.combine(day, clock.replace(fold=fold), zone(self.zone)).astimezone(UTC)


@lru_cache(maxsize=64)
def zone(name: str) -> ZoneInfo:
    """The time zone of this name."""
    return ZoneInfo(name)


@lru_cache(maxsize=1)
def zones() -> tuple[str, ...]:
    """Names of time zones people know: "UTC", and those of a continent and a city."""
    skipped = ("Etc/", "SystemV/", "posix/", "right/", "US/", "Brazil/", "Canada/", "Chile/", "Mexico/")
    named = (name for name in available_timezones() if "/" in name and not name.startswith(skipped))
    return ("UTC", *sorted(named))

"""When a part of the map asks to be looked at again. Pure."""

from __future__ import annotations

from datetime import date, datetime


def last_confirmed(drawn: datetime | None, confirmed: datetime | None, newest: date | None) -> date | None:
    """The last day that something said that it is so: drawing it, somebody confirming it, what speaks for it.

    None where nobody knows: it was drawn before this was kept.
    """
    days = [at.date() for at in (drawn, confirmed) if at]
    return max([*days, *([newest] if newest else [])], default=None)


def asks_for_revision(last: date | None, today: date, half_life_days: int) -> bool:
    """Whether it is older than the half-life; what nobody knows the age of asks once."""
    return last is None or (today - last).days > half_life_days

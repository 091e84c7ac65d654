"""Reports that go out by e-mail."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from feedback.db import now
from feedback.reports import actions
from tests.factories.people import Member


def schedule(of: Member, *readers: UUID, every: str = "week", next_on: date | None = None, **values: Any) -> UUID:
    """A report that goes out to these members (default: to whoever sets it up), next today, by its id."""
    given = {"every": every, "next_on": next_on or now().date(), "readers": readers or (of.user_id,), **values}
    made: UUID = of.do(lambda: actions.schedule_report(**given).id)
    return made

"""Counting how often public pages are opened."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

from sqlalchemy.dialects import postgresql, sqlite

from feedback.db import db, here, table_of
from feedback.programme.models import SaidOpened


def count_opened(page: str, today: date) -> None:
    """One more opening of a group's page, or of the organisation's (""), in the week of `today`."""
    table: Any = table_of(SaidOpened)
    dialect = postgresql if db.session.get_bind().dialect.name == "postgresql" else sqlite
    row = {"id": uuid4(), "organisation_id": here(), "page": page, "week": monday(today), "times": 1}
    adding = dialect.insert(table).values(**row)
    keys = ["organisation_id", "page", "week"]
    db.session.execute(adding.on_conflict_do_update(index_elements=keys, set_={"times": table.c.times + 1}))


def monday(day: date) -> date:
    """The first day of the week a day is in."""
    return day - timedelta(days=day.weekday())

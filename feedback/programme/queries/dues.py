"""What somebody has to do, and until when."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import select

from feedback.backlog.models import Improvement
from feedback.db import db
from feedback.programme import rules
from feedback.programme.models import Implementation
from feedback.programme.queries.work import implementations
from feedback.programme.rules.dues import Due, Dues, parted

Work = tuple[Improvement, Implementation | None]


def dues_of(work: Iterable[Work], today: date) -> Dues:
    """What is late, what is soon and what is stuck of somebody's open work."""
    held = [(row, one) for row, one in work if row.status in rules.AGREED]
    stuck = [(row.number, row.title, one.blocker) for row, one in held if one and one.blocker]
    return parted((due for row, one in held for due in _dated(row, one)), today, stuck)


def _dated(row: Improvement, work: Implementation | None) -> Iterator[Due]:
    if row.due_on:
        yield Due(row.number, row.title, "", row.due_on)
    for part in work.milestones if work else []:
        if part.due_on and part.done_on is None:
            yield Due(row.number, row.title, part.title, part.due_on)


def open_work(user_ids: Sequence[UUID]) -> dict[UUID, list[Work]]:
    """Person -> what they are in charge of and is not done: four reads."""
    works = implementations()
    wanted = select(Improvement).where(Improvement.owner_id.in_(user_ids), Improvement.status.in_(rules.AGREED))
    found: dict[UUID, list[Work]] = {user_id: [] for user_id in user_ids}
    for row in db.session.scalars(wanted.order_by(Improvement.number)):
        assert row.owner_id is not None, "asked for by owner"
        found[row.owner_id].append((row, works.get(row.id)))
    return found

"""Reads that only loading the example needs."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import select

from feedback.db import db, here
from feedback.jobs import WAITING, Job

PROPOSE = "backlog.propose"


def proposing() -> list[UUID]:
    """Jobs of this organisation that wait to propose improvements."""
    waiting = select(Job.id).where(Job.organisation_id == here(), Job.kind == PROPOSE, Job.state == WAITING)
    return list(db.session.scalars(waiting))

"""Moving what was done just now to when the story says it was done. For the example only: no page can do this."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import update

from feedback.backlog.models import Decision
from feedback.cocreation.models import Cycle, CycleReport
from feedback.db import db, table_of
from feedback.disclosure.models import Release
from feedback.programme.models import EffectCheck
from feedback.surveys.models import StageTally, Survey


def survey(row: Survey, *, opened_at: datetime, closed_at: datetime | None) -> None:
    """When a survey began and ended; of a protected one also the day its figures are from."""
    table = table_of(Survey)
    moved = update(table).where(table.c.id == row.id).values(opened_at=opened_at)
    db.session.execute(moved.values(closed_at=closed_at) if closed_at else moved)
    if closed_at and row.release_id:
        db.session.execute(update(Release).where(Release.id == row.release_id).values(made_at=closed_at))
        figures = update(StageTally).where(StageTally.survey_id == row.id)
        db.session.execute(figures.values(newest=closed_at.date()))
    db.session.expire(row)


def cycle(row: Cycle, closed_at: datetime) -> None:
    """When a cycle was closed, and its report kept."""
    table, kept = table_of(Cycle), table_of(CycleReport)
    db.session.execute(update(table).where(table.c.id == row.id).values(closed_at=closed_at, created_at=closed_at))
    db.session.execute(update(kept).where(kept.c.cycle_id == row.id).values(made_at=closed_at))
    db.session.expire_all()


def effect(row: EffectCheck, *, registered_at: datetime, due_on: date) -> None:
    """When an effect check was registered, and for which day."""
    table = table_of(EffectCheck)
    moved = update(table).where(table.c.id == row.id)
    db.session.execute(moved.values(registered_at=registered_at, due_on=due_on))
    db.session.expire(row)


def decision(row: Decision, decided_at: datetime) -> None:
    """When a decision was taken."""
    table = table_of(Decision)
    db.session.execute(update(table).where(table.c.id == row.id).values(decided_at=decided_at))
    db.session.expire(row)

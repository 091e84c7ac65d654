"""Every write of cycles."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from sqlalchemy import delete

from feedback.accounts.actions import record
from feedback.cocreation.models import Cycle, CycleWave, SharedPoint
from feedback.cocreation.queries import cycles as queries
from feedback.db import Texts, db, now
from feedback.errors import message
from feedback.names import one_line, refusal, texts_of
from feedback.permissions import Access

LONGEST_GOAL = 500
LONGEST_SPONSOR = 120


def save_cycle(*, name: Texts, goal: Texts, sponsor: str, starts_on: date | None, by: Access | None = None) -> Cycle:
    """Change the current cycle, or begin one where there is none. Invalid at the field that is missing or too long."""
    cycle = queries.current() or Cycle()
    cycle.name = texts_of("name", name)
    cycle.goal = texts_of("goal", goal, most=LONGEST_GOAL, required=False)
    cycle.sponsor = _sponsor(sponsor)
    cycle.starts_on = _day(starts_on)
    fresh = cycle.created_at is None
    db.session.add(cycle)
    db.session.flush()
    record(by, "cycle.begun" if fresh else "cycle.changed", str(cycle.id))
    return cycle


def _sponsor(text: str) -> str:
    sponsor = one_line(text)
    if len(sponsor) > LONGEST_SPONSOR:
        raise refusal("sponsor", message("At most %(most)s characters.", most=LONGEST_SPONSOR))
    return sponsor


def _day(starts_on: date | None) -> date:
    if starts_on is None:
        raise refusal("starts_on", message("Write the day it begins."))
    return starts_on


def close_cycle(cycle: Cycle, *, by: Access | None = None) -> Cycle:
    """End a cycle: the next one begins with a clean sheet, what was learned stays. Doing it twice changes nothing."""
    if cycle.closed_at is None:
        cycle.closed_at = now()
        record(by, "cycle.closed", str(cycle.id))
    return cycle


def add_wave(cycle: Cycle, wave_id: UUID) -> None:
    """Let a round of asking belong to the cycle; doing it twice changes nothing."""
    if wave_id not in queries.waves_of(cycle.id):
        db.session.add(CycleWave(cycle_id=cycle.id, wave_id=wave_id))
        db.session.flush()


def keep_shared(theme_ids: Iterable[UUID]) -> None:
    """These are the shared points from now on."""
    db.session.execute(delete(SharedPoint), execution_options={"synchronize_session": False})
    db.session.add_all(SharedPoint(theme_id=theme_id) for theme_id in theme_ids)
    db.session.flush()

"""Moments of the journey: those a run computes, and those people declare with a reason."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from sqlalchemy import delete, select

from feedback.accounts.actions import record
from feedback.analysis.moments import Moment
from feedback.db import db, find
from feedback.errors import Conflict, Invalid, message
from feedback.insights.models import JourneyMoment
from feedback.insights.rules import COMPUTED, DECLARED, reason_refusal
from feedback.journeys.models import Stage
from feedback.names import one_line
from feedback.permissions import Access


def compute(found: Iterable[tuple[UUID, Moment]]) -> None:
    """Replace the computed moments by those of a run: (stage, moment)."""
    old = delete(JourneyMoment).where(JourneyMoment.source == COMPUTED)
    db.session.execute(old, execution_options={"synchronize_session": False})
    for stage_id, moment in found:
        db.session.add(
            JourneyMoment(
                stage_id=stage_id,
                kind=moment.kind,
                source=COMPUTED,
                reason=moment.reason.id,
                params=dict(moment.reason.params),
            )
        )
    db.session.flush()


def declare(*, stage: Stage, kind: str, reason: str, by: Access | None = None) -> JourneyMoment:
    """Somebody says that this stage is such a moment, and why; saying it again changes the reason.

    Raises:
        Invalid: no reason, or no such kind of moment.
    """
    line = one_line(reason)
    if refused := reason_refusal(kind, line):
        raise Invalid(refused[1], {refused[0]: refused[1]})
    row = _declared(stage.id, kind) or JourneyMoment(stage_id=stage.id, kind=kind, source=DECLARED)
    row.reason, row.made_by = line, by.user_id if by else None
    db.session.add(row)
    db.session.flush()
    record(by, "journey.declare_moment", f"{kind}:{stage.code}")
    return row


def withdraw(*, moment_id: UUID, by: Access | None = None) -> None:
    """Take back a declared moment; Conflict for one that the answers say, which only answers can change."""
    row = find(JourneyMoment, moment_id)
    if row.source != DECLARED:
        raise Conflict(message("This moment comes from the answers. It goes when they no longer say so."))
    db.session.delete(row)
    record(by, "journey.withdraw_moment", row.kind)


def _declared(stage_id: UUID, kind: str) -> JourneyMoment | None:
    return db.session.scalar(
        select(JourneyMoment).where(
            JourneyMoment.stage_id == stage_id, JourneyMoment.kind == kind, JourneyMoment.source == DECLARED
        )
    )

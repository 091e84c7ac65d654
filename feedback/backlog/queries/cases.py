"""Which improvements go back to which cases."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from sqlalchemy import select

from feedback.backlog.models import Improvement, ImprovementCase
from feedback.db import db
from feedback.followup.models import Case


def improvements_of(case_id: UUID) -> list[Improvement]:
    """The improvements a case feeds, by number."""
    wanted = select(Improvement).join(ImprovementCase, ImprovementCase.improvement_id == Improvement.id)
    return list(db.session.scalars(wanted.where(ImprovementCase.case_id == case_id).order_by(Improvement.number)))


def cases_behind(improvement_id: UUID) -> list[Case]:
    """The cases an improvement goes back to, the oldest first."""
    wanted = select(Case).join(ImprovementCase, ImprovementCase.case_id == Case.id)
    return list(
        db.session.scalars(
            wanted.where(ImprovementCase.improvement_id == improvement_id).order_by(Case.opened_at, Case.id)
        )
    )


def link(improvement_id: UUID, case_id: UUID) -> ImprovementCase | None:
    """The row that joins the two; None where nothing does."""
    wanted = select(ImprovementCase).where(ImprovementCase.improvement_id == improvement_id)
    return db.session.scalar(wanted.where(ImprovementCase.case_id == case_id))


def fed_by(case_ids: Collection[UUID]) -> list[tuple[UUID, Improvement]]:
    """Cases with the improvements they feed: one read."""
    wanted = select(ImprovementCase.case_id, Improvement).join(
        Improvement, Improvement.id == ImprovementCase.improvement_id
    )
    rows = db.session.execute(wanted.where(ImprovementCase.case_id.in_(case_ids)).order_by(Improvement.number))
    return [(case_id, row) for case_id, row in rows]

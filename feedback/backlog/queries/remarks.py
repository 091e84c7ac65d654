"""What members said about improvements."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import select

from feedback.backlog.models import ImprovementRemark
from feedback.db import db, find


def remarks(improvement_id: UUID) -> list[ImprovementRemark]:
    """What was said about one improvement, the oldest first."""
    wanted = select(ImprovementRemark).where(ImprovementRemark.improvement_id == improvement_id)
    return list(db.session.scalars(wanted.order_by(ImprovementRemark.written_at, ImprovementRemark.id)))


def remark(remark_id: UUID) -> ImprovementRemark:
    """One remark of this organisation; NotFound."""
    return find(ImprovementRemark, remark_id)

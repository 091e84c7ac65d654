"""What improvements were drafted from."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from sqlalchemy import select

from feedback.backlog.models import Improvement, ImprovementOrigin
from feedback.db import db
from feedback.web.remembering import once_a_page


def of_key(key: str) -> Improvement | None:
    """The improvement that was drafted from a thing."""
    wanted = select(Improvement).join(ImprovementOrigin, ImprovementOrigin.improvement_id == Improvement.id)
    return db.session.scalar(wanted.where(ImprovementOrigin.key == key))


def drafted() -> Mapping[str, Improvement]:
    """Key of a thing -> the improvement drafted from it: one read for a page."""
    return once_a_page("backlog.origins", _drafted)


def _drafted() -> Mapping[str, Improvement]:
    joined = select(ImprovementOrigin.key, Improvement).join(
        Improvement, Improvement.id == ImprovementOrigin.improvement_id
    )
    return {key: row for key, row in db.session.execute(joined)}


def origins(improvement_id: UUID) -> list[ImprovementOrigin]:
    """What one improvement was drafted from, besides themes, cases and needs."""
    wanted = select(ImprovementOrigin).where(ImprovementOrigin.improvement_id == improvement_id)
    return list(db.session.scalars(wanted.order_by(ImprovementOrigin.key)))

"""Moments of the journey."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from feedback.db import Base, OwnedThing, now, owned_reference, owned_table


class JourneyMoment(OwnedThing, Base):
    """A moment of truth, of pain or a silent one at a stage: computed by a run, or declared by a person."""

    __tablename__ = "journey_moment"
    __table_args__ = owned_table(
        UniqueConstraint("stage_id", "kind", "source"),
        CheckConstraint("kind IN ('truth', 'pain', 'silent')", name="kind"),
        CheckConstraint("source IN ('computed', 'declared')", name="source"),
        owned_reference("stage_id", "stage"),
    )

    stage_id: Mapped[UUID]
    kind: Mapped[str]
    source: Mapped[str]
    reason: Mapped[str]
    """Message id of why, or the words of the person who declared it."""
    params: Mapped[dict[str, Any]] = mapped_column(default=dict)
    made_at: Mapped[datetime] = mapped_column(default=now)
    made_by: Mapped[UUID | None] = mapped_column(ForeignKey("user_account.id", ondelete="SET NULL"))

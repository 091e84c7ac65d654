"""What was decided on improvements."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from feedback.db import Base, OwnedThing, now, owned_reference, owned_table
from feedback.surveys.freezing import freeze


class Decision(OwnedThing, Base):
    """Yes, no or later, by whom and why; append-only, with score, inputs and weights frozen."""

    __tablename__ = "decision"
    __table_args__ = owned_table(
        CheckConstraint("verdict IN ('yes', 'no', 'later')", name="verdict"),
        CheckConstraint("verdict = 'yes' OR reason <> ''", name="reason"),
        owned_reference("improvement_id", "improvement"),
    )

    improvement_id: Mapped[UUID] = mapped_column(index=True)
    verdict: Mapped[str]
    reason: Mapped[str]
    decided_by: Mapped[UUID | None] = mapped_column(ForeignKey("user_account.id", ondelete="SET NULL"))
    decided_at: Mapped[datetime] = mapped_column(default=now)
    frozen: Mapped[dict[str, Any]]


freeze(Decision)

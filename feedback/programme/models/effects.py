"""What an improvement should change, registered before its work starts, and what came of it."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from feedback.db import Base, Owned, OwnedThing, Texts, now, owned_reference, owned_table
from feedback.surveys.freezing import freeze


class EffectCheck(OwnedThing, Base):
    """One question to one group at one stage: how far it should move, by when. What was registered never changes."""

    __tablename__ = "effect_check"
    __table_args__ = owned_table(
        UniqueConstraint("improvement_id"),
        CheckConstraint("direction IN ('up', 'down')", name="direction"),
        CheckConstraint("minimum > 0", name="minimum"),
        CheckConstraint(
            "verdict IS NULL OR verdict IN ('improved', 'unchanged', 'worse', 'not_enough')", name="verdict"
        ),
        CheckConstraint("(verdict IS NULL) = (judged_at IS NULL)", name="judged"),
        owned_reference("improvement_id", "improvement"),
        owned_reference("stage_id", "stage", ondelete="RESTRICT"),
        owned_reference("group_id", "stakeholder_group", ondelete="RESTRICT"),
    )

    improvement_id: Mapped[UUID]
    question: Mapped[UUID]
    """Identity of the question, the same in every version that kept it."""
    words: Mapped[Texts]
    """How it was asked when this was registered."""
    measure: Mapped[str]
    """csat, rating, ces or nps, on 1..5 with 5 best; yesno, the share of yes from 0 to 1."""
    stage_id: Mapped[UUID]
    group_id: Mapped[UUID]
    direction: Mapped[str]
    minimum: Mapped[float]
    """The least change worth the work, in the unit of the measure."""
    due_on: Mapped[date]
    """The day from which the verdict may be asked for, once."""
    registered_at: Mapped[datetime] = mapped_column(default=now)
    registered_by: Mapped[UUID | None] = mapped_column(ForeignKey("user_account.id", ondelete="SET NULL"))
    late: Mapped[bool]
    """Registered after the work had started."""
    verdict: Mapped[str | None]
    figures: Mapped[dict[str, Any]] = mapped_column(default=dict)
    """What the verdict was made of, as it was shown that day: `rules.effects` writes and reads it."""
    judged_at: Mapped[datetime | None]
    judged_by: Mapped[UUID | None] = mapped_column(ForeignKey("user_account.id", ondelete="SET NULL"))
    controls: Mapped[list[EffectControl]] = relationship(cascade="all, delete-orphan", lazy="selectin")


class EffectControl(Owned, Base):
    """A stage that the work does not touch: what moves there as well was not the work."""

    __tablename__ = "effect_control"
    __table_args__ = (
        owned_reference("check_id", "effect_check"),
        owned_reference("stage_id", "stage", ondelete="RESTRICT"),
    )

    check_id: Mapped[UUID] = mapped_column(primary_key=True)
    stage_id: Mapped[UUID] = mapped_column(primary_key=True)


freeze(
    EffectCheck,
    "improvement_id",
    "question",
    "words",
    "measure",
    "stage_id",
    "group_id",
    "direction",
    "minimum",
    "due_on",
    "registered_at",
    "late",
)

"""Work on decided improvements, and what people are told of it."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from feedback.db import Base, OwnedThing, Texts, now, owned_reference, owned_table


class Implementation(OwnedThing, Base):
    """A decided improvement being carried out."""

    __tablename__ = "implementation"
    __table_args__ = owned_table(
        UniqueConstraint("improvement_id"),
        CheckConstraint("percent >= 0 AND percent <= 100", name="percent"),
        owned_reference("improvement_id", "improvement"),
    )

    improvement_id: Mapped[UUID]
    starts_on: Mapped[date | None]
    percent: Mapped[int] = mapped_column(default=0)
    blocker: Mapped[str] = mapped_column(default="")
    done_on: Mapped[date | None]
    milestones: Mapped[list[Milestone]] = relationship(cascade="all, delete-orphan", order_by="Milestone.due_on")


class Milestone(OwnedThing, Base):
    """A dated part of an implementation."""

    __tablename__ = "milestone"
    __table_args__ = owned_table(owned_reference("implementation_id", "implementation"))

    implementation_id: Mapped[UUID] = mapped_column(index=True)
    title: Mapped[str]
    due_on: Mapped[date | None]
    done_on: Mapped[date | None]


class Notice(OwnedThing, Base):
    """ "You said, we did": what was heard, and what was done or declined, and why."""

    __tablename__ = "notice"
    __table_args__ = owned_table(
        CheckConstraint("kind IN ('heard', 'decided', 'done', 'declined')", name="kind"),
        owned_reference("improvement_id", "improvement"),
    )

    improvement_id: Mapped[UUID] = mapped_column(index=True)
    kind: Mapped[str]
    heard: Mapped[Texts]
    answer: Mapped[Texts]
    """What was done or will be, or why not."""
    published_at: Mapped[datetime | None]
    published_by: Mapped[UUID | None] = mapped_column(ForeignKey("user_account.id", ondelete="SET NULL"))
    created_at: Mapped[datetime] = mapped_column(default=now)

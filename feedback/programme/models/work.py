"""Work on decided improvements: how far it is, its dated parts and its check-list."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from feedback.db import Base, OwnedThing, owned_reference, owned_table


class Implementation(OwnedThing, Base):
    """A decided improvement being carried out."""

    __tablename__ = "implementation"
    __table_args__ = owned_table(
        UniqueConstraint("improvement_id"),
        CheckConstraint("percent >= 0 AND percent <= 100", name="percent"),
        owned_reference("improvement_id", "improvement"),
    )

    improvement_id: Mapped[UUID]
    planned_on: Mapped[date | None]
    """The day it is meant to start."""
    starts_on: Mapped[date | None]
    """The day it started; empty while it is only planned."""
    percent: Mapped[int] = mapped_column(default=0)
    blocker: Mapped[str] = mapped_column(default="")
    blocked_on: Mapped[date | None]
    """Since when something stands in the way."""
    done_on: Mapped[date | None]
    milestones: Mapped[list[Milestone]] = relationship(
        cascade="all, delete-orphan", order_by=lambda: (Milestone.due_on.is_(None), Milestone.due_on, Milestone.title)
    )
    checks: Mapped[list[CheckItem]] = relationship(cascade="all, delete-orphan", order_by=lambda: CheckItem.position)


class Milestone(OwnedThing, Base):
    """A dated part of an implementation."""

    __tablename__ = "milestone"
    __table_args__ = owned_table(owned_reference("implementation_id", "implementation"))

    implementation_id: Mapped[UUID] = mapped_column(index=True)
    title: Mapped[str]
    due_on: Mapped[date | None]
    done_on: Mapped[date | None]


class CheckItem(OwnedThing, Base):
    """A line of the check-list of an implementation: something small that is done or not."""

    __tablename__ = "check_item"
    __table_args__ = owned_table(owned_reference("implementation_id", "implementation"))

    implementation_id: Mapped[UUID] = mapped_column(index=True)
    position: Mapped[int]
    text: Mapped[str]
    done_on: Mapped[date | None]
    done_by: Mapped[UUID | None] = mapped_column(ForeignKey("user_account.id", ondelete="SET NULL"))

"""Proof of concept: real services walked through the map, touchpoint by touchpoint."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from feedback.db import Base, OwnedThing, now, owned_reference, owned_table


class Walk(OwnedThing, Base):
    """One real service, followed through the map. It holds no person: a reference of the company's own, if any."""

    __tablename__ = "walk"
    __table_args__ = owned_table(
        CheckConstraint("source IN ('hand', 'service_event')", name="source"),
        UniqueConstraint("journey_id", "source", "reference"),
        owned_reference("journey_id", "journey"),
        owned_reference("group_id", "stakeholder_group", ondelete="RESTRICT"),
    )

    journey_id: Mapped[UUID]
    group_id: Mapped[UUID | None]
    source: Mapped[str]
    reference: Mapped[str]
    """Which service: what the company calls it, such as the number of its order."""
    happened_on: Mapped[date | None]
    made_at: Mapped[datetime] = mapped_column(default=now)
    made_by: Mapped[UUID | None] = mapped_column(ForeignKey("user_account.id", ondelete="SET NULL"))
    finished_at: Mapped[datetime | None]
    steps: Mapped[list[WalkStep]] = relationship(cascade="all, delete-orphan", passive_deletes=True)
    extras: Mapped[list[WalkExtra]] = relationship(
        cascade="all, delete-orphan", order_by="WalkExtra.position", passive_deletes=True
    )


class WalkStep(OwnedThing, Base):
    """How a touchpoint went in one service."""

    __tablename__ = "walk_step"
    __table_args__ = owned_table(
        UniqueConstraint("walk_id", "touchpoint_id"),
        CheckConstraint("outcome IN ('happened', 'differently', 'not')", name="outcome"),
        owned_reference("walk_id", "walk"),
        owned_reference("touchpoint_id", "touchpoint"),
    )

    walk_id: Mapped[UUID]
    touchpoint_id: Mapped[UUID]
    outcome: Mapped[str]
    note: Mapped[str] = mapped_column(default="")


class WalkExtra(OwnedThing, Base):
    """Something that happened and is not drawn."""

    __tablename__ = "walk_extra"
    __table_args__ = owned_table(owned_reference("walk_id", "walk"), owned_reference("stage_id", "stage"))

    walk_id: Mapped[UUID]
    stage_id: Mapped[UUID | None]
    """At which stage; none where it fits none."""
    text: Mapped[str]
    position: Mapped[int] = mapped_column(default=0)

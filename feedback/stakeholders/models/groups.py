"""Stakeholder groups and what divides them."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from feedback.db import Base, OwnedThing, Texts, owned_reference, owned_table


class StakeholderGroup(OwnedThing, Base):
    """People with the same part in the service: kind employee, supplier, customer or other."""

    __tablename__ = "stakeholder_group"
    __table_args__ = owned_table(
        UniqueConstraint("organisation_id", "code"),
        CheckConstraint("kind IN ('customer', 'employee', 'supplier', 'other')", name="kind"),
        CheckConstraint("size IS NULL OR size > 0", name="size"),
        owned_reference("parent_id", "stakeholder_group", ondelete="RESTRICT"),
    )

    code: Mapped[str]
    kind: Mapped[str]
    name: Mapped[Texts]
    size: Mapped[int | None]
    """How many people the group has; figures use it as a finite population."""
    parent_id: Mapped[UUID | None]
    """The group this is a sub-group of."""
    position: Mapped[int] = mapped_column(default=0)
    archived_at: Mapped[datetime | None]
    segments: Mapped[list[Segment]] = relationship(
        back_populates="group", cascade="all, delete-orphan", order_by="Segment.attribute, Segment.value"
    )


class Segment(OwnedThing, Base):
    """An attribute of people in a group with one of its values, such as region = north."""

    __tablename__ = "segment"
    __table_args__ = owned_table(
        UniqueConstraint("group_id", "attribute", "value"), owned_reference("group_id", "stakeholder_group")
    )

    group_id: Mapped[UUID]
    attribute: Mapped[str]
    value: Mapped[str]
    group: Mapped[StakeholderGroup] = relationship(back_populates="segments")

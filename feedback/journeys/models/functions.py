"""Business functions, whose they are, and what each does at every stage."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from feedback.db import Base, Owned, OwnedThing, Texts, owned_reference, owned_table


class BusinessFunction(OwnedThing, Base):
    """An area of the company: operations, customer care, field staff, marketing, management."""

    __tablename__ = "business_function"
    __table_args__ = owned_table(UniqueConstraint("organisation_id", "code"))

    code: Mapped[str]
    name: Mapped[Texts]
    position: Mapped[int] = mapped_column(default=0)
    archived_at: Mapped[datetime | None]


class FunctionMember(Owned, Base):
    """Somebody who signs in and works in an area: what they lead, decide and do, the area does."""

    __tablename__ = "function_member"
    __table_args__ = (
        owned_reference("function_id", "business_function"),
        ForeignKeyConstraint(
            ["organisation_id", "user_id"],
            ["membership.organisation_id", "membership.user_id"],
            ondelete="CASCADE",
        ),
    )

    function_id: Mapped[UUID] = mapped_column(primary_key=True)
    user_id: Mapped[UUID] = mapped_column(primary_key=True)


class FunctionGroup(Owned, Base):
    """A stakeholder group whose people work in an area: what they answered, the area's people answered."""

    __tablename__ = "function_group"
    __table_args__ = (
        owned_reference("function_id", "business_function"),
        owned_reference("group_id", "stakeholder_group"),
    )

    function_id: Mapped[UUID] = mapped_column(primary_key=True)
    group_id: Mapped[UUID] = mapped_column(primary_key=True)


class StageRole(OwnedThing, Base):
    """What a function does at a stage; a cell of the matrix without a row is a question for the workshop."""

    __tablename__ = "stage_role"
    __table_args__ = owned_table(
        UniqueConstraint("stage_id", "function_id"),
        CheckConstraint("part IN ('does', 'decides', 'supports', 'told', 'none')", name="part"),
        owned_reference("stage_id", "stage"),
        owned_reference("function_id", "business_function"),
    )

    stage_id: Mapped[UUID]
    function_id: Mapped[UUID]
    part: Mapped[str]
    task: Mapped[Texts] = mapped_column(default=dict)
    """What it does here; with part none: why it has no role."""
    knows: Mapped[Texts] = mapped_column(default=dict)
    """What it must know to do it."""

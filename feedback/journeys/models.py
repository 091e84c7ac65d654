"""The journey as drawn: stages in order, and the contacts in them."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from feedback.db import Base, OwnedThing, Texts, now, owned_reference, owned_table


class Journey(OwnedThing, Base):
    """What people live with the service, from the need to the decision to come back."""

    __tablename__ = "journey"
    __table_args__ = owned_table(UniqueConstraint("organisation_id", "code"))

    code: Mapped[str]
    name: Mapped[Texts]
    created_at: Mapped[datetime] = mapped_column(default=now)
    stages: Mapped[list[Stage]] = relationship(
        back_populates="journey", cascade="all, delete-orphan", order_by="Stage.position"
    )


class Stage(OwnedThing, Base):
    """A part of the journey. The row is stable: renaming and moving it keep what was said about it."""

    __tablename__ = "stage"
    __table_args__ = owned_table(
        UniqueConstraint("organisation_id", "code"),
        CheckConstraint("assumed_feeling IS NULL OR (assumed_feeling >= 1 AND assumed_feeling <= 5)", name="feeling"),
        owned_reference("journey_id", "journey"),
    )

    journey_id: Mapped[UUID]
    code: Mapped[str]
    name: Mapped[Texts]
    goal: Mapped[Texts] = mapped_column(default=dict)
    """What the person wants to have reached at the end of the stage."""
    silent: Mapped[bool] = mapped_column(default=False)
    """The company has no contact with the person here."""
    position: Mapped[int]
    assumed_feeling: Mapped[float | None]
    """1 (bad) to 5 (good), as the team drew it before asking."""
    retired_at: Mapped[datetime | None]
    journey: Mapped[Journey] = relationship(back_populates="stages")
    touchpoints: Mapped[list[Touchpoint]] = relationship(
        back_populates="stage", cascade="all, delete-orphan", order_by="Touchpoint.position"
    )


class Touchpoint(OwnedThing, Base):
    """A contact in a stage through a channel."""

    __tablename__ = "touchpoint"
    __table_args__ = owned_table(UniqueConstraint("stage_id", "code"), owned_reference("stage_id", "stage"))

    stage_id: Mapped[UUID]
    code: Mapped[str]
    name: Mapped[Texts]
    channel: Mapped[str]
    position: Mapped[int]
    stage: Mapped[Stage] = relationship(back_populates="touchpoints")

"""The journey as drawn: stages in order, and the contacts in them."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, UniqueConstraint, false
from sqlalchemy.orm import Mapped, mapped_column, relationship

from feedback.db import Base, OwnedThing, Texts, now, owned_reference, owned_table


class Journey(OwnedThing, Base):
    """What people live with the service, from the need to the decision to come back."""

    __tablename__ = "journey"
    __table_args__ = owned_table(UniqueConstraint("organisation_id", "code"))

    code: Mapped[str]
    name: Mapped[Texts]
    created_at: Mapped[datetime] = mapped_column(default=now)
    half_life_days: Mapped[int] = mapped_column(default=365, server_default="365")
    """After how many days without confirmation a part of the map asks to be looked at again."""
    stages: Mapped[list[Stage]] = relationship(
        back_populates="journey", cascade="all, delete-orphan", order_by="Stage.position"
    )


class Stage(OwnedThing, Base):
    """A part of the journey. The row is stable: renaming and moving it keep what was said about it."""

    __tablename__ = "stage"
    __table_args__ = owned_table(
        UniqueConstraint("organisation_id", "code"),
        CheckConstraint("assumed_feeling IS NULL OR (assumed_feeling >= 1 AND assumed_feeling <= 5)", name="feeling"),
        CheckConstraint("lasts_minutes IS NULL OR lasts_minutes > 0", name="lasts"),
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
    trigger: Mapped[Texts] = mapped_column(default=dict, server_default="{}")
    """What sets it off: before the first contact, the person's situation and what makes the need felt."""
    before_contact: Mapped[bool] = mapped_column(default=False, server_default=false())
    """The person lives it before ever meeting the company."""
    lasts_minutes: Mapped[int | None]
    """How long the company expects the stage to take."""
    step: Mapped[str] = mapped_column(default="", server_default="")
    """Which of the twelve steps (`rules.steps`) it stands for, '' where none was chosen."""
    drawn_at: Mapped[datetime | None] = mapped_column(default=now)
    """Empty for what was drawn before this was kept."""
    confirmed_at: Mapped[datetime | None]
    """When somebody last said that it still is so."""
    retired_at: Mapped[datetime | None]
    journey: Mapped[Journey] = relationship(back_populates="stages")
    touchpoints: Mapped[list[Touchpoint]] = relationship(
        back_populates="stage", cascade="all, delete-orphan", order_by="Touchpoint.position"
    )


class Touchpoint(OwnedThing, Base):
    """A contact in a stage through a channel."""

    __tablename__ = "touchpoint"
    __table_args__ = owned_table(
        UniqueConstraint("stage_id", "code"),
        CheckConstraint("dimension IN ('', 'physical', 'human', 'digital')", name="dimension"),
        CheckConstraint("moment IN ('', 'start', 'during', 'end')", name="moment"),
        owned_reference("stage_id", "stage"),
        owned_reference("function_id", "business_function", ondelete="RESTRICT"),
    )

    stage_id: Mapped[UUID]
    code: Mapped[str]
    name: Mapped[Texts]
    channel: Mapped[str]
    dimension: Mapped[str] = mapped_column(default="", server_default="")
    """What people meet here: something physical, a human, something digital; '' is what the channel usually is."""
    moment: Mapped[str] = mapped_column(default="", server_default="")
    """When in the stage: at its start, during it, at its end."""
    function_id: Mapped[UUID | None]
    """The business function that owns it."""
    position: Mapped[int]
    drawn_at: Mapped[datetime | None] = mapped_column(default=now)
    """Empty for what was drawn before this was kept."""
    confirmed_at: Mapped[datetime | None]
    """When somebody last said that it still is so."""
    stage: Mapped[Stage] = relationship(back_populates="touchpoints")

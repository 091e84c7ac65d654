"""What the map states, who says so, and what the areas think of it."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from feedback.db import Base, OwnedThing, Texts, now, owned_reference, owned_table


class Claim(OwnedThing, Base):
    """One statement about a stage, a touchpoint, a blueprint item or a line of a persona: exactly one of them.

    With an empty text it states that the thing is as it is drawn. Whether it is assumed, reasoned, validated or
    refuted is never stored: `rules.claims.state` computes it from what is linked to it.
    """

    __tablename__ = "claim"
    __table_args__ = owned_table(
        CheckConstraint(
            "(CASE WHEN stage_id IS NULL THEN 0 ELSE 1 END) + (CASE WHEN touchpoint_id IS NULL THEN 0 ELSE 1 END) "
            "+ (CASE WHEN item_id IS NULL THEN 0 ELSE 1 END) + (CASE WHEN persona_line_id IS NULL THEN 0 ELSE 1 END) "
            "= 1",
            name="about_one",
        ),
        owned_reference("stage_id", "stage"),
        owned_reference("touchpoint_id", "touchpoint"),
        owned_reference("item_id", "blueprint_item"),
        owned_reference("persona_line_id", "persona_line"),
        owned_reference("function_id", "business_function", ondelete="RESTRICT"),
    )

    stage_id: Mapped[UUID | None]
    touchpoint_id: Mapped[UUID | None]
    item_id: Mapped[UUID | None]
    persona_line_id: Mapped[UUID | None]
    topic: Mapped[str] = mapped_column(default="")
    """What it is about, so that two functions' claims can be laid side by side: goal, feeling, duration, owner, …"""
    text: Mapped[Texts] = mapped_column(default=dict)
    value: Mapped[float | None]
    """Where the topic has a number: a feeling 1..5, minutes."""
    reason: Mapped[str] = mapped_column(default="")
    """Why whoever claims it thinks so; '' where it is only supposed."""
    function_id: Mapped[UUID | None]
    """The function that claims it."""
    claimed_by: Mapped[UUID | None] = mapped_column(ForeignKey("user_account.id", ondelete="SET NULL"))
    claimed_at: Mapped[datetime] = mapped_column(default=now)
    confirmed_at: Mapped[datetime | None]
    """When somebody last said that it still is so."""
    withdrawn_at: Mapped[datetime | None]


class StageReview(OwnedThing, Base):
    """What a function says of a stage as drawn: confirmed or disputed; the newest of each function holds."""

    __tablename__ = "stage_review"
    __table_args__ = owned_table(
        UniqueConstraint("stage_id", "function_id"),
        CheckConstraint("verdict IN ('asked', 'confirmed', 'disputed')", name="verdict"),
        owned_reference("stage_id", "stage"),
        owned_reference("function_id", "business_function"),
    )

    stage_id: Mapped[UUID]
    function_id: Mapped[UUID]
    verdict: Mapped[str]
    """"asked" where the area was sent the map and has not said anything yet."""
    note: Mapped[str] = mapped_column(default="")
    asked_at: Mapped[datetime] = mapped_column(default=now)
    reviewed_at: Mapped[datetime | None]
    reviewed_by: Mapped[UUID | None] = mapped_column(ForeignKey("user_account.id", ondelete="SET NULL"))

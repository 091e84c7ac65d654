"""Personas: portraits of people inside a group."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from feedback.db import Base, OwnedThing, Texts, now, owned_reference, owned_table


class Persona(OwnedThing, Base):
    """A portrait of some people in a group: what they are like, what they need, how they like to be met."""

    __tablename__ = "persona"
    __table_args__ = owned_table(
        UniqueConstraint("organisation_id", "code"),
        CheckConstraint("leaning IN ('', 'physical', 'digital', 'both')", name="leaning"),
        owned_reference("group_id", "stakeholder_group", ondelete="RESTRICT"),
    )

    group_id: Mapped[UUID]
    code: Mapped[str]
    name: Mapped[Texts]
    portrait: Mapped[Texts] = mapped_column(default=dict)
    """Who it is, in a few sentences."""
    leaning: Mapped[str] = mapped_column(default="")
    """Rather physical, rather digital, or both."""
    reached_by: Mapped[list[str]] = mapped_column(default=list)
    """How it likes to be in touch: call, chat, face."""
    segments: Mapped[list[Any]] = mapped_column(default=list)
    """[{"attribute", "value"}] of the segments of the group that make it up; what they live is what it lives."""
    position: Mapped[int] = mapped_column(default=0)
    drawn_at: Mapped[datetime] = mapped_column(default=now)
    archived_at: Mapped[datetime | None]
    lines: Mapped[list[PersonaLine]] = relationship(
        cascade="all, delete-orphan", order_by="PersonaLine.position", passive_deletes=True
    )


class PersonaLine(OwnedThing, Base):
    """One thing said of a persona. Whether it is assumed or known comes from what is linked to it."""

    __tablename__ = "persona_line"
    __table_args__ = owned_table(
        CheckConstraint(
            "kind IN ('need', 'expectation', 'frustration', 'task', 'treatment', 'influence', 'follow_up')", name="kind"
        ),
        owned_reference("persona_id", "persona"),
    )

    persona_id: Mapped[UUID]
    kind: Mapped[str]
    """treatment: how it likes strangers to treat it; influence: who influences it; follow_up: how we help it on."""
    text: Mapped[Texts]
    position: Mapped[int] = mapped_column(default=0)
    drawn_at: Mapped[datetime] = mapped_column(default=now)
    confirmed_at: Mapped[datetime | None]
    """When somebody last said that it still is so."""

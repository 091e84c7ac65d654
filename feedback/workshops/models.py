"""Workshops, who takes part, and the notes they leave."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Mapped, mapped_column

from feedback.db import Base, OwnedThing, Texts, now, owned_reference, owned_table


class Workshop(OwnedThing, Base):
    """A session with a link: people without an account write notes on its question."""

    __tablename__ = "workshop"

    code: Mapped[str] = mapped_column(unique=True)
    """Part of the link; unique in the installation."""
    title: Mapped[Texts]
    question: Mapped[Texts]
    created_at: Mapped[datetime] = mapped_column(default=now)
    closed_at: Mapped[datetime | None]


class WorkshopNote(OwnedThing, Base):
    """One thought of one participant; the participant is a random number that only their page holds."""

    __tablename__ = "workshop_note"
    __table_args__ = owned_table(owned_reference("workshop_id", "workshop"))

    workshop_id: Mapped[UUID] = mapped_column(index=True)
    participant: Mapped[UUID]
    kind: Mapped[str | None]
    """Kind of stakeholder the participant said to be."""
    text: Mapped[str]
    written_at: Mapped[datetime] = mapped_column(default=now)

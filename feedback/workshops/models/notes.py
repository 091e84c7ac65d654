"""Workshops, who takes part, and the notes they leave."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from feedback.db import Base, OwnedThing, Texts, now, owned_reference, owned_table


class Workshop(OwnedThing, Base):
    """A session with a link: people without an account write notes on its question."""

    __tablename__ = "workshop"

    code: Mapped[str] = mapped_column(unique=True)
    """Part of the link; unique in the installation."""
    title: Mapped[Texts]
    question: Mapped[Texts]
    kind: Mapped[str] = mapped_column(default="notes", server_default="notes")
    """"notes": thoughts on one question; "map": thoughts on the stages of a journey; "vote": what comes first."""
    stages: Mapped[list[Any]] = mapped_column(default=list, server_default="[]")
    """[{"code", "name"}] of the stages people write on, as they were when the workshop was opened."""
    led_by: Mapped[UUID | None] = mapped_column(ForeignKey("user_account.id", ondelete="SET NULL"))
    """Who opened it, and so leads it; None for a command, and for those of before this was kept."""
    created_at: Mapped[datetime] = mapped_column(default=now)
    changed_at: Mapped[datetime | None]
    """When the facilitator last grouped notes or made something of them: pages that are open look again."""
    closed_at: Mapped[datetime | None]


class NoteCluster(OwnedThing, Base):
    """Notes that say the same, put together by the facilitator under one heading."""

    __tablename__ = "note_cluster"
    __table_args__ = owned_table(
        CheckConstraint("became IN ('', 'claim', 'evidence')", name="became"),
        owned_reference("workshop_id", "workshop"),
    )

    workshop_id: Mapped[UUID]
    title: Mapped[str]
    stage_code: Mapped[str] = mapped_column(default="")
    """Code of the stage it belongs to; '' where to none."""
    became: Mapped[str] = mapped_column(default="")
    """What was made of it; '' nothing yet."""
    became_id: Mapped[UUID | None]
    """The claim or the evidence, in a higher slice: no key, since keys point down only."""
    position: Mapped[int] = mapped_column(default=0)


class WorkshopNote(OwnedThing, Base):
    """One thought of one participant; the participant is a random number that only their page holds."""

    __tablename__ = "workshop_note"
    __table_args__ = owned_table(
        CheckConstraint("moment IN ('', 'truth', 'pain', 'silent')", name="moment"),
        owned_reference("workshop_id", "workshop"),
        owned_reference("cluster_id", "note_cluster", ondelete="RESTRICT"),
    )

    workshop_id: Mapped[UUID] = mapped_column(index=True)
    participant: Mapped[UUID]
    kind: Mapped[str | None]
    """Kind of stakeholder the participant said to be."""
    text: Mapped[str]
    stage_code: Mapped[str] = mapped_column(default="", server_default="")
    """Code of the stage it was put on; '' where on none."""
    moment: Mapped[str] = mapped_column(default="", server_default="")
    """The moment the participant sees there: of truth, of pain, silent; '' where none."""
    source: Mapped[str] = mapped_column(default="", server_default="")
    """The file or board it was brought from; '' where it was written in the workshop."""
    cluster_id: Mapped[UUID | None]
    written_at: Mapped[datetime] = mapped_column(default=now)

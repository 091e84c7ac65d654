"""Cycles: runs of the six steps, and what a closed one keeps."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from feedback.db import Base, Owned, OwnedThing, Texts, now, owned_reference
from feedback.surveys.freezing import freeze


class Cycle(OwnedThing, Base):
    """One run of the six steps, with a goal and a sponsor from management."""

    __tablename__ = "cycle"

    name: Mapped[Texts]
    goal: Mapped[Texts] = mapped_column(default=dict)
    sponsor: Mapped[str] = mapped_column(default="")
    """The name as everybody reads it, of somebody with an account or without one."""
    sponsor_id: Mapped[UUID | None] = mapped_column(ForeignKey("user_account.id", ondelete="SET NULL"))
    starts_on: Mapped[date]
    closes_on: Mapped[date | None]
    """The day it is meant to be closed."""
    closed_at: Mapped[datetime | None]
    created_at: Mapped[datetime] = mapped_column(default=now)

    @property
    def lies_ahead(self) -> bool:
        """Whether its first day is still to come."""
        return self.starts_on > now().date()


class CycleWave(Owned, Base):
    """A wave of asking that belongs to a cycle."""

    __tablename__ = "cycle_wave"
    __table_args__ = (owned_reference("cycle_id", "cycle"), owned_reference("wave_id", "wave"))

    cycle_id: Mapped[UUID] = mapped_column(primary_key=True)
    wave_id: Mapped[UUID] = mapped_column(primary_key=True)


class CycleReport(Owned, Base):
    """The figures of a cycle as they were when it was closed; they are read from here and never worked out again."""

    __tablename__ = "cycle_report"
    __table_args__ = (owned_reference("cycle_id", "cycle"),)

    cycle_id: Mapped[UUID] = mapped_column(primary_key=True)
    run_id: Mapped[UUID | None]
    """The analysis it stands on; no foreign key, so that it survives a deleted run."""
    document: Mapped[dict[str, Any]]
    """The report without a language: figures, texts and sentences as `reports.document` writes them."""
    areas: Mapped[list[Any]]
    """[{"name", "ways"}] of the areas that took part, and how."""
    learned: Mapped[str] = mapped_column(default="")
    """What the organisation takes along, in its own words."""
    made_at: Mapped[datetime] = mapped_column(default=now)


class CyclePaper(Owned, Base):
    """The report of a closed cycle as a file, in one language: made once from the kept figures."""

    __tablename__ = "cycle_paper"
    __table_args__ = (
        CheckConstraint("kind IN ('html', 'pdf', 'xlsx')", name="kind"),
        owned_reference("cycle_id", "cycle"),
    )

    cycle_id: Mapped[UUID] = mapped_column(primary_key=True)
    lang: Mapped[str] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(primary_key=True)
    body: Mapped[bytes] = mapped_column(LargeBinary)


freeze(CycleReport)
freeze(CyclePaper)

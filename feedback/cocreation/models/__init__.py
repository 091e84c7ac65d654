"""Cycles: runs of the six steps; shared points that step 4 wants an answer to; words an organisation avoids."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from feedback.db import Base, Owned, OwnedThing, Texts, now, owned_reference, owned_table


class Cycle(OwnedThing, Base):
    """One run of the six steps, with a goal and a sponsor from management."""

    __tablename__ = "cycle"

    name: Mapped[Texts]
    goal: Mapped[Texts] = mapped_column(default=dict)
    sponsor: Mapped[str] = mapped_column(default="")
    starts_on: Mapped[date]
    closed_at: Mapped[datetime | None]
    created_at: Mapped[datetime] = mapped_column(default=now)


class CycleWave(Owned, Base):
    """A wave of asking that belongs to a cycle."""

    __tablename__ = "cycle_wave"
    __table_args__ = (owned_reference("cycle_id", "cycle"), owned_reference("wave_id", "wave"))

    cycle_id: Mapped[UUID] = mapped_column(primary_key=True)
    wave_id: Mapped[UUID] = mapped_column(primary_key=True)


class SharedPoint(Owned, Base):
    """A theme that two or more groups raise, as the newest run left it, so that no page has to work them out."""

    __tablename__ = "shared_point"
    __table_args__ = (owned_reference("theme_id", "theme"),)

    theme_id: Mapped[UUID] = mapped_column(primary_key=True)


class AvoidedWording(OwnedThing, Base):
    """Words this organisation does not want to write about people, beside the rules that come with the product."""

    __tablename__ = "avoided_wording"
    __table_args__ = owned_table(UniqueConstraint("organisation_id", "lang", "words"))

    lang: Mapped[str]
    words: Mapped[str]
    instead: Mapped[str] = mapped_column(default="")
    """What to say instead."""
    made_at: Mapped[datetime] = mapped_column(default=now)

"""Cycles: runs of the six steps; shared points that step 4 wants an answer to; words an organisation avoids."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from feedback.cocreation.models.cycles import Cycle, CyclePaper, CycleReport, CycleWave
from feedback.db import Base, Owned, OwnedThing, now, owned_reference, owned_table

__all__ = ["AvoidedWording", "Cycle", "CyclePaper", "CycleReport", "CycleWave", "SharedPoint"]


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

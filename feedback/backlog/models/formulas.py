"""Formulas that an organisation writes itself, to look at the list by."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from feedback.db import Base, OwnedThing, now, owned_table


class Formula(OwnedThing, Base):
    """A named formula over the figures of a line; `analysis.priority.formula_language` reads its text."""

    __tablename__ = "formula"
    __table_args__ = owned_table(UniqueConstraint("organisation_id", "name"))

    name: Mapped[str]
    text: Mapped[str]
    higher_first: Mapped[bool] = mapped_column(default=True)
    """Whether the line with the largest value comes first."""
    written_by: Mapped[UUID | None] = mapped_column(ForeignKey("user_account.id", ondelete="SET NULL"))
    written_at: Mapped[datetime] = mapped_column(default=now)

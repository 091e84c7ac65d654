"""The calendar of dates that a member's calendar program fetches."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from feedback.db import Base, OwnedThing, now, owned_table


class CalendarFeed(OwnedThing, Base):
    """The address of one member's calendar: signed from the id of this row, so a new row ends the old address."""

    __tablename__ = "calendar_feed"
    __table_args__ = owned_table(
        UniqueConstraint("organisation_id", "user_id"),
        CheckConstraint("reach IN ('mine', 'everything')", name="reach"),
        ForeignKeyConstraint(
            ["organisation_id", "user_id"],
            ["membership.organisation_id", "membership.user_id"],
            ondelete="CASCADE",
        ),
    )

    user_id: Mapped[UUID]
    reach: Mapped[str]
    """Whether it holds what the member is in charge of, or all work."""
    made_at: Mapped[datetime] = mapped_column(default=now)

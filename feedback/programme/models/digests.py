"""What a member wants to be reminded of by e-mail."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, UniqueConstraint
from sqlalchemy.orm import Mapped

from feedback.db import Base, OwnedThing, owned_table


class WorkDigest(OwnedThing, Base):
    """How often a member gets a mail about their late and soon due work; without a row it is once a week."""

    __tablename__ = "work_digest"
    __table_args__ = owned_table(
        UniqueConstraint("organisation_id", "user_id"),
        CheckConstraint("rhythm IN ('daily', 'weekly', 'never')", name="rhythm"),
        ForeignKeyConstraint(
            ["organisation_id", "user_id"],
            ["membership.organisation_id", "membership.user_id"],
            ondelete="CASCADE",
        ),
    )

    user_id: Mapped[UUID]
    rhythm: Mapped[str]
    sent_on: Mapped[date | None]
    """The last day a mail was sent, or there was nothing to say."""

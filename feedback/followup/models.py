"""Cases."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from feedback.db import Base, OwnedThing, now, owned_reference, owned_table


class Case(OwnedThing, Base):
    """The follow-up of one identified answer: never of an anonymous one."""

    __tablename__ = "follow_up_case"
    __table_args__ = owned_table(
        UniqueConstraint("response_id"),
        CheckConstraint("state IN ('open', 'waiting', 'closed')", name="state"),
        owned_reference("response_id", "response"),
    )

    response_id: Mapped[UUID]
    reason: Mapped[str]
    owner_id: Mapped[UUID | None] = mapped_column(ForeignKey("user_account.id", ondelete="SET NULL"))
    due_on: Mapped[date | None]
    state: Mapped[str] = mapped_column(default="open")
    note: Mapped[str] = mapped_column(default="")
    outcome: Mapped[str] = mapped_column(default="")
    opened_at: Mapped[datetime] = mapped_column(default=now)
    closed_at: Mapped[datetime | None]

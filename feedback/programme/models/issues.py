"""Issues that were opened in other systems about the work on an improvement."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from feedback.accounts.models import Tracker
from feedback.db import Base, OwnedThing, now, owned_reference, owned_table


class TrackedIssue(OwnedThing, Base):
    """What somebody wrote to be opened in a tracker, how that went, and where it stands there."""

    __tablename__ = "tracked_issue"
    __table_args__ = owned_table(
        CheckConstraint("state IN ('waiting', 'opened', 'failed')", name="state"),
        CheckConstraint("state <> 'opened' OR (key <> '' AND url <> '')", name="opened"),
        CheckConstraint("there IN ('', 'open', 'closed')", name="there"),
        Index("ix_tracked_issue_due", "state", "next_at"),
        owned_reference("improvement_id", "improvement"),
        owned_reference("tracker_id", "tracker"),
    )

    improvement_id: Mapped[UUID] = mapped_column(index=True)
    tracker_id: Mapped[UUID] = mapped_column(index=True)
    title: Mapped[str]
    body: Mapped[str] = mapped_column(Text)
    """As it is sent, but for the line it is found again by."""
    state: Mapped[str] = mapped_column(default="waiting")
    unsure: Mapped[bool] = mapped_column(default=False)
    """Whether it was sent without our knowing what became of it: then it is looked for before it is sent again."""
    fence: Mapped[int] = mapped_column(default=0)
    """Rises with every try, so that one that was overtaken keeps nothing."""
    attempts: Mapped[int] = mapped_column(default=0)
    reason: Mapped[str] = mapped_column(default="")
    """Why the last try did not open it."""
    detail: Mapped[str] = mapped_column(default="")
    """Names of the fields the tracker wanted otherwise."""
    key: Mapped[str] = mapped_column(default="")
    """What the tracker calls it: #12, KEY-12."""
    url: Mapped[str] = mapped_column(default="")
    created_at: Mapped[datetime] = mapped_column(default=now)
    created_by: Mapped[UUID | None] = mapped_column(ForeignKey("user_account.id", ondelete="SET NULL"))
    next_at: Mapped[datetime | None]
    """When it is tried next; while it is being sent, when somebody else may."""
    begun_at: Mapped[datetime | None]
    """When it was first sent."""
    opened_at: Mapped[datetime | None]
    there: Mapped[str] = mapped_column(default="")
    """How it stood in the tracker when somebody last asked; empty: nobody did. It changes nothing here."""
    there_at: Mapped[datetime | None]
    tracker: Mapped[Tracker] = relationship(lazy="joined", innerjoin=True, viewonly=True)

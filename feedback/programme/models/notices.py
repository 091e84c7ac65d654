"""What people are told of the work."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from feedback.db import Base, Owned, OwnedThing, Texts, now, owned_reference, owned_table


class Notice(OwnedThing, Base):
    """ "You said, we did": what was heard, and what was done or declined, and why."""

    __tablename__ = "notice"
    __table_args__ = owned_table(
        CheckConstraint("kind IN ('heard', 'decided', 'done', 'declined')", name="kind"),
        owned_reference("improvement_id", "improvement"),
    )

    improvement_id: Mapped[UUID] = mapped_column(index=True)
    kind: Mapped[str]
    heard: Mapped[Texts]
    answer: Mapped[Texts]
    """What was done or will be, or why not."""
    title: Mapped[Texts | None]
    """What the improvement was called when this was looked at and published; None while it is a draft."""
    published_at: Mapped[datetime | None]
    published_by: Mapped[UUID | None] = mapped_column(ForeignKey("user_account.id", ondelete="SET NULL"))
    created_at: Mapped[datetime] = mapped_column(default=now)
    groups: Mapped[list[NoticeGroup]] = relationship(cascade="all, delete-orphan", lazy="selectin")

    def called(self, today: Texts) -> Texts:
        """What it is about, as people read it: the title that was looked at, whatever the improvement is called now."""
        return self.title or today


class NoticeGroup(Owned, Base):
    """A group on whose public page a notice stands because somebody chose it, whoever said what."""

    __tablename__ = "notice_group"
    __table_args__ = (owned_reference("notice_id", "notice"), owned_reference("group_id", "stakeholder_group"))

    notice_id: Mapped[UUID] = mapped_column(primary_key=True)
    group_id: Mapped[UUID] = mapped_column(primary_key=True)


class SaidOpened(OwnedThing, Base):
    """How often a public page was opened in a week: a number and nothing about who did."""

    __tablename__ = "said_opened"
    __table_args__ = owned_table(UniqueConstraint("organisation_id", "page", "week"))

    page: Mapped[str]
    """The group's code; empty for the page of the organisation."""
    week: Mapped[date]
    """Its Monday."""
    times: Mapped[int]

"""When the report goes out by itself, to whom, and who got it."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKeyConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from feedback.db import Base, Owned, OwnedThing, now, owned_reference, owned_table


class ReportSchedule(OwnedThing, Base):
    """A report that goes to members by e-mail, again and again."""

    __tablename__ = "report_schedule"
    __table_args__ = owned_table(
        CheckConstraint("every IN ('week', 'month', 'quarter')", name="every"),
        CheckConstraint("shape IN ('paper', 'slides', 'both')", name="shape"),
        owned_reference("function_id", "business_function"),
    )

    function_id: Mapped[UUID | None]
    """The area whose one-page summary it is; empty: the management report."""
    every: Mapped[str]
    next_on: Mapped[date]
    """The day it goes out next."""
    day: Mapped[int]
    """Day of the month it was first meant for: a month that is shorter does not move it for good."""
    workbook: Mapped[bool] = mapped_column(default=False)
    """Whether the workbook comes along."""
    shape: Mapped[str] = mapped_column(default="paper", server_default="paper")
    """Whether it goes out as paper, as slides or as both."""
    created_at: Mapped[datetime] = mapped_column(default=now)
    readers: Mapped[list[ReportReader]] = relationship(cascade="all, delete-orphan", lazy="selectin")


class ReportReader(Owned, Base):
    """A member who gets it; with the membership ends the mail."""

    __tablename__ = "report_reader"
    __table_args__ = (
        owned_reference("schedule_id", "report_schedule"),
        ForeignKeyConstraint(
            ["organisation_id", "user_id"],
            ["membership.organisation_id", "membership.user_id"],
            name="fk_report_reader_user_id",
            ondelete="CASCADE",
        ),
    )

    schedule_id: Mapped[UUID] = mapped_column(primary_key=True)
    user_id: Mapped[UUID] = mapped_column(primary_key=True)
    sent_on: Mapped[date | None]
    """The round that was sent last: what makes a retry send nothing twice."""
    refused: Mapped[bool] = mapped_column(default=False)
    """Whether the mail server took the last one for good or refused it."""

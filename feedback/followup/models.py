"""Alert rules and cases."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from feedback.db import Base, Owned, OwnedThing, now, owned_reference, owned_table


class AlertRule(OwnedThing, Base):
    """Which identified answers open a case by themselves: a low score, certain words, or a theme."""

    __tablename__ = "alert_rule"
    __table_args__ = owned_table(CheckConstraint("kind IN ('score', 'words', 'theme')", name="kind"))

    name: Mapped[str]
    kind: Mapped[str]
    wanted: Mapped[dict[str, Any]]
    """score: {"kind" of question, "at_most"}; words: {"words": […]}; theme: {"theme": code, "negative": bool}."""
    stage_code: Mapped[str] = mapped_column(default="")
    """Only answers at this stage; empty: at any."""
    owner_id: Mapped[UUID | None] = mapped_column(ForeignKey("user_account.id", ondelete="SET NULL"))
    due_days: Mapped[int] = mapped_column(default=2)
    active: Mapped[bool] = mapped_column(default=True)
    since: Mapped[datetime] = mapped_column(default=now)
    """It looks at answers given from then on: since it was made, changed or taken up again."""
    created_at: Mapped[datetime] = mapped_column(default=now)
    retired_at: Mapped[datetime | None]


class AlertMark(Owned, Base):
    """Until when the answers of an identified survey were looked at. Protected surveys have none."""

    __tablename__ = "alert_mark"
    __table_args__ = (owned_reference("survey_id", "survey"),)

    survey_id: Mapped[UUID] = mapped_column(primary_key=True)
    looked_until: Mapped[datetime]


class CaseNote(OwnedThing, Base):
    """What somebody did about a case or wrote to the person; append-only."""

    __tablename__ = "case_note"
    __table_args__ = owned_table(
        CheckConstraint("kind IN ('note', 'reply')", name="kind"), owned_reference("case_id", "follow_up_case")
    )

    case_id: Mapped[UUID] = mapped_column(index=True)
    kind: Mapped[str] = mapped_column(default="note")
    text: Mapped[str]
    author_id: Mapped[UUID | None] = mapped_column(ForeignKey("user_account.id", ondelete="SET NULL"))
    written_at: Mapped[datetime] = mapped_column(default=now)
    sent: Mapped[bool | None]
    """Of a reply: whether the mail left; empty while it waits."""


class Case(OwnedThing, Base):
    """The follow-up of one identified answer: never of an anonymous one."""

    __tablename__ = "follow_up_case"
    __table_args__ = owned_table(
        UniqueConstraint("response_id"),
        CheckConstraint("state IN ('open', 'waiting', 'closed')", name="state"),
        owned_reference("response_id", "response"),
        owned_reference("rule_id", "alert_rule", ondelete="RESTRICT"),
        owned_reference("contact_id", "contact"),
        Index("ix_follow_up_case_contact", "organisation_id", "contact_id"),
    )

    response_id: Mapped[UUID]
    contact_id: Mapped[UUID | None]
    """Who answered, where that is known; empty once the person was erased."""
    reason: Mapped[str]
    owner_id: Mapped[UUID | None] = mapped_column(ForeignKey("user_account.id", ondelete="SET NULL"))
    due_on: Mapped[date | None]
    state: Mapped[str] = mapped_column(default="open")
    outcome: Mapped[str] = mapped_column(default="")
    opened_at: Mapped[datetime] = mapped_column(default=now)
    closed_at: Mapped[datetime | None]
    rule_id: Mapped[UUID | None]
    """The alert rule that opened it; empty: a person did."""
    answered_at: Mapped[datetime | None]
    """When the person was written back to."""

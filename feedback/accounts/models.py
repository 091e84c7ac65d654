"""Organisations, the people who sign in, and what they may do."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from feedback.db import Base, Identified, Owned, OwnedThing, now


class Organisation(Identified, Base):
    """A client company: the wall nothing crosses."""

    __tablename__ = "organisation"

    code: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    languages: Mapped[list[str]]
    """Languages of its questionnaires and pages, the first one is its own."""
    created_at: Mapped[datetime] = mapped_column(default=now)


class User(Identified, Base):
    """A person with an account; may be a member of several organisations."""

    __tablename__ = "user_account"

    email: Mapped[str] = mapped_column(unique=True)
    """Lower case."""
    name: Mapped[str]
    password_hash: Mapped[str | None]
    """Argon2id; empty until the person has set one."""
    language: Mapped[str | None]
    theme: Mapped[str | None]
    disabled_at: Mapped[datetime | None]
    created_at: Mapped[datetime] = mapped_column(default=now)


class Membership(Owned, Base):
    """What a person is in one organisation."""

    __tablename__ = "membership"

    organisation_id: Mapped[UUID] = mapped_column(ForeignKey("organisation.id", ondelete="CASCADE"), primary_key=True)
    user_id: Mapped[UUID] = mapped_column(ForeignKey("user_account.id", ondelete="CASCADE"), primary_key=True)
    role: Mapped[str]
    user: Mapped[User] = relationship(lazy="joined")


class SignIn(Identified, Base):
    """One signed-in browser. Deleting the row ends it at once, whatever the cookie says."""

    __tablename__ = "sign_in"

    user_id: Mapped[UUID] = mapped_column(ForeignKey("user_account.id", ondelete="CASCADE"), index=True)
    token_mac: Mapped[str] = mapped_column(unique=True)
    created_at: Mapped[datetime] = mapped_column(default=now)
    expires_at: Mapped[datetime]


class AccountLink(Identified, Base):
    """A link sent by mail, good once: to join an organisation or to set a new password."""

    __tablename__ = "account_link"

    kind: Mapped[str]
    email: Mapped[str] = mapped_column(index=True)
    organisation_id: Mapped[UUID | None] = mapped_column(ForeignKey("organisation.id", ondelete="CASCADE"))
    role: Mapped[str | None]
    token_mac: Mapped[str] = mapped_column(unique=True)
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]


class AuditEntry(OwnedThing, Base):
    """Who did what, when; append-only, never with an answer in it."""

    __tablename__ = "audit_entry"
    __table_args__ = (Index("ix_audit_entry_organisation_id_at", "organisation_id", "at"),)

    at: Mapped[datetime] = mapped_column(default=now)
    user_id: Mapped[UUID | None] = mapped_column(ForeignKey("user_account.id", ondelete="SET NULL"))
    act: Mapped[str]
    subject: Mapped[str]
    detail: Mapped[dict[str, Any]] = mapped_column(default=dict)

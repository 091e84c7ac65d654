"""Organisations, the people who sign in, what they may do, and the systems that are connected."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from feedback.db import Base, Identified, Owned, OwnedThing, now, owned_reference, owned_table


class Organisation(Identified, Base):
    """A client company: the wall nothing crosses."""

    __tablename__ = "organisation"

    code: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    languages: Mapped[list[str]]
    """Languages of its questionnaires and pages, the first one is its own."""
    contact: Mapped[str] = mapped_column(default="", server_default="")
    """Whom people who answer may write to, as they read it; empty where nobody is named."""
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


class ApiToken(OwnedThing, Base):
    """What another system signs in with. Shown once; the database keeps its first letters and a hash."""

    __tablename__ = "api_token"
    __table_args__ = owned_table(UniqueConstraint("organisation_id", "name"))

    name: Mapped[str]
    prefix: Mapped[str]
    token_mac: Mapped[str] = mapped_column(unique=True)
    scopes: Mapped[list[Any]]
    """Of read, write, events."""
    user_id: Mapped[UUID | None] = mapped_column(ForeignKey("user_account.id", ondelete="CASCADE"))
    """Who made it: it ends with their membership; empty: made on the command line."""
    created_at: Mapped[datetime] = mapped_column(default=now)
    expires_at: Mapped[datetime | None]
    revoked_at: Mapped[datetime | None]
    used_on: Mapped[date | None]
    """The last day it was used."""


class IdempotentCall(Owned, Base):
    """What a call with an Idempotency-Key was answered, so that the same call again is answered alike; for a day."""

    __tablename__ = "idempotent_call"
    __table_args__ = (owned_reference("token_id", "api_token"),)

    token_id: Mapped[UUID] = mapped_column(primary_key=True)
    key_hash: Mapped[str] = mapped_column(primary_key=True)
    request_hash: Mapped[str]
    status: Mapped[int]
    body: Mapped[str] = mapped_column(Text)
    created_at: Mapped[datetime] = mapped_column(default=now, index=True)


class Webhook(OwnedThing, Base):
    """An address of another system that is told when something happened here."""

    __tablename__ = "webhook"
    __table_args__ = owned_table()

    name: Mapped[str]
    url: Mapped[str]
    events: Mapped[list[Any]]
    """Of results.released, case.opened, decision.made."""
    secret: Mapped[str]
    """Signs what is sent; shown once. Sealed with the installation's key."""
    former_secret: Mapped[str | None]
    """Signs too, until `former_until`, so that a receiver can change over."""
    former_until: Mapped[datetime | None]
    active: Mapped[bool] = mapped_column(default=True)
    failing_since: Mapped[datetime | None]
    reason: Mapped[str] = mapped_column(default="")
    """Why it was switched off: gone, failing, by_hand."""
    created_at: Mapped[datetime] = mapped_column(default=now)


class WebhookMessage(OwnedThing, Base):
    """One thing that happened, for one webhook, and how its delivery went."""

    __tablename__ = "webhook_message"
    __table_args__ = owned_table(
        CheckConstraint("state IN ('waiting', 'delivered', 'failed')", name="state"),
        Index("ix_webhook_message_due", "state", "next_at"),
        owned_reference("webhook_id", "webhook"),
    )

    webhook_id: Mapped[UUID] = mapped_column(index=True)
    event: Mapped[str]
    body: Mapped[str] = mapped_column(Text)
    state: Mapped[str] = mapped_column(default="waiting")
    attempts: Mapped[int] = mapped_column(default=0)
    status: Mapped[int | None]
    """The HTTP status of the last attempt."""
    reason: Mapped[str] = mapped_column(default="")
    """Why the last attempt did not deliver it: `feedback.webhooks.Outcome.reason`, secret, off."""
    created_at: Mapped[datetime] = mapped_column(default=now)
    next_at: Mapped[datetime | None]
    """When it is tried next; while it is being sent, when somebody else may."""
    tried_at: Mapped[datetime | None]
    delivered_at: Mapped[datetime | None]


class Tracker(OwnedThing, Base):
    """A project of another system in which issues are opened: on GitHub, GitLab or Jira."""

    __tablename__ = "tracker"
    __table_args__ = owned_table(CheckConstraint("kind IN ('github', 'gitlab', 'jira')", name="kind"))

    kind: Mapped[str]
    url: Mapped[str]
    """Where its pages are, without a slash at the end."""
    project: Mapped[str]
    """owner/repository, the path or number of a project, or its key."""
    issue_type: Mapped[str] = mapped_column(default="")
    """What Jira calls what is opened; empty elsewhere."""
    account: Mapped[str] = mapped_column(default="")
    """The e-mail address a token of Jira's cloud belongs to; empty elsewhere."""
    token: Mapped[str]
    """Sealed with the installation's key; empty once the connection is removed."""
    created_at: Mapped[datetime] = mapped_column(default=now)
    tried_at: Mapped[datetime | None]
    finding: Mapped[str] = mapped_column(default="")
    """What the last look at it found wrong: `accounts.trackers.rules.answers` says it in words; empty: nothing."""
    removed_at: Mapped[datetime | None]
    """Since when nothing more is opened there; its issues stay with their improvements."""

"""What does not apply, what was sent to whom, and what a finished service sets off."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from feedback.db import Base, OwnedThing, now, owned_reference, owned_table


class NotApplicable(OwnedThing, Base):
    """A stage that a group does not live, with the reason: nobody needs to be asked there."""

    __tablename__ = "not_applicable"
    __table_args__ = owned_table(
        UniqueConstraint("stage_id", "group_id"),
        owned_reference("stage_id", "stage"),
        owned_reference("group_id", "stakeholder_group"),
    )

    stage_id: Mapped[UUID]
    group_id: Mapped[UUID]
    reason: Mapped[str]
    marked_at: Mapped[datetime] = mapped_column(default=now)


class Mailing(OwnedThing, Base):
    """One sending to the contacts of a group: the invitation to a survey, or a reminder of it."""

    __tablename__ = "mailing"
    __table_args__ = owned_table(
        CheckConstraint("kind IN ('invitation', 'reminder')", name="kind"),
        CheckConstraint("state IN ('draft', 'scheduled', 'sending', 'paused', 'done', 'stopped')", name="state"),
        owned_reference("survey_id", "survey"),
        owned_reference("group_id", "stakeholder_group", ondelete="RESTRICT"),
        owned_reference("stage_id", "stage", ondelete="RESTRICT"),
    )

    survey_id: Mapped[UUID] = mapped_column(index=True)
    group_id: Mapped[UUID]
    stage_id: Mapped[UUID | None]
    """The stage its links ask about; empty: all of the survey."""
    kind: Mapped[str] = mapped_column(default="invitation")
    texts: Mapped[dict[str, Any]]
    """Language -> {"subject", "body"}, with placeholders such as {name} and {link}."""
    segment: Mapped[dict[str, Any]] = mapped_column(default=dict, server_default="{}")
    """Attribute -> value a contact must have; empty: everybody of the group."""
    send_at: Mapped[datetime] = mapped_column(default=now)
    per_hour: Mapped[int | None]
    """At most so many mails an hour; empty: as fast as the mail server takes them."""
    quota: Mapped[int | None]
    """Sending stops once so many people of the group answered."""
    state: Mapped[str] = mapped_column(default="draft")
    reason: Mapped[str] = mapped_column(default="")
    """Why it was stopped: closed, quota, by_hand."""
    created_at: Mapped[datetime] = mapped_column(default=now)


class Invitation(OwnedThing, Base):
    """One person's own link to a survey. It says whether it was used, never when, and nothing leads to the answer."""

    __tablename__ = "invitation"
    __table_args__ = owned_table(
        UniqueConstraint("survey_id", "contact_id", "occasion"),
        owned_reference("survey_id", "survey"),
        owned_reference("group_id", "stakeholder_group", ondelete="RESTRICT"),
        owned_reference("contact_id", "contact"),
        owned_reference("stage_id", "stage", ondelete="RESTRICT"),
    )

    survey_id: Mapped[UUID]
    group_id: Mapped[UUID]
    contact_id: Mapped[UUID]
    stage_id: Mapped[UUID | None]
    occasion: Mapped[str] = mapped_column(default="")
    """What it was made for: '' for a mailing, the id of a service event else; one link per person and occasion."""
    values: Mapped[dict[str, Any]] = mapped_column(default=dict, server_default="{}")
    """What the link brings along, such as {"branch": "north"}; always empty in anonymous surveys."""
    used: Mapped[bool] = mapped_column(default=False)
    revoked: Mapped[bool] = mapped_column(default=False)
    expires_on: Mapped[date | None]
    """The last day it opens the form; empty: as long as the survey is open."""


class Delivery(OwnedThing, Base):
    """One mail to one person: waiting, being sent, sent, or why not."""

    __tablename__ = "delivery"
    __table_args__ = owned_table(
        UniqueConstraint("mailing_id", "contact_id"),
        CheckConstraint("state IN ('waiting', 'sending', 'sent', 'skipped', 'failed', 'bounced')", name="state"),
        owned_reference("mailing_id", "mailing"),
        owned_reference("invitation_id", "invitation"),
        owned_reference("contact_id", "contact"),
    )

    mailing_id: Mapped[UUID]
    contact_id: Mapped[UUID]
    invitation_id: Mapped[UUID | None]
    """Its link; empty where nothing was sent. It also makes the Message-ID, so that a mail sent twice is one mail."""
    state: Mapped[str] = mapped_column(default="waiting")
    reason: Mapped[str] = mapped_column(default="")
    """Why not: opted_out, no_address, no_consent, bounced, answered, closed, quota, refused, …"""
    attempts: Mapped[int] = mapped_column(default=0)
    sent_at: Mapped[datetime | None]


class Trigger(OwnedThing, Base):
    """What happens after a service: which survey a group gets at a stage, how, how soon and how often."""

    __tablename__ = "service_trigger"
    __table_args__ = owned_table(
        UniqueConstraint("stage_id", "group_id", "survey_id"),
        CheckConstraint("channel IN ('email', 'link')", name="channel"),
        CheckConstraint("sample_percent BETWEEN 1 AND 100", name="sample"),
        owned_reference("stage_id", "stage", ondelete="RESTRICT"),
        owned_reference("group_id", "stakeholder_group", ondelete="RESTRICT"),
        owned_reference("survey_id", "survey"),
    )

    stage_id: Mapped[UUID]
    group_id: Mapped[UUID]
    survey_id: Mapped[UUID]
    channel: Mapped[str] = mapped_column(default="email")
    """email: we send it. link: the caller reads the personal link from the outcome and sends it itself."""
    texts: Mapped[dict[str, Any]] = mapped_column(default=dict, server_default="{}")
    delay_minutes: Mapped[int] = mapped_column(default=60)
    quiet_from: Mapped[time | None]
    quiet_until: Mapped[time | None]
    time_zone: Mapped[str] = mapped_column(default="UTC")
    person_days: Mapped[int] = mapped_column(default=30)
    """Days a person is left in peace after any request."""
    survey_days: Mapped[int] = mapped_column(default=90)
    """Days until the same survey asks the same person again."""
    sample_percent: Mapped[int] = mapped_column(default=100)
    daily_quota: Mapped[int | None]
    active: Mapped[bool] = mapped_column(default=True)
    created_at: Mapped[datetime] = mapped_column(default=now)


class ServiceEvent(OwnedThing, Base):
    """A finished service that another system told us of, and what became of the request it set off."""

    __tablename__ = "service_event"
    __table_args__ = owned_table(
        UniqueConstraint("organisation_id", "service", "stage_id"),
        CheckConstraint("state IN ('waiting', 'sent', 'not_sent')", name="state"),
        owned_reference("stage_id", "stage", ondelete="RESTRICT"),
        owned_reference("group_id", "stakeholder_group", ondelete="RESTRICT"),
        owned_reference("contact_id", "contact"),
        owned_reference("trigger_id", "service_trigger"),
    )

    service: Mapped[str]
    """The caller's own id of the service."""
    stage_id: Mapped[UUID]
    group_id: Mapped[UUID]
    contact_id: Mapped[UUID | None] = mapped_column(index=True)
    trigger_id: Mapped[UUID | None]
    happened_at: Mapped[datetime]
    attributes: Mapped[dict[str, Any]] = mapped_column(default=dict, server_default="{}")
    state: Mapped[str] = mapped_column(default="waiting")
    reason: Mapped[str] = mapped_column(default="")
    """sent, no_trigger, not_sampled, reserved, cooling_down, asked_before, opted_out, no_consent, no_address, bounced,
    quota, closed, …"""
    due_at: Mapped[datetime]
    decided_at: Mapped[datetime | None]
    received_at: Mapped[datetime] = mapped_column(default=now)

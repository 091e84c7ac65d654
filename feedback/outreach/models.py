"""What does not apply, what was sent to whom, and what a finished service sets off."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, false
from sqlalchemy.orm import Mapped, mapped_column

from feedback.db import Base, Owned, OwnedThing, now, owned_reference, owned_table


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
    """One sending to the contacts of a group: the invitation to a survey, a reminder of it, or what came of answers."""

    __tablename__ = "mailing"
    __table_args__ = owned_table(
        CheckConstraint("kind IN ('invitation', 'reminder', 'notice')", name="kind"),
        CheckConstraint("state IN ('draft', 'scheduled', 'sending', 'paused', 'done', 'stopped')", name="state"),
        CheckConstraint("(kind = 'reminder') = (reminder_of IS NOT NULL)", name="reminder"),
        CheckConstraint("(kind = 'notice') = (survey_id IS NULL)", name="survey"),
        CheckConstraint("(kind = 'notice') = (about IS NOT NULL)", name="about"),
        CheckConstraint("remind_times BETWEEN 0 AND 2", name="remind_times"),
        Index("ix_mailing_due", "state", "send_at"),
        owned_reference("survey_id", "survey"),
        owned_reference("group_id", "stakeholder_group", ondelete="RESTRICT"),
        owned_reference("stage_id", "stage", ondelete="RESTRICT"),
        owned_reference("reminder_of", "mailing"),
    )

    survey_id: Mapped[UUID | None] = mapped_column(index=True)
    """The survey it invites to; empty where it asks nothing."""
    about: Mapped[UUID | None] = mapped_column(index=True)
    """Of a notice: the id of what it tells of, which a slice above keeps."""
    group_id: Mapped[UUID]
    stage_id: Mapped[UUID | None]
    """The stage its links ask about; empty: all of the survey."""
    kind: Mapped[str] = mapped_column(default="invitation")
    reminder_of: Mapped[UUID | None] = mapped_column(index=True)
    """The invitation that a reminder follows: it goes to those who got that and have not answered."""
    sender: Mapped[str] = mapped_column(default="", server_default="")
    """Who signs it, as {sender} and as the name it comes from; empty: the organisation."""
    reply_to: Mapped[str] = mapped_column(default="", server_default="")
    """Where an answer by mail goes; empty: to the address all mail comes from."""
    texts: Mapped[dict[str, Any]]
    """Language -> {"subject", "body"}, with placeholders such as {name} and {link}; of a notice without any."""
    reminder_texts: Mapped[dict[str, Any]] = mapped_column(default=dict, server_default="{}")
    """The same for the reminders of an invitation."""
    remind_after_days: Mapped[int] = mapped_column(default=4, server_default="4")
    """Days from the invitation to its first reminder, and from that to the second."""
    remind_times: Mapped[int] = mapped_column(default=0, server_default="0")
    segment: Mapped[dict[str, Any]] = mapped_column(default=dict, server_default="{}")
    """Attribute -> value a contact must have; empty: everybody of the group."""
    whom: Mapped[str] = mapped_column(default="", server_default="")
    """Of a notice: "asked" where it goes to those of the group alone who asked for it under their name."""
    send_at: Mapped[datetime] = mapped_column(default=now)
    per_hour: Mapped[int | None]
    """At most so many mails an hour; empty: as fast as the mail server takes them."""
    quota: Mapped[int | None]
    """Sending stops once so many people of the group answered; never in protected surveys, where nobody may count."""
    state: Mapped[str] = mapped_column(default="draft")
    reason: Mapped[str] = mapped_column(default="")
    """Why it was stopped: closed, quota, by_hand."""
    listed: Mapped[bool] = mapped_column(default=False, server_default=false())
    """Whether everybody it goes to has a row; `listed_to` says how far that is."""
    listed_to: Mapped[str] = mapped_column(default="", server_default="")
    started_at: Mapped[datetime | None]
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
    """One mail to one person: waiting, being sent, sent, or why not. Its id is the mail's Message-ID."""

    __tablename__ = "delivery"
    __table_args__ = owned_table(
        UniqueConstraint("mailing_id", "contact_id"),
        CheckConstraint("state IN ('waiting', 'sending', 'sent', 'skipped', 'failed', 'bounced')", name="state"),
        Index("ix_delivery_due", "mailing_id", "state", "due_at"),
        Index("ix_delivery_invitation", "invitation_id"),
        owned_reference("mailing_id", "mailing"),
        owned_reference("invitation_id", "invitation"),
        owned_reference("contact_id", "contact"),
    )

    mailing_id: Mapped[UUID | None]
    """Empty for the one mail after a service, which no mailing sends."""
    contact_id: Mapped[UUID] = mapped_column(index=True)
    invitation_id: Mapped[UUID | None]
    """Its link; empty where nothing was sent."""
    state: Mapped[str] = mapped_column(default="waiting")
    reason: Mapped[str] = mapped_column(default="")
    """Why not: opted_out, no_address, no_consent, unasked, bounced, invited, told, answered, revoked, closed, quota,
    stopped, refused, busy, interrupted. While it waits or is being sent: interrupted, where a try was cut off."""
    attempts: Mapped[int] = mapped_column(default=0)
    due_at: Mapped[datetime] = mapped_column(default=now)
    """Waiting: not to be tried before. Being sent: until when whoever sends it has it for itself."""
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
        Index("ix_service_event_due", "state", "due_at"),
        Index("ix_service_event_received", "organisation_id", "received_at"),
        owned_reference("stage_id", "stage", ondelete="RESTRICT"),
        owned_reference("group_id", "stakeholder_group", ondelete="RESTRICT"),
        owned_reference("contact_id", "contact"),
        owned_reference("trigger_id", "service_trigger"),
        owned_reference("invitation_id", "invitation"),
    )

    service: Mapped[str]
    """The caller's own id of the service."""
    stage_id: Mapped[UUID]
    group_id: Mapped[UUID]
    contact_id: Mapped[UUID | None] = mapped_column(index=True)
    trigger_id: Mapped[UUID | None]
    invitation_id: Mapped[UUID | None] = mapped_column(index=True)
    """The personal link that was sent, or handed out. Nothing leads from it to an answer."""
    happened_at: Mapped[datetime]
    attributes: Mapped[dict[str, Any]] = mapped_column(default=dict, server_default="{}")
    state: Mapped[str] = mapped_column(default="waiting")
    reason: Mapped[str] = mapped_column(default="")
    """Why nothing was sent, a word of `rules.triggers.REASONS`; '' while it waits and where it was sent."""
    due_at: Mapped[datetime]
    """When it is decided, or decided again."""
    decided_at: Mapped[datetime | None]
    received_at: Mapped[datetime] = mapped_column(default=now)


class TriggerDay(Owned, Base):
    """What a trigger had to do on one day of its time zone: its share and its quota rest on these counts."""

    __tablename__ = "trigger_day"
    __table_args__ = (owned_reference("trigger_id", "service_trigger"),)

    trigger_id: Mapped[UUID] = mapped_column(primary_key=True)
    day: Mapped[date] = mapped_column(primary_key=True)
    organisation_id: Mapped[UUID] = mapped_column(ForeignKey("organisation.id", ondelete="CASCADE"))
    events: Mapped[int] = mapped_column(default=0)
    """Services it was told of."""
    sent: Mapped[int] = mapped_column(default=0)
    """Requests it sent."""

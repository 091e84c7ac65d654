"""Every read of webhooks."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select

from feedback.accounts.models import Membership, User, Webhook, WebhookMessage
from feedback.accounts.webhooks.rules import WAITING
from feedback.db import db, find, here
from feedback.jobs import RUNNING, Job
from feedback.permissions import Role

LOGGED = 100


def webhooks() -> list[Webhook]:
    """The webhooks of this organisation, by name."""
    return list(db.session.scalars(select(Webhook).order_by(Webhook.name, Webhook.id)))


def webhook(webhook_id: UUID) -> Webhook:
    """One webhook of this organisation; NotFound."""
    return find(Webhook, webhook_id)


def webhook_message(message_id: UUID) -> WebhookMessage:
    """One message of this organisation; NotFound."""
    return find(WebhookMessage, message_id)


def log(webhook_id: UUID, limit: int = LOGGED) -> list[WebhookMessage]:
    """The newest messages of a webhook."""
    wanted = select(WebhookMessage).where(WebhookMessage.webhook_id == webhook_id)
    return list(db.session.scalars(wanted.order_by(WebhookMessage.created_at.desc(), WebhookMessage.id).limit(limit)))


def webhooks_due(moment: datetime, limit: int) -> Sequence[Webhook]:
    """Webhooks that have something to be sent now, those that wait longest first."""
    oldest = (
        select(WebhookMessage.webhook_id, func.min(WebhookMessage.next_at).label("first"))
        .where(WebhookMessage.state == WAITING, WebhookMessage.next_at <= moment)
        .group_by(WebhookMessage.webhook_id)
        .subquery()
    )
    wanted = select(Webhook).join(oldest, oldest.c.webhook_id == Webhook.id).where(Webhook.active)
    return db.session.scalars(wanted.order_by(oldest.c.first, Webhook.id).limit(limit)).all()


def due(webhook_id: UUID, moment: datetime, limit: int) -> Sequence[WebhookMessage]:
    """What this webhook is to be sent now, the longest due first; nobody else takes it meanwhile."""
    wanted = (
        select(WebhookMessage)
        .where(
            WebhookMessage.webhook_id == webhook_id,
            WebhookMessage.state == WAITING,
            WebhookMessage.next_at <= moment,
        )
        .order_by(WebhookMessage.next_at, WebhookMessage.id)
        .limit(limit)
    )
    return db.session.scalars(wanted.with_for_update(skip_locked=True)).all()


def sent(message_id: UUID) -> tuple[WebhookMessage, Webhook] | None:
    """A message with its webhook; None where either was removed meanwhile."""
    wanted = select(WebhookMessage, Webhook).join(Webhook, Webhook.id == WebhookMessage.webhook_id)
    row = db.session.execute(wanted.where(WebhookMessage.id == message_id)).first()
    return (row[0], row[1]) if row else None


def is_due(moment: datetime) -> bool:
    wanted = select(WebhookMessage.id).where(WebhookMessage.state == WAITING, WebhookMessage.next_at <= moment)
    return db.session.scalar(wanted.limit(1)) is not None


def organisations_due(moment: datetime) -> list[UUID]:
    """Organisations that have something to be sent now; read without a wall."""
    wanted = select(WebhookMessage.organisation_id).where(
        WebhookMessage.state == WAITING, WebhookMessage.next_at <= moment
    )
    return list(db.session.scalars(wanted.distinct()))


def is_being_delivered(kind: str, job_id: UUID, moment: datetime) -> bool:
    """Whether another job sends what this organisation has to tell."""
    others = select(func.count()).where(
        Job.kind == kind,
        Job.organisation_id == here(),
        Job.state == RUNNING,
        Job.lease_until > moment,
        Job.id != job_id,
    )
    return bool(db.session.scalar(others))


def owners() -> list[User]:
    """Who is told that a webhook was switched off."""
    wanted = select(User).join(Membership, Membership.user_id == User.id)
    return list(db.session.scalars(wanted.where(Membership.role == Role.OWNER.value, User.disabled_at.is_(None))))

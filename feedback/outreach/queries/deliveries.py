"""Every read that sending needs: who is next, how much room the pace leaves, whether sending is over."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select

from feedback.db import db, everywhere
from feedback.errors import NotFound
from feedback.outreach.models import Delivery, Invitation, Mailing
from feedback.outreach.rules import mailings as rules
from feedback.stakeholders.models import Contact
from feedback.stakeholders.rules.contacts import why_not
from feedback.surveys.models import Response

OPEN = ("waiting", "sending")
UNDER_WAY = (*OPEN, "sent")


def held(mailing_id: UUID) -> Mailing:
    """The mailing as it stands now; whoever else sends it waits until this transaction ends. NotFound."""
    wanted = select(Mailing).where(Mailing.id == mailing_id).with_for_update(key_share=True)
    found = db.session.scalars(wanted.execution_options(populate_existing=True)).first()
    if found is None:
        raise NotFound()
    return found


def next_due(mailing_id: UUID, moment: datetime) -> Delivery | None:
    """The next mail to take up: one that waits, or one whose sending was cut off long enough ago."""
    wanted = select(Delivery).where(Delivery.mailing_id == mailing_id, Delivery.due_at <= moment)
    for state in OPEN:
        some = wanted.where(Delivery.state == state).order_by(Delivery.due_at).limit(1)
        if (found := db.session.scalars(some.with_for_update(skip_locked=True)).first()) is not None:
            return found
    return None


def one_due(delivery_id: UUID, moment: datetime) -> Delivery | None:
    """The same for one mail that no mailing sends."""
    wanted = select(Delivery).where(Delivery.id == delivery_id, Delivery.due_at <= moment, Delivery.state.in_(OPEN))
    return db.session.scalars(wanted.with_for_update(skip_locked=True)).first()


def next_at(mailing_id: UUID) -> datetime | None:
    """When the next mail is due; None where none is left."""
    wanted = select(func.min(Delivery.due_at)).where(Delivery.mailing_id == mailing_id, Delivery.state.in_(OPEN))
    return db.session.scalar(wanted)


def delivery(delivery_id: UUID) -> Delivery | None:
    return db.session.scalar(select(Delivery).where(Delivery.id == delivery_id))


def owner_of(delivery_id: UUID | None) -> UUID | None:
    """The organisation a mail was sent for; read everywhere."""
    with everywhere():
        return db.session.scalar(select(Delivery.organisation_id).where(Delivery.id == delivery_id))


def sent_between(mailing_id: UUID, since: datetime, until: datetime) -> tuple[int, datetime | None]:
    """How many were sent between these moments, and the first of them; what a wrong clock noted does not count."""
    sent = select(func.count(), func.min(Delivery.sent_at)).where(
        Delivery.mailing_id == mailing_id, Delivery.state == "sent", Delivery.sent_at > since, Delivery.sent_at <= until
    )
    count, oldest = db.session.execute(sent).one()
    return count, oldest


def answered(survey_id: UUID, group_id: UUID) -> int:
    """People of the group who answered, for a quota; never for showing, and never of a protected survey."""
    wanted = select(func.count()).where(Response.survey_id == survey_id, Response.group_id == group_id)
    return int(db.session.scalar(wanted) or 0)


def already_invited(survey_id: UUID, contact_ids: Collection[UUID], *, but: UUID) -> set[UUID]:
    """Of these people, those who get or got an invitation to the survey by another mailing."""
    rows = db.session.scalars(
        select(Delivery.contact_id)
        .join(Mailing, Mailing.id == Delivery.mailing_id)
        .where(
            Mailing.survey_id == survey_id,
            Mailing.kind == rules.INVITATION,
            Mailing.id != but,
            Delivery.contact_id.in_(contact_ids),
            Delivery.state.in_(UNDER_WAY),
        )
    )
    return set(rows)


def to_remind(mailing_id: UUID, *, after: UUID | None, limit: int) -> list[Invitation]:
    """Unused invitations that a mailing sent, by id."""
    wanted = (
        select(Invitation)
        .join(Delivery, Delivery.invitation_id == Invitation.id)
        .where(Delivery.mailing_id == mailing_id, Delivery.state == "sent", Invitation.used.is_(False))
    )
    if after is not None:
        wanted = wanted.where(Invitation.id > after)
    return list(db.session.scalars(wanted.order_by(Invitation.id).limit(limit)))


def uninvited(survey_id: UUID, group_id: UUID, *, after: UUID | None = None, limit: int = 500) -> Sequence[Contact]:
    """People of a group, by id, whom no mailing of the survey writes or wrote to."""
    invited = (
        select(Delivery.id)
        .join(Mailing, Mailing.id == Delivery.mailing_id)
        .where(
            Delivery.contact_id == Contact.id,
            Mailing.survey_id == survey_id,
            Mailing.kind == rules.INVITATION,
            Delivery.state.in_(UNDER_WAY),
        )
        .exists()
    )
    wanted = select(Contact).where(Contact.group_id == group_id, ~invited)
    if after is not None:
        wanted = wanted.where(Contact.id > after)
    return db.session.scalars(wanted.order_by(Contact.id).limit(limit)).all()


@dataclass(frozen=True, slots=True)
class Left:
    """Somebody who was not written to: as the company knows them, and why."""

    contact: str
    reason: str


def left_out(survey_id: UUID, group_id: UUID) -> list[Left]:
    """Everybody of a group whom no mailing of the survey reached, and why; of protected surveys never an answer."""
    tried = _last_reasons(survey_id)
    found, after = [], None
    while some := uninvited(survey_id, group_id, after=after):
        for one in some:
            reason = why_not(one, "email") or tried.get(one.id, "")
            found.append(Left(one.reference or one.email or one.phone or "", reason))
        after = some[-1].id
    return [one for one in found if one.reason]


def _last_reasons(survey_id: UUID) -> dict[UUID, str]:
    rows = db.session.execute(
        select(Delivery.contact_id, Delivery.reason)
        .join(Mailing, Mailing.id == Delivery.mailing_id)
        .where(Mailing.survey_id == survey_id, Mailing.kind == rules.INVITATION, Delivery.state.not_in(UNDER_WAY))
        .order_by(Delivery.due_at)
    )
    return {contact_id: reason for contact_id, reason in rows}


def count(mailing_ids: Collection[UUID], state: str) -> int:
    """How many mails of these mailings are in this state."""
    wanted = select(func.count()).where(Delivery.mailing_id.in_(mailing_ids), Delivery.state == state)
    return int(db.session.scalar(wanted) or 0)

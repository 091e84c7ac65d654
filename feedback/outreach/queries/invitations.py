"""Every read of invitations: what a personal link opens, and whom one wrote to about which survey.

Nothing here knows what somebody answered; of an anonymous survey nobody could.
"""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from flask import current_app
from sqlalchemy import bindparam, func, select

from feedback import signing
from feedback.db import db, looking
from feedback.errors import NotFound
from feedback.outreach.models import Delivery, Invitation, Mailing
from feedback.stakeholders.models import Contact, StakeholderGroup
from feedback.statements import Prepared
from feedback.surveys.invited import PURPOSE, Invited
from feedback.surveys.models import Survey
from feedback.surveys.rules import IDENTIFIED

_OPENED = Prepared(
    select(
        Invitation.id,
        Invitation.contact_id,
        Survey.code,
        StakeholderGroup.code,
        Invitation.stage_id,
        Contact.lang,
        Invitation.values,
        Invitation.used,
        Invitation.revoked,
        Invitation.expires_on,
    )
    .join(Survey, Survey.id == Invitation.survey_id)
    .join(StakeholderGroup, StakeholderGroup.id == Invitation.group_id)
    .join(Contact, Contact.id == Invitation.contact_id)
    .where(Invitation.id == bindparam("invitation"))
)


def opened(token: str) -> Invited | None:
    """The invitation a personal link was made for, as it stands now; None where the link is none of ours.

    Read outside the wall: a link carries no organisation. Changes nothing, however often it is asked.
    """
    invitation_id = signing.read(_key(), PURPOSE, token)
    if invitation_id is None:
        return None
    with looking() as connection:
        row = _OPENED.first(connection, {"invitation": invitation_id})
    return Invited(*row) if row else None


def address_of(invitation_id: UUID) -> str:
    """The personal link, absolute."""
    token = signing.sign(_key(), PURPOSE, invitation_id)
    path = current_app.url_map.bind("").build("answering.personal", {"token": token})
    return f"{current_app.config['FEEDBACK'].base_url}{path}"


def of_mailing(mailing_id: UUID, invitation_id: UUID) -> Invitation:
    """An invitation that this mailing sent, or is about to send; NotFound."""
    wanted = (
        select(Invitation)
        .join(Delivery, Delivery.invitation_id == Invitation.id)
        .where(Delivery.mailing_id == mailing_id, Invitation.id == invitation_id)
    )
    found = db.session.scalar(wanted)
    if found is None:
        raise NotFound()
    return found


def invitation_of(survey_id: UUID, contact_id: UUID, occasion: str = "") -> Invitation | None:
    """The invitation of a person to a survey on one occasion."""
    return db.session.scalar(
        select(Invitation).where(
            Invitation.survey_id == survey_id, Invitation.contact_id == contact_id, Invitation.occasion == occasion
        )
    )


def answered_count(survey_id: UUID, group_id: UUID) -> int:
    """How many used their personal link: for stopping at a quota, never for showing."""
    used = select(func.count()).select_from(Invitation)
    wanted = used.where(Invitation.survey_id == survey_id, Invitation.group_id == group_id, Invitation.used.is_(True))
    return int(db.session.scalar(wanted) or 0)


def asked(contact_id: UUID) -> list[tuple[Survey, datetime, str]]:
    """The identified surveys a person was written to about: when, and whether it was an invitation or a reminder."""
    wanted = (
        select(Survey, Delivery.sent_at, Mailing.kind)
        .join(Mailing, Mailing.id == Delivery.mailing_id)
        .join(Survey, Survey.id == Mailing.survey_id)
        .where(Delivery.contact_id == contact_id, Delivery.state == "sent", Delivery.sent_at.is_not(None))
        .where(Survey.mode == IDENTIFIED)
    )
    return [(row, sent_at, kind) for row, sent_at, kind in db.session.execute(wanted) if sent_at]


def used_ids(survey_id: UUID) -> list[UUID]:
    """The used invitations of a survey, in no order that means anything."""
    wanted = select(Invitation.id).where(Invitation.survey_id == survey_id, Invitation.used.is_(True))
    return list(db.session.scalars(wanted))


def _key() -> bytes:
    key: str = current_app.config["FEEDBACK"].secret_key
    return key.encode()

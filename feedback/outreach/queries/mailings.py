"""Every read of mailings, as managers see them: never who answered, and of protected surveys never who did not."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import false, func, select

from feedback import jobs
from feedback.analysis.disclosure import Hidden, Shown, response_rate, threshold
from feedback.db import db, everywhere, find
from feedback.errors import NotFound
from feedback.jobs import Job
from feedback.outreach.models import Delivery, Invitation, Mailing
from feedback.outreach.queries import invitations
from feedback.outreach.rules import mailings as rules
from feedback.stakeholders.models import Contact
from feedback.surveys.models import Survey
from feedback.surveys.rules import IDENTIFIED

PAGE = 50
MAILING = "outreach.mailing"
"""The kind of job that sends one mailing."""
Outcomes = Mapping[tuple[str, str], int]
"""(state, reason) -> how many mails."""


@dataclass(frozen=True, slots=True)
class Recipient:
    """What became of the mail to one person."""

    name: str
    key: str
    state: str
    reason: str
    sent_at: datetime | None
    invitation_id: UUID | None
    revoked: bool


def mailing(mailing_id: UUID) -> Mailing:
    """One mailing that asks about a survey; NotFound."""
    found = find(Mailing, mailing_id)
    if found.survey_id is None:
        raise NotFound()
    return found


def mailings(survey_id: UUID | None = None) -> list[Mailing]:
    """Every mailing that asks about a survey, or those of one survey, the newest first."""
    wanted = (
        select(Mailing)
        .where(Mailing.survey_id.is_not(None))
        .order_by(Mailing.created_at.desc(), Mailing.send_at.desc(), Mailing.id)
    )
    if survey_id is not None:
        wanted = wanted.where(Mailing.survey_id == survey_id)
    return list(db.session.scalars(wanted))


def reminders(mailing_id: UUID) -> list[Mailing]:
    """The reminders of an invitation, in the order they go out."""
    return list(db.session.scalars(select(Mailing).where(Mailing.reminder_of == mailing_id).order_by(Mailing.send_at)))


def due(moment: datetime) -> list[tuple[UUID, UUID]]:
    """(organisation, mailing) to be sent now, or sent on, that no job has in hand; reads everywhere.

    A job of a worker that was killed still has it: it is taken up again when its lease ends. Two at once would each
    have a mail under way, and the next kill could double both.
    """
    begun = (Mailing.state == rules.SCHEDULED) & (Mailing.send_at <= moment)
    wanted = select(Mailing.organisation_id, Mailing.id).where(begun | (Mailing.state == rules.SENDING))
    at_work = select(Job.payload).where(Job.kind == MAILING, Job.state.in_((jobs.WAITING, jobs.RUNNING)))
    with everywhere():
        rows = db.session.execute(wanted).all()
        taken = {UUID(payload["mailing"]) for payload in db.session.scalars(at_work)} if rows else set()
        return [(row[0], row[1]) for row in rows if row[1] not in taken]


def put_off(moment: datetime) -> list[tuple[UUID, UUID]]:
    """(organisation, job) of mailings that a clock which was ahead has wait for years; reads everywhere."""
    late = (Job.kind == MAILING, Job.state == jobs.WAITING, Job.run_at > moment + rules.LONGEST_WAIT)
    with everywhere():
        rows = db.session.execute(select(Job.organisation_id, Job.id).where(*late))
        return [(owner, job_id) for owner, job_id in rows if owner is not None]


def outcomes(mailing_ids: Collection[UUID]) -> dict[UUID, Outcomes]:
    """Mailing -> what became of its mails: one read for all of them."""
    rows = db.session.execute(
        select(Delivery.mailing_id, Delivery.state, Delivery.reason, func.count())
        .where(Delivery.mailing_id.in_(mailing_ids))
        .group_by(Delivery.mailing_id, Delivery.state, Delivery.reason)
    )
    found: dict[UUID, dict[tuple[str, str], int]] = {one: {} for one in mailing_ids}
    for mailing_id, state, reason, count in rows:
        if mailing_id is not None:
            found[mailing_id][(state, reason)] = count
    return dict(found)


def recipients(mailing_id: UUID, *, page: int = 1) -> list[Recipient]:
    """Whom a mailing goes to, one page of them and one more where there are more. Ask `tells_recipients` first."""
    rows = db.session.execute(
        select(
            Contact.name,
            Contact.key,
            Delivery.state,
            Delivery.reason,
            Delivery.sent_at,
            Delivery.invitation_id,
            func.coalesce(Invitation.revoked, false()),
        )
        .join(Contact, Contact.id == Delivery.contact_id)
        .outerjoin(Invitation, Invitation.id == Delivery.invitation_id)
        .where(Delivery.mailing_id == mailing_id)
        .order_by(Contact.key)
        .offset((page - 1) * PAGE)
        .limit(PAGE + 1)
    )
    return [Recipient(*row) for row in rows]


def recipients_in_all(mailing_id: UUID) -> int:
    return int(db.session.scalar(select(func.count()).where(Delivery.mailing_id == mailing_id)) or 0)


def rate(survey: Survey, group_id: UUID) -> Shown[float] | Hidden:
    """Share of the people of a group that were sent their link who answered by it.

    Of a protected survey only with its results, which come when it closes: before, the share would tell from one look
    to the next that somebody has answered.
    """
    limits = threshold(survey.mode, audience="member", scores=survey.k_scores, comments=survey.k_comments)  # type: ignore[arg-type]
    if survey.mode != IDENTIFIED and survey.closed_at is None:
        return Hidden("too_few", limits.scores)
    return response_rate(invitations.answered_count(survey.id, group_id), _invited(survey.id, group_id), limits)


def _invited(survey_id: UUID, group_id: UUID) -> int:
    sent = select(Delivery.id).where(Delivery.invitation_id == Invitation.id, Delivery.state == "sent").exists()
    there = (Invitation.survey_id == survey_id) & (Invitation.group_id == group_id)
    return int(db.session.scalar(select(func.count()).where(there, sent | Invitation.used.is_(True))) or 0)

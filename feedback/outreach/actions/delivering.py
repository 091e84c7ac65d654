"""Sending, as the job does it: whose turn it is, and whether they still get it.

A mail is marked `sending` before it is handed over and settled after, see `outcomes`. Where that was cut off between
the two nobody knows whether it arrived: it is sent once more, under the same Message-ID, and never a third time.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import delete, update

from feedback import jobs
from feedback.db import db, find, here
from feedback.outreach.actions import invitations
from feedback.outreach.models import Delivery, Invitation, Mailing
from feedback.outreach.queries import deliveries as queries
from feedback.outreach.queries import invitations as links
from feedback.outreach.queries.mailings import MAILING
from feedback.outreach.rules import mailings as rules
from feedback.outreach.rules.invitations import may_be_reminded
from feedback.outreach.rules.telling import why_not_told
from feedback.stakeholders.models import Contact
from feedback.stakeholders.queries import contacts
from feedback.stakeholders.rules.contacts import why_not
from feedback.surveys.models import Survey
from feedback.surveys.rules import is_open

LOOKED_AT = 50
"""Most mails that are skipped in one transaction before it is committed."""


@dataclass(frozen=True, slots=True)
class Letter:
    """One mail to be handed over now; without an invitation where it asks nothing."""

    delivery_id: UUID
    invitation_id: UUID | None
    contact_id: UUID
    to: str
    name: str
    lang: str | None


@dataclass(frozen=True, slots=True)
class Step:
    """What the job does next: hand over a letter, come back in so many seconds, or (neither) end."""

    letter: Letter | None = None
    again_in: float | None = None


END = Step()


def go_on(mailing_id: UUID, delay: float = 0.0) -> None:
    """Have the mailing sent, or sent on, by the worker."""
    jobs.add(MAILING, organisation_id=here(), key=f"mailing:{mailing_id}", delay=delay, mailing=mailing_id.hex)


def survey_of(mailing: Mailing) -> Survey | None:
    """The survey it asks about; None where it asks nothing."""
    return find(Survey, mailing.survey_id) if mailing.survey_id else None


def tells_recipients(mailing: Mailing) -> bool:
    """Whether who gets it, and how many, may be seen."""
    survey = survey_of(mailing)
    return rules.tells_recipients(mailing.kind, survey.mode if survey else rules.IDENTIFIED)


def next_step(mailing_id: UUID, moment: datetime) -> Step:
    """Take up the next mail of a mailing: from here on it is `sending`. Ends the mailing where it is over."""
    mailing = queries.held(mailing_id)
    if mailing.state != rules.SENDING:
        return END
    survey = survey_of(mailing)
    if reason := _over(mailing, survey, moment):
        end(mailing, reason)
        return END
    if (wait := _too_fast(mailing, moment)) is not None:
        return Step(again_in=wait)
    for _ in range(LOOKED_AT):
        if (delivery := queries.next_due(mailing.id, moment)) is None:
            return _wait_or_finish(mailing, moment)
        if letter := _take_up(delivery, survey, mailing, moment):
            return Step(letter)
    return Step(again_in=0.0)


def _over(mailing: Mailing, survey: Survey | None, moment: datetime) -> str:
    if survey is None:
        return ""
    answered = queries.answered(survey.id, mailing.group_id) if mailing.quota else 0
    takes = is_open(closes_on=survey.closes_on, closed_at=survey.closed_at, today=moment.date())
    return rules.why_over(is_open=takes, quota=mailing.quota, answered=answered)


def _too_fast(mailing: Mailing, moment: datetime) -> float | None:
    if mailing.per_hour is None:
        return None
    pace = rules.pace(mailing.per_hour)
    sent, oldest = queries.sent_between(mailing.id, moment - timedelta(seconds=pace.seconds), moment)
    return None if pace.room(sent) or oldest is None else pace.wait(oldest, moment)


def _wait_or_finish(mailing: Mailing, moment: datetime) -> Step:
    when = queries.next_at(mailing.id)
    if when is not None:
        return Step(again_in=max(1.0, (when - moment).total_seconds()))
    mailing.state = rules.DONE
    _forget_recipients(mailing)
    return END


def end(mailing: Mailing, reason: str) -> None:
    """Stop a mailing for this reason; who still waited gets nothing."""
    mailing.state, mailing.reason = rules.STOPPED, reason
    db.session.flush()
    waiting = update(Delivery).where(Delivery.mailing_id == mailing.id, Delivery.state == "waiting")
    why = rules.OVER if reason == rules.BY_HAND else reason
    db.session.execute(waiting.values(state="skipped", reason=why))
    _forget_recipients(mailing)


def _forget_recipients(mailing: Mailing) -> None:
    """Who got a reminder of a protected survey had not answered: once it is over, nothing says who that was."""
    if tells_recipients(mailing):
        return
    db.session.flush()
    over = delete(Delivery).where(Delivery.mailing_id == mailing.id)
    db.session.execute(over.execution_options(synchronize_session=False))


def _take_up(delivery: Delivery, survey: Survey | None, mailing: Mailing | None, moment: datetime) -> Letter | None:
    """The letter, marked as being sent; None where the person gets none after all."""
    if delivery.state == "sending":
        if delivery.reason == rules.INTERRUPTED:
            close(delivery, "failed", rules.INTERRUPTED)
            return None
        delivery.reason = rules.INTERRUPTED
    contact = contacts.contact(delivery.contact_id)
    if why := _why_not(delivery, contact, survey, mailing, moment):
        close(delivery, "skipped", why)
        return None
    if survey is not None:
        delivery.invitation_id = _invitation(delivery, contact, survey, mailing).id
    delivery.state, delivery.attempts, delivery.due_at = "sending", delivery.attempts + 1, moment + rules.HELD
    db.session.flush()
    assert contact.email
    return Letter(delivery.id, delivery.invitation_id, contact.id, contact.email, contact.name, contact.lang)


def _why_not(
    delivery: Delivery, contact: Contact, survey: Survey | None, mailing: Mailing | None, moment: datetime
) -> str | None:
    if survey is None:
        return why_not_told(contact)
    return why_not(contact, "email") or _not_any_more(delivery, survey, mailing, moment)


def _not_any_more(delivery: Delivery, survey: Survey, mailing: Mailing | None, moment: datetime) -> str | None:
    """Why the link would be of no use. To the first mail of a protected survey it does not matter whether it was used:
    who is left out of it would be known to have answered."""
    invitation = _known(delivery, survey, mailing)
    if invitation is None or (mailing and mailing.kind == rules.INVITATION and rules.is_protected(survey.mode)):
        return rules.REVOKED if invitation is not None and invitation.revoked else None
    used, revoked, last = invitation.used, invitation.revoked, invitation.expires_on
    if may_be_reminded(used=used, revoked=revoked, expires_on=last, today=moment.date()):
        return None
    return rules.ANSWERED if invitation.used else rules.REVOKED


def _known(delivery: Delivery, survey: Survey, mailing: Mailing | None) -> Invitation | None:
    if delivery.invitation_id is not None:
        return find(Invitation, delivery.invitation_id)
    return links.invitation_of(survey.id, delivery.contact_id) if mailing else None


def _invitation(delivery: Delivery, contact: Contact, survey: Survey, mailing: Mailing | None) -> Invitation:
    if (known := _known(delivery, survey, mailing)) is not None:
        return known
    return invitations.invite(contact, survey, stage_id=mailing.stage_id if mailing else None)[0]


def take_up_one(delivery_id: UUID, moment: datetime) -> Step:
    """The same for one mail that no mailing sends."""
    delivery = queries.one_due(delivery_id, moment)
    if delivery is None:
        known = queries.delivery(delivery_id)
        under_way = known is not None and known.state in queries.OPEN
        return Step(again_in=max(1.0, (known.due_at - moment).total_seconds())) if under_way and known else END
    assert delivery.invitation_id is not None
    survey = find(Survey, find(Invitation, delivery.invitation_id).survey_id)
    if not is_open(closes_on=survey.closes_on, closed_at=survey.closed_at, today=moment.date()):
        close(delivery, "skipped", rules.CLOSED)
        return END
    return Step(_take_up(delivery, survey, None, moment))


def close(delivery: Delivery, state: str, reason: str) -> None:
    """It ends like this."""
    delivery.state, delivery.reason = state, reason

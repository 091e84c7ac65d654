"""Sending, as the job does it: who gets a mail, whose turn it is, what became of it.

A mail is marked `sending` before it is handed over and settled after. Where that was cut off between the two nobody
knows whether it arrived: it is sent once more, under the same Message-ID, and never a third time.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import delete, insert, update

from feedback import jobs
from feedback.db import db, find, here, inside, now, table_of
from feedback.errors import NotFound
from feedback.mail import Outcome
from feedback.outreach.actions import invitations
from feedback.outreach.models import Delivery, Invitation, Mailing
from feedback.outreach.queries import deliveries as queries
from feedback.outreach.queries import invitations as links
from feedback.outreach.queries.mailings import MAILING
from feedback.outreach.rules import mailings as rules
from feedback.outreach.rules.invitations import may_be_reminded
from feedback.stakeholders.actions import contacts as people
from feedback.stakeholders.models import Contact
from feedback.stakeholders.queries import contacts
from feedback.stakeholders.rules.contacts import why_not
from feedback.surveys.models import Survey
from feedback.surveys.rules import is_open

LISTED_AT_ONCE = 200
LOOKED_AT = 50
"""Most mails that are skipped in one transaction before it is committed."""


@dataclass(frozen=True, slots=True)
class Letter:
    """One mail to be handed over now."""

    delivery_id: UUID
    invitation_id: UUID
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


def held(mailing_id: UUID) -> Mailing:
    """The mailing, not to be changed by anybody else until the transaction ends; NotFound."""
    return queries.held(mailing_id)


def survey_of(mailing: Mailing) -> Survey:
    return find(Survey, mailing.survey_id)


# --- beginning --------------------------------------------------------------------------------------


def start(mailing_id: UUID, moment: datetime) -> bool:
    """Begin a mailing whose time has come, with its reminders; whether it is being sent now."""
    mailing = held(mailing_id)
    if mailing.state == rules.SCHEDULED and mailing.send_at <= moment:
        mailing.state, mailing.started_at = rules.SENDING, moment
        _plan_reminders(mailing, moment)
    return mailing.state == rules.SENDING


def _plan_reminders(mailing: Mailing, moment: datetime) -> None:
    if mailing.kind != rules.INVITATION:
        return
    survey = survey_of(mailing)
    for when in rules.reminder_days(mailing.remind_times, mailing.remind_after_days, moment):
        make_reminder(mailing, survey, when)


def make_reminder(mailing: Mailing, survey: Survey, when: datetime) -> Mailing:
    """A reminder of an invitation, to be sent at that moment; its texts are the invitation's where it has none."""
    reminder = Mailing(
        survey_id=mailing.survey_id,
        group_id=mailing.group_id,
        stage_id=mailing.stage_id,
        kind=rules.REMINDER,
        reminder_of=mailing.id,
        sender=mailing.sender,
        texts=mailing.reminder_texts or mailing.texts,
        per_hour=mailing.per_hour,
        quota=mailing.quota,
        send_at=when,
        state=rules.SCHEDULED,
    )
    db.session.add(reminder)
    db.session.flush()
    return reminder


def list_some(mailing_id: UUID) -> bool:
    """Make the rows of some more people the mailing goes to; False where everybody has one."""
    mailing = held(mailing_id)
    if mailing.listed or mailing.state != rules.SENDING:
        return False
    listed = _list_unanswered(mailing) if mailing.kind == rules.REMINDER else _list_contacts(mailing)
    if listed:
        mailing.listed_to = str(listed)
    mailing.listed = listed is None
    return not mailing.listed


def _list_contacts(mailing: Mailing) -> UUID | None:
    """Everybody of the group and segment, one page; the last of them, None after the last page."""
    page = {"after": mailing.listed_to or None, "limit": LISTED_AT_ONCE}
    found = contacts.contacts(mailing.group_id, segment=mailing.segment, **page)  # type: ignore[arg-type]
    invited = queries.already_invited(mailing.survey_id, [one.id for one in found], but=mailing.id)
    _add(mailing, [(one.id, None, rules.INVITED if one.id in invited else why_not(one, "email")) for one in found])
    return found[-1].id if found else None


def _list_unanswered(mailing: Mailing) -> UUID | None:
    after = UUID(mailing.listed_to) if mailing.listed_to else None
    assert mailing.reminder_of is not None
    found = queries.to_remind(mailing.reminder_of, after=after, limit=LISTED_AT_ONCE)
    _add(mailing, [(one.contact_id, one.id, None) for one in found])
    return found[-1].id if found else None


def _add(mailing: Mailing, people: list[tuple[UUID, UUID | None, str | None]]) -> None:
    same = {"organisation_id": here(), "mailing_id": mailing.id}
    rows = [
        {
            **same,
            "contact_id": who,
            "invitation_id": link,
            "state": "skipped" if why else "waiting",
            "reason": why or "",
        }
        for who, link, why in people
    ]
    if rows:
        db.session.execute(insert(table_of(Delivery)), rows)


# --- one after the other ----------------------------------------------------------------------------


def next_step(mailing_id: UUID, moment: datetime) -> Step:
    """Take up the next mail of a mailing: from here on it is `sending`. Ends the mailing where it is over."""
    mailing = held(mailing_id)
    if mailing.state != rules.SENDING:
        return END
    survey = survey_of(mailing)
    if reason := _over(mailing, survey, moment):
        end(mailing, survey, reason)
        return END
    if (wait := _too_fast(mailing, moment)) is not None:
        return Step(again_in=wait)
    for _ in range(LOOKED_AT):
        if (delivery := queries.next_due(mailing.id, moment)) is None:
            return _wait_or_finish(mailing, survey, moment)
        if letter := _take_up(delivery, survey, mailing, moment):
            return Step(letter)
    return Step(again_in=0.0)


def _over(mailing: Mailing, survey: Survey, moment: datetime) -> str:
    answered = queries.answered(survey.id, mailing.group_id) if mailing.quota else 0
    takes = is_open(closes_on=survey.closes_on, closed_at=survey.closed_at, today=moment.date())
    return rules.why_over(is_open=takes, quota=mailing.quota, answered=answered)


def _too_fast(mailing: Mailing, moment: datetime) -> float | None:
    if mailing.per_hour is None:
        return None
    pace = rules.pace(mailing.per_hour)
    sent, oldest = queries.sent_since(mailing.id, moment - timedelta(seconds=pace.seconds))
    return None if pace.room(sent) or oldest is None else pace.wait(oldest, moment)


def _wait_or_finish(mailing: Mailing, survey: Survey, moment: datetime) -> Step:
    when = queries.next_at(mailing.id)
    if when is not None:
        return Step(again_in=max(1.0, (when - moment).total_seconds()))
    mailing.state = rules.DONE
    _forget_recipients(mailing, survey)
    return END


def end(mailing: Mailing, survey: Survey, reason: str) -> None:
    """Stop a mailing for this reason; who still waited gets nothing."""
    mailing.state, mailing.reason = rules.STOPPED, reason
    db.session.flush()
    waiting = update(Delivery).where(Delivery.mailing_id == mailing.id, Delivery.state == "waiting")
    why = rules.OVER if reason == rules.BY_HAND else reason
    db.session.execute(waiting.values(state="skipped", reason=why))
    _forget_recipients(mailing, survey)


def _forget_recipients(mailing: Mailing, survey: Survey) -> None:
    """Who got a reminder of a protected survey had not answered: once it is over, nothing says who that was."""
    if rules.tells_recipients(mailing.kind, survey.mode):
        return
    db.session.flush()
    over = delete(Delivery).where(Delivery.mailing_id == mailing.id)
    db.session.execute(over.execution_options(synchronize_session=False))


def _take_up(delivery: Delivery, survey: Survey, mailing: Mailing | None, moment: datetime) -> Letter | None:
    """The letter, marked as being sent; None where the person gets none after all."""
    if delivery.state == "sending":
        if delivery.reason == rules.INTERRUPTED:
            _close(delivery, "failed", rules.INTERRUPTED)
            return None
        delivery.reason = rules.INTERRUPTED
    contact = contacts.contact(delivery.contact_id)
    if why := why_not(contact, "email") or _not_any_more(delivery, survey, mailing, moment):
        _close(delivery, "skipped", why)
        return None
    invitation = _invitation(delivery, contact, survey, mailing)
    delivery.state, delivery.invitation_id = "sending", invitation.id
    delivery.attempts, delivery.due_at = delivery.attempts + 1, moment + rules.HELD
    db.session.flush()
    assert contact.email
    return Letter(delivery.id, invitation.id, contact.id, contact.email, contact.name, contact.lang)


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
        _close(delivery, "skipped", rules.CLOSED)
        return END
    return Step(_take_up(delivery, survey, None, moment))


# --- what became of it ------------------------------------------------------------------------------


def settle(letter: Letter, outcome: Outcome, moment: datetime) -> None:
    """Write down what the mail server said. What it refused for good is not written to again."""
    delivery = queries.delivery(letter.delivery_id)
    if delivery is None or delivery.state != "sending":
        return
    if outcome.state == "sent":
        delivery.sent_at = moment
        _close(delivery, "sent", "")
    elif outcome.state == "refused":
        _refused(delivery, outcome)
    else:
        _later(delivery, outcome, moment)
    db.session.flush()


def put_back(letter: Letter) -> None:
    """Nothing was handed over: the mail waits as it did."""
    delivery = queries.delivery(letter.delivery_id)
    if delivery is not None and delivery.state == "sending":
        delivery.state, delivery.due_at, delivery.attempts = "waiting", now(), delivery.attempts - 1


def _refused(delivery: Delivery, outcome: Outcome) -> None:
    if outcome.bad_address or outcome.full:
        _close(delivery, "bounced", "bounced" if outcome.bad_address else rules.BUSY)
        _bounced(delivery, "hard" if outcome.bad_address else "soft")
    else:
        _close(delivery, "failed", rules.REFUSED)


def _later(delivery: Delivery, outcome: Outcome, moment: datetime) -> None:
    if outcome.uncertain and delivery.reason == rules.INTERRUPTED:
        _close(delivery, "failed", rules.INTERRUPTED)
        return
    wait = rules.retry_in(delivery.attempts)
    if wait is None:
        _close(delivery, "bounced", rules.BUSY)
        _bounced(delivery, "soft")
        return
    delivery.state, delivery.due_at = "waiting", moment + wait
    if outcome.uncertain:
        delivery.reason = rules.INTERRUPTED


def _close(delivery: Delivery, state: str, reason: str) -> None:
    delivery.state, delivery.reason = state, reason


def _bounced(delivery: Delivery, kind: str) -> None:
    """Kept with the contact, so that later mails skip it; but not from a protected reminder, which only those get who
    have not answered."""
    if delivery.mailing_id is not None:
        mailing = find(Mailing, delivery.mailing_id)
        if not rules.tells_recipients(mailing.kind, survey_of(mailing).mode):
            return
    people.bounced(contacts.contact(delivery.contact_id), "hard" if kind == "hard" else "soft")


def bounced_anywhere(message_id: str, kind: str) -> bool:
    """The same for a mail of whatever organisation, as whoever runs the mail server reads them."""
    owner = queries.owner_of(_id_in(message_id))
    if owner is None:
        return False
    with inside(owner):
        return bounced_message_id(message_id, kind)


def _id_in(message_id: str) -> UUID | None:
    try:
        return UUID(message_id.strip().strip("<>").partition("@")[0])
    except ValueError:
        return None


def bounced_message_id(message_id: str, kind: str) -> bool:
    """A mail came back as a mail: kind "hard" or "soft", `message_id` as it stood in the headers; False for an id that
    is none of ours, or of a mail that is forgotten."""
    identity = _id_in(message_id)
    delivery = queries.delivery(identity) if identity else None
    if delivery is None or delivery.state not in ("sent", "sending", "bounced"):
        return False
    _close(delivery, "bounced", "bounced" if kind == "hard" else rules.BUSY)
    try:
        _bounced(delivery, kind)
    except NotFound:
        return False
    return True

"""What people do with mailings: write, send, pause, stop, remind. The sending itself is in `delivering`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from feedback import jobs, mail
from feedback.accounts.actions import record
from feedback.addresses import email_of
from feedback.db import db, here, now
from feedback.errors import Conflict, Invalid, NotFound, message
from feedback.names import LONGEST_NAME, one_line, refusal
from feedback.outreach.actions import delivering, listing
from feedback.outreach.models import Delivery, Invitation, Mailing
from feedback.outreach.queries import deliveries
from feedback.outreach.queries import mailings as queries
from feedback.outreach.rules import mail_texts
from feedback.outreach.rules import mailings as rules
from feedback.outreach.rules.mail_texts import Texts
from feedback.permissions import Access
from feedback.surveys.models import Survey
from feedback.surveys.rules import is_open

ONE_MAIL, TEST_MAIL = "outreach.mail", "outreach.test_mail"


@dataclass(frozen=True, slots=True)
class Wish:
    """A mailing as somebody wants it: `language` is the one its texts must be in, `pace` mails an hour, `quota` answers
    at which sending stops; `remind_times` reminders, each `remind_after_days` after the mail before."""

    texts: Mapping[str, Mapping[str, str]]
    language: str
    reminder_texts: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    sender: str = ""
    reply_to: str = ""
    segment: Mapping[str, str] = field(default_factory=dict)
    per_hour: int | None = None
    quota: int | None = None
    remind_times: int = 0
    remind_after_days: int = 4


def draft(
    *, survey: Survey, group_id: UUID, wish: Wish, stage_id: UUID | None = None, by: Access | None = None
) -> Mailing:
    """An invitation that nobody gets yet; Invalid at the field that cannot be, Conflict where others are asked."""
    if group_id not in {one.group_id for one in survey.groups}:
        raise Conflict(message("This survey does not ask this group."))
    made = Mailing(survey_id=survey.id, group_id=group_id, stage_id=stage_id, kind=rules.INVITATION)
    _write(made, survey, wish)
    db.session.add(made)
    db.session.flush()
    _record(made, "mailing.drafted", survey, by)
    return made


def change(mailing_id: UUID, *, wish: Wish, stage_id: UUID | None = None, by: Access | None = None) -> Mailing:
    """Another stage, other texts, pace, quota or reminders, as long as nothing was sent."""
    mailing = _taking("change", mailing_id)
    survey = _survey(mailing)
    mailing.stage_id = stage_id
    _write(mailing, survey, wish)
    _record(mailing, "mailing.changed", survey, by)
    return mailing


def _write(mailing: Mailing, survey: Survey, wish: Wish) -> None:
    mailing.sender, mailing.reply_to = _sender(wish.sender), _reply_to(wish.reply_to)
    mailing.texts = dict(mail_texts.checked(wish.texts, wish.language))
    mailing.remind_times, mailing.remind_after_days = rules.reminders_of(wish.remind_times, wish.remind_after_days)
    mailing.reminder_texts = _reminder_texts(wish)
    mailing.segment = dict(wish.segment)
    mailing.per_hour = rules.pace_of(wish.per_hour)
    mailing.quota = rules.quota_of(wish.quota, survey.mode)


def _sender(typed: str) -> str:
    if len(f"{typed.strip()}.".splitlines()) > 1:
        raise refusal("sender", message("A name cannot hold a line break."))
    if len(line := one_line(typed)) > LONGEST_NAME:
        raise refusal("sender", message("At most %(most)s characters.", most=LONGEST_NAME))
    return line


def _reply_to(typed: str) -> str:
    try:
        return email_of(typed) if typed.strip() else ""
    except Invalid as error:
        raise refusal("reply_to", error.message) from None


def _reminder_texts(wish: Wish) -> Texts:
    """Checked where there is a reminder to send; else kept as far as they are whole."""
    typed = any(part.strip() for text in wish.reminder_texts.values() for part in text.values())
    if not wish.remind_times and not typed:
        return {}
    return mail_texts.checked(wish.reminder_texts, wish.language, "reminder_")


def discard(mailing_id: UUID, *, by: Access | None = None) -> None:
    """Forget a draft."""
    mailing = _taking("discard", mailing_id)
    _record(mailing, "mailing.discarded", _survey(mailing), by)
    db.session.delete(mailing)
    db.session.flush()


def send(mailing_id: UUID, *, at: datetime | None = None, by: Access | None = None) -> Mailing:
    """Send it now, or from that moment on; Conflict without a mail server, or where the survey is closed by then."""
    mailing = _taking("send", mailing_id)
    survey = _survey(mailing)
    _can_be_sent(survey, at or now())
    mailing.state, mailing.send_at = rules.SCHEDULED, at or now()
    db.session.flush()
    _record(mailing, "mailing.scheduled", survey, by)
    if mailing.send_at <= now():
        delivering.go_on(mailing.id)
    return mailing


def _can_be_sent(survey: Survey, moment: datetime) -> None:
    if not mail.is_set_up():
        raise Conflict(message("No mail server is set up, so no mail leaves. Ask whoever runs this installation."))
    if not is_open(closes_on=survey.closes_on, closed_at=survey.closed_at, today=moment.date()):
        raise Conflict(message("This survey takes no answers any more by then: nobody can be invited to it."))


def send_test(mailing_id: UUID, *, to: str, language: str) -> None:
    """The mailing to oneself, with links that lead nowhere; Conflict without a mail server."""
    if not mail.is_set_up():
        raise Conflict(message("No mail server is set up, so no mail leaves. Ask whoever runs this installation."))
    jobs.add(TEST_MAIL, organisation_id=here(), mailing=mailing_id.hex, to=to, language=language)


def pause(mailing_id: UUID, *, by: Access | None = None) -> Mailing:
    """Nobody gets it until it is resumed."""
    mailing = _taking("pause", mailing_id)
    mailing.state = rules.PAUSED
    _record(mailing, "mailing.paused", _survey(mailing), by)
    return mailing


def resume(mailing_id: UUID, *, by: Access | None = None) -> Mailing:
    """Go on where it was paused, or wait for its time if that is still to come."""
    mailing = _taking("resume", mailing_id)
    mailing.state = rules.SENDING if mailing.started_at else rules.SCHEDULED
    _record(mailing, "mailing.resumed", _survey(mailing), by)
    if mailing.send_at <= now():
        delivering.go_on(mailing.id)
    return mailing


def stop(mailing_id: UUID, *, by: Access | None = None) -> Mailing:
    """Nobody else gets it, nor the reminders that were to follow. A reminder that pages show as sent may be over."""
    mailing = deliveries.held(mailing_id)
    survey = _survey(mailing)
    if not _is_hidden(mailing, survey):
        rules.must("stop", mailing.state)
    delivering.end(mailing, rules.BY_HAND)
    for one in queries.reminders(mailing.id):
        if rules.may("stop", one.state):
            delivering.end(one, rules.BY_HAND)
    _record(mailing, "mailing.stopped", survey, by)
    return mailing


def remind(mailing_id: UUID, *, by: Access | None = None) -> Mailing:
    """Send the next reminder now: the one that waits for its day, else another; Conflict after two."""
    mailing = _taking("remind", mailing_id)
    survey = _survey(mailing)
    _can_be_sent(survey, now())
    known = queries.reminders(mailing.id)
    waiting = [one for one in known if one.state == rules.SCHEDULED]
    if not waiting and sum(one.started_at is not None for one in known) >= rules.MOST_REMINDERS:
        raise Conflict(message("They were reminded twice already. More would only annoy them."))
    reminder = waiting[0] if waiting else listing.make_reminder(mailing, now())
    reminder.send_at = now()
    db.session.flush()
    _record(reminder, "mailing.reminded", survey, by)
    delivering.go_on(reminder.id)
    return reminder


def send_now(invitation: Invitation, texts: Mapping[str, Mapping[str, str]], *, sender: str = "") -> Delivery:
    """One mail with this link as soon as the worker gets to it, in one of these texts (language -> subject and body).

    Whether the person still may be written to, and still can answer, is asked when it is sent.
    """
    made = Delivery(contact_id=invitation.contact_id, invitation_id=invitation.id)
    db.session.add(made)
    db.session.flush()
    send_one(made.id, texts, sender)
    return made


def send_one(delivery_id: UUID, texts: Mapping[str, Mapping[str, str]], sender: str, delay: float = 0.0) -> None:
    """Have one mail sent by the worker; its texts stay with the job until it has left."""
    plain = {language: dict(text) for language, text in texts.items()}
    job = {"delivery": delivery_id.hex, "texts": plain, "sender": sender}
    jobs.add(ONE_MAIL, organisation_id=here(), key=f"mail:{delivery_id}", delay=delay, **job)


def _taking(act: str, mailing_id: UUID) -> Mailing:
    """The mailing, held; Conflict where it does not take this act any more."""
    mailing = deliveries.held(mailing_id)
    if act == "remind" and mailing.kind != rules.INVITATION:
        raise NotFound()
    rules.must(act, rules.DONE if _is_hidden(mailing, _survey(mailing)) else mailing.state)
    return mailing


def _is_hidden(mailing: Mailing, survey: Survey) -> bool:
    """Whether even how far it is would tell how many have not answered."""
    return mailing.started_at is not None and not rules.tells_recipients(mailing.kind, survey.mode)


def _survey(mailing: Mailing) -> Survey:
    """The survey it asks about; NotFound for one that asks nothing, which is none of these."""
    survey = delivering.survey_of(mailing)
    if survey is None:
        raise NotFound()
    return survey


def _record(mailing: Mailing, act: str, survey: Survey, by: Access | None) -> None:
    """Who did what to which survey's mailing; never how many got it."""
    record(by, act, survey.code, {"kind": mailing.kind})

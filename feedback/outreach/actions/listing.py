"""Whom a mailing goes to: everybody gets a row before the first mail leaves, with the reason where no mail follows."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import insert, update

from feedback.db import db, here, table_of
from feedback.outreach.models import Delivery, Mailing
from feedback.outreach.queries import deliveries as queries
from feedback.outreach.queries import telling
from feedback.outreach.rules import mailings as rules
from feedback.outreach.rules.telling import why_not_told
from feedback.stakeholders.models import Contact
from feedback.stakeholders.queries import contacts
from feedback.stakeholders.rules.contacts import why_not

LISTED_AT_ONCE = 200
Listed = tuple[UUID, UUID | None, str | None]
"""Contact, the link where it is known, why not."""


def start(mailing_id: UUID, moment: datetime) -> bool:
    """Begin a mailing whose time has come, with its reminders; whether it is being sent now."""
    mailing = queries.held(mailing_id)
    if mailing.state == rules.SCHEDULED and mailing.send_at <= moment:
        mailing.state, mailing.started_at = rules.SENDING, moment
        _plan_reminders(mailing, moment)
    elif mailing.state == rules.SENDING:
        _bring_back(mailing, moment)
    return mailing.state == rules.SENDING


def _bring_back(mailing: Mailing, moment: datetime) -> None:
    """Mails that a clock which was ahead put off for years are due now."""
    late = (Delivery.state.in_(queries.OPEN), Delivery.due_at > moment + rules.LONGEST_WAIT)
    mine = update(Delivery).where(Delivery.mailing_id == mailing.id, *late).values(due_at=moment)
    db.session.execute(mine, execution_options={"synchronize_session": False})


def _plan_reminders(mailing: Mailing, moment: datetime) -> None:
    if mailing.kind != rules.INVITATION:
        return
    for when in rules.reminder_days(mailing.remind_times, mailing.remind_after_days, moment):
        make_reminder(mailing, when)


def make_reminder(mailing: Mailing, when: datetime) -> Mailing:
    """A reminder of an invitation, to be sent at that moment; its texts are the invitation's where it has none."""
    reminder = Mailing(
        survey_id=mailing.survey_id,
        group_id=mailing.group_id,
        stage_id=mailing.stage_id,
        kind=rules.REMINDER,
        reminder_of=mailing.id,
        sender=mailing.sender,
        reply_to=mailing.reply_to,
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
    mailing = queries.held(mailing_id)
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
    _add(mailing, _to_tell(mailing, found) if mailing.kind == rules.NOTICE else _to_invite(mailing, found))
    return found[-1].id if found else None


def list_only(mailing: Mailing, people: Sequence[Contact]) -> None:
    """Make the rows of the people a notice goes to, who were chosen one by one; nobody else follows."""
    _add(mailing, _to_tell(mailing, people))
    mailing.listed = True


def _to_invite(mailing: Mailing, found: Sequence[Contact]) -> list[Listed]:
    assert mailing.survey_id is not None
    invited = queries.already_invited(mailing.survey_id, [one.id for one in found], but=mailing.id)
    return [(one.id, None, rules.INVITED if one.id in invited else why_not(one, "email")) for one in found]


def _to_tell(mailing: Mailing, found: Sequence[Contact]) -> list[Listed]:
    """Who stands in two groups is told once: all mailings about one thing list their people one after the other."""
    assert mailing.about is not None
    telling.hold(mailing.about)
    told = telling.told(mailing.about, {one.email for one in found if one.email}, but=mailing.id)
    return [(one.id, None, why_not_told(one, told=one.email in told)) for one in found]


def _list_unanswered(mailing: Mailing) -> UUID | None:
    after = UUID(mailing.listed_to) if mailing.listed_to else None
    assert mailing.reminder_of is not None
    found = queries.to_remind(mailing.reminder_of, after=after, limit=LISTED_AT_ONCE)
    _add(mailing, [(one.contact_id, one.id, None) for one in found])
    return found[-1].id if found else None


def _add(mailing: Mailing, people: Sequence[Listed]) -> None:
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

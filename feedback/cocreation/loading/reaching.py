"""How the people of the example were reached: contacts, an invitation, services, and what they were told.

Nothing is sent: mails of the story left on their day. Every address ends in `.example`, where no mail can arrive.
"""

from __future__ import annotations

from datetime import datetime, time, timedelta
from uuid import UUID, uuid4

from sqlalchemy import insert, update

from feedback.cocreation.loading.asking import Round
from feedback.cocreation.loading.content import Content, Record
from feedback.cocreation.loading.people import owner
from feedback.cocreation.loading.working import Numbers
from feedback.cocreation.queries import reaching as queries
from feedback.db import db, here, table_of
from feedback.journeys import queries as journeys
from feedback.outreach.actions import invitations, mailings, triggers
from feedback.outreach.actions.mailings import Wish
from feedback.outreach.models import Delivery, Invitation, Mailing, ServiceEvent, Trigger, TriggerDay
from feedback.outreach.queries.triggers import Choice
from feedback.outreach.rules import mail_texts
from feedback.outreach.rules import mailings as rules
from feedback.outreach.rules.telling import why_not_told
from feedback.outreach.rules.trigger_settings import Settings
from feedback.programme.telling import queries as telling
from feedback.stakeholders.actions import contacts
from feedback.stakeholders.models import Contact
from feedback.stakeholders.queries import contacts as stakeholders
from feedback.stakeholders.queries import groups
from feedback.stakeholders.rules.contacts import why_not
from feedback.surveys.listing import title_of
from feedback.surveys.models import Response, Survey
from feedback.surveys.queries import surveys

FILE = {"es": "clientes-otoño.xlsx", "en": "customers-autumn.xlsx"}
MOST = 1_000


def reach(content: Content, asked: Round, numbers: Numbers) -> None:
    """Contacts, the invitation some of them answered, the services they had since, and what they were told."""
    _add_people(content)
    survey = surveys.survey(asked.surveys[content.reaching["invitation"]["questionnaire"]])
    _invite(content, survey)
    _draft(content)
    _serve(content, survey)
    _tell(content, numbers)


# --- people -----------------------------------------------------------------------------------------


def _add_people(content: Content) -> None:
    for code, people in content.reaching["contacts"].items():
        group = groups.group_named(code)
        for one in people:
            made, _ = contacts.keep_contact(group=group, **one, source=content.own(FILE))
            made.created_at = content.ago(content.reaching["invitation"]["days_ago"] + 1)
    apart = content.reaching["unreachable"]
    for contact in _people("customers"):
        if contact.reference in apart["bounced"]:
            contacts.bounced(contact, "hard")


def _people(group: str) -> list[Contact]:
    """Everybody of a group, in the order of the file: as the name says it, whatever their ids are."""
    found = stakeholders.contacts(groups.group_named(group).id, limit=MOST)
    return sorted(found, key=lambda one: one.reference or one.key)


# --- the invitation ---------------------------------------------------------------------------------


def _invite(content: Content, survey: Survey) -> None:
    """The mail went out once; some answered by their link, one asked for no more mail."""
    planned = content.reaching["invitation"]
    sent_at, group = content.ago(planned["days_ago"]), groups.group_named(planned["group"])
    mailing = mailings.draft(survey=survey, group_id=group.id, wish=_wish(survey), by=owner())
    _left(mailing, sent_at)
    people = _people(planned["group"])
    links = {one.id: invitations.invite(one, survey)[0] for one in people if why_not(one, "email") is None}
    _deliver(mailing, [(one, why_not(one, "email"), links.get(one.id)) for one in people], sent_at)
    _answered(survey, [link for link in links.values()], planned, sent_at)
    for one in people:
        if one.reference in content.reaching["unreachable"]["opted_out"]:
            contacts.opt_out(one).opted_out_at = sent_at + timedelta(days=1)


def _wish(survey: Survey) -> Wish:
    closes = survey.closes_on is not None
    texts = mail_texts.starting_texts(mail_texts.INVITATION, ("es", "en"), mode=survey.mode, closes=closes)
    return Wish(texts=texts, language="es")


def _left(mailing: Mailing, sent_at: datetime) -> None:
    """It was sent on that day, whole."""
    mailing.state, mailing.listed = rules.DONE, True
    mailing.send_at = mailing.started_at = mailing.created_at = sent_at
    db.session.flush()


def _deliver(mailing: Mailing, people: list[tuple[Contact, str | None, Invitation | None]], sent_at: datetime) -> None:
    same = {"organisation_id": here(), "mailing_id": mailing.id, "attempts": 1, "due_at": sent_at}
    rows = [
        {
            **same,
            "id": uuid4(),
            "contact_id": contact.id,
            "invitation_id": link.id if link else None,
            "state": "skipped" if why else "sent",
            "reason": why or "",
            "sent_at": None if why else sent_at,
        }
        for contact, why, link in people
    ]
    db.session.execute(insert(table_of(Delivery)), rows)


def _answered(survey: Survey, links: list[Invitation], planned: Record, sent_at: datetime) -> None:
    """Answers of the days after were given by these links: figures stay as they are, and now have a person."""
    ids = queries.answers_after(survey.id, sent_at, planned["answered"])
    for response_id, link in zip(ids, links, strict=False):
        link.used = True
        db.session.execute(update(Response).where(Response.id == response_id).values(contact_id=link.contact_id))
    db.session.flush()


def _draft(content: Content) -> None:
    """An invitation that nobody gets yet, to look over."""
    planned = content.reaching["draft"]
    group = groups.group_named(planned["group"])
    survey = queries.open_survey(content.questionnaires[planned["questionnaire"]]["title"], group.id)
    made = mailings.draft(survey=survey, group_id=group.id, wish=_wish(survey), by=owner())
    made.created_at = content.ago(planned["days_ago"])


# --- after a service --------------------------------------------------------------------------------


def _serve(content: Content, survey: Survey) -> None:
    planned = content.reaching["trigger"]
    group, stage = groups.group_named(planned["group"]), journeys.stage_named(planned["stage"])
    settings = Settings(
        delay_minutes=planned["delay_minutes"],
        quiet_from=time.fromisoformat(planned["quiet_from"]),
        quiet_until=time.fromisoformat(planned["quiet_until"]),
        time_zone=planned["time_zone"],
    )
    asks = Choice(survey, title_of(survey), group, stage)
    trigger = triggers.create_trigger(asks=asks, settings=settings, texts=_wish(survey).texts, by=owner())
    people = {one.reference: one for one in _people(planned["group"])}
    for told in content.reaching["services"]:
        _service(content, trigger, survey, people[told["contact"]], told)


def _service(content: Content, trigger: Trigger, survey: Survey, contact: Contact, told: Record) -> None:
    """A service another system told of, and what came of it on its day."""
    happened, sent = content.ago(told["days_ago"]), told["outcome"] == "sent"
    decided = happened + timedelta(minutes=trigger.delay_minutes)
    link = _handed_over(contact, survey, trigger, told["service"], decided) if sent else None
    event = ServiceEvent(
        service=told["service"],
        stage_id=trigger.stage_id,
        group_id=trigger.group_id,
        contact_id=contact.id,
        trigger_id=trigger.id,
        invitation_id=link,
        happened_at=happened,
        state="sent" if sent else "not_sent",
        reason="" if sent else told["outcome"],
        due_at=decided,
        decided_at=decided,
        received_at=happened,
    )
    db.session.add_all((event, TriggerDay(trigger_id=trigger.id, day=happened.date(), events=1, sent=int(sent))))
    db.session.flush()


def _handed_over(contact: Contact, survey: Survey, trigger: Trigger, service: str, moment: datetime) -> UUID:
    """The one mail after a service, with its link."""
    link, _ = invitations.invite(contact, survey, stage_id=trigger.stage_id, occasion=service)
    given = {"contact_id": contact.id, "invitation_id": link.id, "state": "sent", "attempts": 1}
    db.session.add(Delivery(**given, due_at=moment, sent_at=moment))
    return link.id


# --- what they were told ----------------------------------------------------------------------------


def _tell(content: Content, numbers: Numbers) -> None:
    """A published notice went by mail to those who had agreed to it."""
    planned = content.reaching["told"]
    sent_at = content.ago(planned["days_ago"])
    notice, improvement = queries.notice_about(numbers[planned["improvement"]])
    mailing = Mailing(
        kind=rules.NOTICE,
        about=notice.id,
        group_id=groups.group_named(planned["group"]).id,
        texts=telling.texts_of(notice, improvement),
    )
    db.session.add(mailing)
    _left(mailing, sent_at)
    _deliver(mailing, [(one, why_not_told(one), None) for one in _people(planned["group"])], sent_at)

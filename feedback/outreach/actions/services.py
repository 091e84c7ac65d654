"""Every write of finished services: kept once, decided once, asked about at most once.

What is decided and what is sent for it are one transaction: a worker that is killed leaves the service waiting, or
decided with its mail on the way. Of two that decide at once the second waits for the person's row, and then finds
nothing that waits.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import CursorResult, update
from sqlalchemy.dialects import postgresql, sqlite

from feedback.db import db, here, now, table_of
from feedback.errors import Conflict, Invalid, message
from feedback.journeys.models import Stage
from feedback.outreach.actions import mailings
from feedback.outreach.actions.invitations import invite
from feedback.outreach.models import ServiceEvent, Trigger, TriggerDay
from feedback.outreach.queries import services as queries
from feedback.outreach.queries import triggers
from feedback.outreach.queries.verdicts import Candidate, verdict
from feedback.outreach.rules import services as rules
from feedback.outreach.rules.triggers import NOT_SENT, SENT, WAITING, Verdict
from feedback.stakeholders.actions.contacts import keep_contact
from feedback.stakeholders.models import Contact, StakeholderGroup
from feedback.stakeholders.queries import contacts
from feedback.stakeholders.rules.erased import ErasedBefore
from feedback.surveys.models import Survey
from feedback.surveys.rules import ANONYMOUS

SOURCE = "service event"
AGAIN = timedelta(minutes=15)


def take_service(
    *,
    group: StakeholderGroup,
    stage: Stage,
    service: str,
    happened_at: datetime,
    contact: Mapping[str, Any] | None = None,
    attributes: Mapping[str, str] | None = None,
) -> tuple[ServiceEvent, bool]:
    """Keep what another system tells of a service, and decide about it as far as that can be decided now.

    `contact` holds what `keep_contact` takes; None where nobody is named. True where the service is new: told again, it
    stays as it was, whatever else is said. Invalid at the field that cannot be (`contact.email`, …).
    """
    told = rules.told_of(service=service, happened_at=happened_at, attributes=attributes or {}, now=now())
    queries.take_turn(group.id)
    event_id = _keep(told, stage, group)
    if event_id is None:
        known = queries.event_of(told.service, stage.id)
        assert known is not None, "it was there, or is now"
        return known, False
    person = _person(group, contact) if contact is not None else None
    _decide_first(queries.event(event_id), person)
    return queries.event(event_id), True


def _keep(told: rules.Told, stage: Stage, group: StakeholderGroup) -> UUID | None:
    """The row of a service nobody told us of before; whoever tells the same at once waits here."""
    moment = now()
    row = {
        "id": uuid4(),
        "organisation_id": here(),
        "service": told.service,
        "stage_id": stage.id,
        "group_id": group.id,
        "happened_at": told.happened_at,
        "attributes": dict(told.attributes),
        "state": WAITING,
        "reason": "",
        "due_at": moment,
        "received_at": moment,
    }
    table = table_of(ServiceEvent)
    adding = _insert(table).values(**row).on_conflict_do_nothing()
    found = db.session.execute(adding.returning(table.c.id)).first()
    return found[0] if found else None


def _insert(table: Any) -> Any:
    return (postgresql if db.session.get_bind().dialect.name == "postgresql" else sqlite).insert(table)


def _person(group: StakeholderGroup, contact: Mapping[str, Any]) -> Contact | None:
    """Who had the service; None for somebody who was erased on request: they are not asked, and not kept."""
    try:
        kept, _ = keep_contact(group=group, source=SOURCE, **contact)
    except ErasedBefore:
        return None
    except Invalid as refused:
        fields = {f"contact.{name}": text for name, text in refused.fields.items()}
        raise Invalid(refused.message, fields) from refused
    return contacts.locked(kept.id) or kept


# --- deciding ---------------------------------------------------------------------------------------


def _decide_first(event: ServiceEvent, person: Contact | None) -> None:
    """Choose the trigger of a new service, and decide.

    Of several that ask the same group about the same stage the rarest goes first, and the next where that one cannot.
    """
    event.contact_id = person.id if person else None
    traffic = triggers.traffic(event.group_id)
    found = triggers.candidates(event.stage_id, event.group_id)
    found.sort(key=lambda one: traffic.services.get(one[0].survey_id, 0))
    verdicts = [(one, _verdict(event, person, one, traffic)) for one in found]
    chosen = next((one for one in verdicts if one[1].state != NOT_SENT), verdicts[0] if verdicts else None)
    if chosen is None:
        _note(event, _verdict(event, person, None, traffic))
        return
    (trigger, survey), verdict = chosen
    event.trigger_id = trigger.id
    _count(trigger)
    _carry_out(event, person, trigger, survey, verdict)


def decide_waiting(event_id: UUID) -> ServiceEvent | None:
    """Decide about a service whose time has come; None where somebody else did, or it was not there."""
    person = queries.locked_contact(event_id)
    event = queries.waiting(event_id)
    if event is None:
        return None
    if event.contact_id is None:
        person = None
    trigger, survey = triggers.with_survey(event.trigger_id) if event.trigger_id else (None, None)
    candidate = (trigger, survey) if trigger and survey else None
    verdict = _verdict(event, person, candidate, triggers.traffic(event.group_id))
    if trigger is None or survey is None:
        _note(event, verdict)
    else:
        _carry_out(event, person, trigger, survey, verdict)
    return event


def _verdict(
    event: ServiceEvent, person: Contact | None, candidate: Candidate | None, traffic: triggers.Traffic
) -> Verdict:
    return verdict(event.service, event.happened_at, person, candidate, traffic, event_id=event.id)


# --- carrying out -----------------------------------------------------------------------------------


def _carry_out(event: ServiceEvent, person: Contact | None, trigger: Trigger, survey: Survey, verdict: Verdict) -> None:
    if verdict.state == SENT and not _takes_one(trigger):
        verdict = replace(verdict, state=NOT_SENT, reason="quota")
    _note(event, verdict)
    if verdict.state == SENT:
        assert person is not None
        _ask(event, person, trigger, survey)


def _note(event: ServiceEvent, verdict: Verdict) -> None:
    """Only of a service that waits: nobody is asked on the strength of an older reading."""
    decided_at = now() if verdict.state != WAITING else None
    values = {
        "contact_id": event.contact_id,
        "trigger_id": event.trigger_id,
        "state": verdict.state,
        "reason": verdict.reason,
        "due_at": verdict.due_at,
        "decided_at": decided_at,
    }
    still = update(ServiceEvent).where(ServiceEvent.id == event.id, ServiceEvent.state == WAITING)
    done: CursorResult[Any] = db.session.execute(still.values(**values))  # type: ignore[assignment]
    if done.rowcount != 1:
        raise Conflict(message("This changed meanwhile. Look at it again."))


def _ask(event: ServiceEvent, person: Contact, trigger: Trigger, survey: Survey) -> None:
    """The personal link and, where we send it, its mail. An anonymous link brings nothing along."""
    brings = {} if survey.mode == ANONYMOUS else event.attributes
    invitation, _ = invite(person, survey, stage_id=event.stage_id, occasion=event.id.hex, values=brings)
    event.invitation_id = invitation.id
    if trigger.channel == "email":
        mailings.send_now(invitation, trigger.texts)
    db.session.flush()


def put_off(event_id: UUID) -> None:
    """Look at a service again in a while; for one whose decision failed."""
    still = update(ServiceEvent).where(ServiceEvent.id == event_id, ServiceEvent.state == WAITING)
    db.session.execute(still.values(due_at=now() + AGAIN))


# --- counting ---------------------------------------------------------------------------------------


def _count(trigger: Trigger) -> None:
    """One more service for the trigger today."""
    table = table_of(TriggerDay)
    same = {"trigger_id": trigger.id, "day": triggers.quiet_of(trigger).day(now()), "organisation_id": here()}
    adding = _insert(table).values(**same, events=1, sent=0)
    more = adding.on_conflict_do_update(index_elements=["trigger_id", "day"], set_={"events": table.c.events + 1})
    db.session.execute(more)


def _takes_one(trigger: Trigger) -> bool:
    """One more request of the trigger today; False where the quota of the day is used up, however many try at once."""
    table = table_of(TriggerDay)
    day = triggers.quiet_of(trigger).day(now())
    first = _insert(table).values(trigger_id=trigger.id, day=day, organisation_id=here(), events=0, sent=0)
    db.session.execute(first.on_conflict_do_nothing())
    room = update(TriggerDay).where(TriggerDay.trigger_id == trigger.id, TriggerDay.day == day)
    if trigger.daily_quota is not None:
        room = room.where(TriggerDay.sent < trigger.daily_quota)
    done: CursorResult[Any] = db.session.execute(room.values(sent=TriggerDay.sent + 1))  # type: ignore[assignment]
    return done.rowcount == 1


# --- forgetting -------------------------------------------------------------------------------------


def forget(contact_id: UUID) -> None:
    """What services tell of a person goes with them; that there were services stays, for the caller who asks again."""
    theirs = update(ServiceEvent).where(ServiceEvent.contact_id == contact_id)
    waiting = theirs.where(ServiceEvent.state == WAITING)
    db.session.execute(waiting.values(state=NOT_SENT, reason="no_contact", decided_at=now()))
    db.session.execute(theirs.values(contact_id=None, invitation_id=None, attributes={}))

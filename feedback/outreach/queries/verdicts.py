"""The decision about a service with the facts as they stand now. It reads, and changes nothing."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from feedback.db import now
from feedback.outreach.models import Trigger
from feedback.outreach.queries import services, triggers
from feedback.outreach.queries.triggers import Traffic
from feedback.outreach.rules.triggers import Load, Person, Verdict, decide
from feedback.stakeholders.models import Contact
from feedback.stakeholders.rules.contacts import why_not
from feedback.surveys.models import Survey

Candidate = tuple[Trigger, Survey]


def verdict(
    service: str,
    happened_at: datetime,
    person: Contact | None,
    candidate: Candidate | None,
    traffic: Traffic,
    *,
    event_id: UUID | None = None,
) -> Verdict:
    """What is to become of a service by this trigger; `event_id` is its own row, which is no rival of itself."""
    if candidate is None:
        return decide(happened_at, rule=None, sampled=True, person=None, load=Load(traffic.services), now=now())
    known = _known(person, candidate[0], traffic.longest, event_id) if person else None
    return _decided(service, happened_at, known, candidate, traffic)


def forecast(trigger_id: UUID, person: Contact | None, service: str) -> Verdict:
    """What would become of a service that ended just now, if we were told of it; None: of somebody new."""
    candidate = triggers.with_survey(trigger_id)
    traffic = triggers.traffic(candidate[0].group_id)
    known = _known(person, candidate[0], traffic.longest, None) if person else Person()
    return _decided(service, now(), known, candidate, traffic)


def _decided(
    service: str, happened_at: datetime, person: Person | None, candidate: Candidate, traffic: Traffic
) -> Verdict:
    (trigger, survey), moment = candidate, now()
    return decide(
        happened_at,
        rule=triggers.rule_of(trigger, survey),
        sampled=services.is_sampled(trigger, service),
        person=person,
        load=Load(traffic.services, triggers.sent_on(trigger.id, triggers.quiet_of(trigger).day(moment))),
        now=moment,
    )


def _known(contact: Contact, trigger: Trigger, longest: int, event_id: UUID | None) -> Person:
    moment = now()
    return Person(
        barrier=why_not(contact, "link" if trigger.channel == "link" else "email"),
        asked=services.requests_to(contact, moment),
        rivals=services.rivals(contact.id, event_id),
        is_kept=services.is_kept(contact, moment, longest),
    )

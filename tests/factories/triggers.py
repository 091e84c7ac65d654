"""Triggers, and services that another system tells of."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from feedback import jobs
from feedback.db import now
from feedback.journeys import queries as journeys
from feedback.outreach.actions import services
from feedback.outreach.actions import triggers as actions
from feedback.outreach.models import Trigger
from feedback.outreach.queries import services as service_queries
from feedback.outreach.queries import triggers as queries
from feedback.outreach.rules.trigger_settings import Settings
from feedback.stakeholders.queries import groups as stakeholders
from tests.factories.people import Member
from tests.factories.surveys import Opened

TEXTS = {
    "es": {"subject": "Tu {stage}", "body": "Hola {name}: {link}"},
    "en": {"subject": "Your {stage}", "body": "Hello {name}: {link}"},
}


def trigger(survey: Opened, group: str = "customers", stage: str = "visit", **settings: Any) -> UUID:
    """A trigger, by id, that asks at once, by link, and as often as it is told to, unless `settings` say otherwise."""
    usual = {"channel": "link", "delay_minutes": 0, "person_days": 0, "survey_days": 0}

    def make() -> UUID:
        asks = next(one for one in queries.choices() if one.key == f"{survey.code}/{group}/{stage}")
        return actions.create_trigger(asks=asks, settings=Settings(**{**usual, **settings}), texts=TEXTS).id

    made: UUID = survey.of.do(make)
    return made


@dataclass(frozen=True)
class Told:
    """A service that was told of, as it stands: by what tests need of it."""

    id: UUID
    state: str
    reason: str
    due_at: datetime
    link: str | None
    contact_id: UUID | None
    is_new: bool = False

    @property
    def outcome(self) -> str:
        return self.reason or self.state


def told(of: Member, service: str, *, group: str = "customers", stage: str = "visit", **values: Any) -> Told:
    """Tell of a service of Ana's that ended just now; other `values` are those of `take_service`."""
    given = {"happened_at": now(), "contact": {"email": "ana@customers.example"}, **values}

    def tell() -> tuple[UUID, bool]:
        about = {"group": stakeholders.group_named(group), "stage": journeys.stage_named(stage)}
        event, is_new = services.take_service(service=service, **about, **given)
        return event.id, is_new

    return reread(of, *of.do(tell))


def reread(of: Member, event_id: UUID, is_new: bool = False) -> Told:
    """The service as the database has it now."""
    with of.at_work():
        found = service_queries.outcome(event_id)
        event = found.event
        return Told(event.id, found.state, found.reason, event.due_at, found.link, event.contact_id, is_new)


def paused(of: Member, trigger_id: UUID) -> None:
    of.do(lambda: actions.pause(queries.trigger(trigger_id)))


def kept(of: Member, trigger_id: UUID) -> Trigger:
    """The trigger as the database has it."""
    with of.at_work():
        return queries.trigger(trigger_id)


def a_minute_passes(of: Member) -> None:
    """What a worker does once a minute: see what became due, and do it."""
    jobs.sweep(of.app)
    jobs.work_off(of.app)

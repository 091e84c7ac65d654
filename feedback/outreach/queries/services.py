"""Every read of finished services: which wait, what became of them, and what the people of them were asked before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from flask import current_app
from sqlalchemy import Select, and_, case, func, or_, select

from feedback.db import db, find
from feedback.errors import NotFound
from feedback.journeys.models import Stage
from feedback.outreach.models import Delivery, Invitation, ServiceEvent, Trigger
from feedback.outreach.queries.invitations import address_of
from feedback.outreach.rules import fairness
from feedback.outreach.rules.trigger_settings import LONGEST_REST
from feedback.outreach.rules.triggers import NOT_SENT, SENT, WAITING, Asked, Rival
from feedback.stakeholders.models import Contact, StakeholderGroup
from feedback.stakeholders.queries import contacts
from feedback.surveys.models import Survey
from feedback.surveys.rules import IDENTIFIED


@dataclass(frozen=True, slots=True)
class Outcome:
    """A service and what became of it. `link` is there where the caller sends the request itself."""

    event: ServiceEvent
    group: str
    """Its code."""
    stage: Stage
    contact: Contact | None
    state: str
    reason: str
    link: str | None


@dataclass(frozen=True, slots=True)
class Filter:
    """Which services are meant; None: whatever it is."""

    service: str | None = None
    group: str | None = None
    stage: str | None = None
    state: str | None = None
    reason: str | None = None
    since: datetime | None = None
    open_only: bool = False
    """Without those of protected surveys, of which nobody is shown one by one."""


def event(event_id: UUID) -> ServiceEvent:
    """One service of this organisation; NotFound."""
    return find(ServiceEvent, event_id)


def event_of(service: str, stage_id: UUID) -> ServiceEvent | None:
    """What we were told of a service at a stage, read anew."""
    wanted = select(ServiceEvent).where(ServiceEvent.service == service, ServiceEvent.stage_id == stage_id)
    return db.session.scalar(wanted.execution_options(populate_existing=True))


def waiting(event_id: UUID) -> ServiceEvent | None:
    """A service that still waits for its decision, for whoever decides it now; nobody else can until they are done."""
    wanted = select(ServiceEvent).where(ServiceEvent.id == event_id, ServiceEvent.state == WAITING)
    return db.session.scalar(wanted.with_for_update().execution_options(populate_existing=True))


def due(moment: datetime, limit: int) -> list[UUID]:
    """Services whose time has come, the longest due first."""
    wanted = select(ServiceEvent.id).where(ServiceEvent.state == WAITING, ServiceEvent.due_at <= moment)
    return list(db.session.scalars(wanted.order_by(ServiceEvent.due_at, ServiceEvent.id).limit(limit)))


def organisations_due(moment: datetime) -> list[UUID]:
    """Organisations with services whose time has come; outside the wall."""
    wanted = select(ServiceEvent.organisation_id).where(ServiceEvent.state == WAITING, ServiceEvent.due_at <= moment)
    return list(db.session.scalars(wanted.distinct()))


def take_turn(group_id: UUID) -> None:
    """Services of one group are taken one after the other: two may bring the same new person at the same moment."""
    group = select(StakeholderGroup.id).where(StakeholderGroup.id == group_id)
    db.session.execute(group.with_for_update(key_share=True))


# --- the person -------------------------------------------------------------------------------------


def locked_contact(event_id: UUID) -> Contact | None:
    """The person of a service, whom nobody else asks meanwhile; None where there is none, or none any more."""
    contact_id = db.session.scalar(select(ServiceEvent.contact_id).where(ServiceEvent.id == event_id))
    return contacts.locked(contact_id) if contact_id else None


def requests_to(contact: Contact, moment: datetime) -> list[Asked]:
    """Every request the person got, after a service or in a mailing, also under another group with the same address."""
    since = moment - timedelta(LONGEST_REST + 1)
    same = _same_person(contact)
    services = (
        select(ServiceEvent.decided_at, Trigger.survey_id)
        .join(Trigger, Trigger.id == ServiceEvent.trigger_id)
        .where(ServiceEvent.contact_id.in_(same), ServiceEvent.state == SENT, ServiceEvent.decided_at > since)
    )
    mails = (
        select(Delivery.sent_at, Invitation.survey_id)
        .join(Invitation, Invitation.id == Delivery.invitation_id)
        .where(Delivery.contact_id.in_(same), Delivery.state == "sent", Delivery.sent_at > since)
    )
    rows = [*db.session.execute(services), *db.session.execute(mails)]
    return [Asked(at, survey_id) for at, survey_id in rows if at is not None]


def _same_person(contact: Contact) -> Sequence[UUID]:
    if not contact.email:
        return [contact.id]
    found = db.session.scalars(select(Contact.id).where(Contact.email == contact.email))
    return [contact.id, *(one for one in found if one != contact.id)]


def rivals(contact_id: UUID, but: UUID | None) -> list[Rival]:
    """Other requests that wait for the same person."""
    wanted = (
        select(Trigger.survey_id, ServiceEvent.due_at, Trigger.person_days)
        .join(Trigger, Trigger.id == ServiceEvent.trigger_id)
        .where(ServiceEvent.contact_id == contact_id, ServiceEvent.state == WAITING, Trigger.active.is_(True))
    )
    if but is not None:
        wanted = wanted.where(ServiceEvent.id != but)
    return [Rival(*row) for row in db.session.execute(wanted)]


def is_sampled(trigger: Trigger, service: str) -> bool:
    return fairness.is_sampled(_key(), trigger.id, service, trigger.sample_percent)


def is_kept(contact: Contact, moment: datetime, longest: int) -> bool:
    return fairness.is_kept(_key(), contact.id, moment, longest)


def _key() -> bytes:
    key: str = current_app.config["FEEDBACK"].secret_key
    return b"services\x1f" + key.encode()


# --- what became of them ----------------------------------------------------------------------------

_STILL = ("waiting", "sending")
_FAILED = ("skipped", "failed", "bounced")
_KNOWN = ("opted_out", "no_consent", "no_address", "bounced", "closed")
_HANDED_OVER = ServiceEvent.state == SENT
_STATE = case(
    (and_(_HANDED_OVER, Delivery.state.in_(_STILL)), WAITING),
    (and_(_HANDED_OVER, Delivery.state.in_(_FAILED)), NOT_SENT),
    else_=ServiceEvent.state,
)
"""As it stands now: a request that was handed over to the mail is sent once its mail is."""
_REASON = case(
    (and_(_HANDED_OVER, Delivery.state == "bounced"), "bounced"),
    (and_(_HANDED_OVER, Delivery.state.in_(_FAILED), Delivery.reason.in_(_KNOWN)), Delivery.reason),
    (and_(_HANDED_OVER, Delivery.state.in_(_FAILED)), "refused"),
    else_=ServiceEvent.reason,
)


def _joined(wanted: Select[Any]) -> Select[Any]:
    """Services with the codes of group and stage, trigger, survey and mail; one row each."""
    return (
        wanted.select_from(ServiceEvent)
        .join(StakeholderGroup, StakeholderGroup.id == ServiceEvent.group_id)
        .join(Stage, Stage.id == ServiceEvent.stage_id)
        .outerjoin(Trigger, Trigger.id == ServiceEvent.trigger_id)
        .outerjoin(Survey, Survey.id == Trigger.survey_id)
        .outerjoin(Delivery, and_(Delivery.invitation_id == ServiceEvent.invitation_id, Delivery.mailing_id.is_(None)))
    )


def _outcomes() -> Select[Any]:
    columns = (ServiceEvent, StakeholderGroup.code, Stage, Trigger.channel, Contact, _STATE, _REASON)
    return _joined(select(*columns)).outerjoin(Contact, Contact.id == ServiceEvent.contact_id)


def outcome(event_id: UUID) -> Outcome:
    """One service and what became of it, as it stands now; NotFound."""
    row = db.session.execute(_outcomes().where(ServiceEvent.id == event_id)).first()
    if row is None:
        raise NotFound()
    return _outcome(*row)


def outcomes(chosen: Filter, after: tuple[datetime, UUID] | None, limit: int) -> list[Outcome]:
    """Services and what became of them, the last one told first; `after`: time and id of the one before."""
    wanted = _filtered(_outcomes(), chosen)
    if after is not None:
        at, event_id = after
        same = and_(ServiceEvent.received_at == at, ServiceEvent.id > event_id)
        wanted = wanted.where(or_(ServiceEvent.received_at < at, same))
    wanted = wanted.order_by(ServiceEvent.received_at.desc(), ServiceEvent.id).limit(limit)
    return [_outcome(*row) for row in db.session.execute(wanted)]


def counts(since: datetime) -> dict[tuple[str, str], int]:
    """(state, reason) -> services told of since then, of every survey."""
    wanted = _joined(select(_STATE, _REASON, func.count())).where(ServiceEvent.received_at >= since)
    return {(state, reason): count for state, reason, count in db.session.execute(wanted.group_by(_STATE, _REASON))}


def _filtered(wanted: Select[Any], chosen: Filter) -> Select[Any]:
    given: Mapping[Any, str | None] = {
        ServiceEvent.service: chosen.service,
        StakeholderGroup.code: chosen.group,
        Stage.code: chosen.stage,
        _STATE: chosen.state,
        _REASON: chosen.reason,
    }
    for column, value in given.items():
        if value is not None:
            wanted = wanted.where(column == value)
    if chosen.open_only:
        wanted = wanted.where(or_(Survey.id.is_(None), Survey.mode == IDENTIFIED))
    return wanted.where(ServiceEvent.received_at >= chosen.since) if chosen.since else wanted


def _outcome(
    row: ServiceEvent, group: str, stage: Stage, channel: str | None, contact: Contact | None, state: str, reason: str
) -> Outcome:
    handed = row.invitation_id if channel == "link" and state == SENT else None
    return Outcome(row, group, stage, contact, state, reason, address_of(handed) if handed else None)


def history(contact_id: UUID) -> list[tuple[datetime, Stage]]:
    """When a person lived which stage, as other systems told us; nothing that touches a protected survey."""
    wanted = (
        select(ServiceEvent.happened_at, Stage)
        .join(Stage, Stage.id == ServiceEvent.stage_id)
        .outerjoin(Trigger, Trigger.id == ServiceEvent.trigger_id)
        .outerjoin(Survey, Survey.id == Trigger.survey_id)
        .where(ServiceEvent.contact_id == contact_id, or_(Survey.id.is_(None), Survey.mode == IDENTIFIED))
        .order_by(ServiceEvent.happened_at.desc(), ServiceEvent.id)
    )
    return [(at, stage) for at, stage in db.session.execute(wanted)]

"""Finished services that can be walked through the map: by their own numbers, and never whose they were."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import func, or_, select

from feedback.db import db
from feedback.journeys import queries as journeys
from feedback.journeys.models import Stage
from feedback.journeys.queries import walks
from feedback.journeys.rules.chosen import FROM_EVENT, Service
from feedback.outreach.models import ServiceEvent, Trigger
from feedback.stakeholders.models import StakeholderGroup
from feedback.stakeholders.queries import groups as stakeholders
from feedback.surveys.models import Survey
from feedback.surveys.rules import IDENTIFIED


@dataclass(frozen=True, slots=True)
class Offer:
    """How many services a group had at a stage that can still be walked."""

    stage: Stage
    group: StakeholderGroup
    services: int

    @property
    def key(self) -> str:
        return f"{self.stage.code}/{self.group.code}"


def offers(since: datetime) -> list[Offer]:
    """What can be walked of services that ended since then, by stage and group of the current map; most first."""
    stages = {stage.id: stage for stage in journeys.stages()}
    groups = {group.id: group for group in stakeholders.groups(include_archived=True)}
    counted = _walkable(select(ServiceEvent.stage_id, ServiceEvent.group_id, func.count()), since, list(stages))
    rows = db.session.execute(counted.group_by(ServiceEvent.stage_id, ServiceEvent.group_id))
    found = [Offer(stages[stage_id], groups[group_id], n) for stage_id, group_id, n in rows]
    return sorted(found, key=lambda offer: (-offer.services, offer.stage.position, offer.key))


def at_random(offer: Offer, since: datetime, n: int) -> list[Service]:
    """So many of those services, each with the same chance, or all where there are not so many."""
    wanted = _walkable(select(ServiceEvent.service, ServiceEvent.happened_at), since, [offer.stage.id])
    wanted = wanted.where(ServiceEvent.group_id == offer.group.id).order_by(func.random()).limit(n)
    return [Service(service, happened_at.date()) for service, happened_at in db.session.execute(wanted)]


def _walkable(wanted: Any, since: datetime, stage_ids: Sequence[UUID]) -> Any:
    """Not those of protected surveys, of which nobody is shown one by one; nor those whose number is an address."""
    return (
        wanted.select_from(ServiceEvent)
        .outerjoin(Trigger, Trigger.id == ServiceEvent.trigger_id)
        .outerjoin(Survey, Survey.id == Trigger.survey_id)
        .where(
            ServiceEvent.stage_id.in_(stage_ids),
            ServiceEvent.happened_at >= since,
            ServiceEvent.service.not_in(walks.walked(FROM_EVENT)),
            ~ServiceEvent.service.contains("@"),
            or_(Survey.id.is_(None), Survey.mode == IDENTIFIED),
        )
    )

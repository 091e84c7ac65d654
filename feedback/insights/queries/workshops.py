"""What is read where a workshop's notes become claims and moments of the map."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import func, select

from feedback.db import db, find
from feedback.errors import NotFound
from feedback.insights.models import ClaimSupport, JourneyMoment
from feedback.insights.rules import DECLARED
from feedback.journeys import queries as journeys
from feedback.journeys.models import Stage
from feedback.journeys.queries.lineage import lineage
from feedback.workshops.models import WorkshopNote


def stage_today(code: str) -> Stage | None:
    """The stage that stands on the map for this code: itself, or what it was merged into; None where none does."""
    found = journeys.stage_with_code(code) if code else None
    if found is None:
        return None
    today = journeys.stage(lineage().standing(found.id))
    return today if today.retired_at is None else None


def stages_today() -> dict[str, Stage]:
    """Code -> the stage that stands on the map for it, of every stage ever drawn: two reads."""
    every, known = journeys.all_stages(), lineage()
    by_id = {stage.id: stage for stage in every}
    today = {stage.code: by_id[known.standing(stage.id)] for stage in every}
    return {code: stage for code, stage in today.items() if stage.retired_at is None}


def is_supported(claim_id: UUID) -> bool:
    """Whether anything is linked to a claim."""
    return db.session.scalar(select(ClaimSupport.id).where(ClaimSupport.claim_id == claim_id).limit(1)) is not None


def people_naming(workshop_id: UUID, stage_code: str, kind: str) -> int:
    """How many participants named this moment at this stage."""
    there = (WorkshopNote.stage_code == stage_code, WorkshopNote.moment == kind)
    counted = select(func.count(WorkshopNote.participant.distinct())).where(*there)
    return db.session.scalar(counted.where(WorkshopNote.workshop_id == workshop_id)) or 0


def all_declared() -> dict[tuple[UUID, str], JourneyMoment]:
    """(stage, kind) -> the moment somebody declared there: one read."""
    rows = db.session.scalars(select(JourneyMoment).where(JourneyMoment.source == DECLARED))
    return {(row.stage_id, row.kind): row for row in rows}


def declared(stage_id: UUID, kind: str) -> JourneyMoment | None:
    return all_declared().get((stage_id, kind))


def declared_with_id(moment_id: UUID) -> JourneyMoment:
    """One declared moment of this organisation; NotFound, also for one that answers say."""
    row = find(JourneyMoment, moment_id)
    if row.source != DECLARED:
        raise NotFound()
    return row

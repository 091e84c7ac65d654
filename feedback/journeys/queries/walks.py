"""Every read of the services walked through the map."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Select, distinct, func, select
from sqlalchemy.orm import selectinload

from feedback.db import db, find
from feedback.journeys import queries
from feedback.journeys.models import Stage, Touchpoint, Walk, WalkExtra, WalkStep
from feedback.journeys.queries.lineage import lineage
from feedback.journeys.rules.walks import Extra, Gathered, Share, gathered, share_of

MOST_NOTES = 500


@dataclass(frozen=True, slots=True)
class Line:
    """A walk in the list: how many touchpoints of the map somebody looked at in it."""

    walk: Walk
    looked_at: int


@dataclass(frozen=True, slots=True)
class Otherwise:
    """What somebody noted where a touchpoint did not go as drawn."""

    walk_id: UUID
    reference: str
    happened_on: date | None
    outcome: str
    note: str


def walk(walk_id: UUID) -> Walk:
    """One walk of this organisation with what was seen in it; NotFound."""
    return find(Walk, walk_id)


def locked(walk_id: UUID) -> Walk:
    """The walk read anew, for a change that nobody else makes to it meanwhile; NotFound."""
    db.session.execute(select(Walk.id).where(Walk.id == walk_id).with_for_update())
    wanted = select(Walk).where(Walk.id == walk_id).options(selectinload(Walk.steps), selectinload(Walk.extras))
    found = db.session.scalar(wanted.execution_options(populate_existing=True))
    return found or find(Walk, walk_id)


def _of_current() -> Select[Any]:
    current = queries.journey()
    return select(Walk).where(Walk.journey_id == (current.id if current else None))


def by_source() -> Counter[str]:
    """Where the walked services of the current journey come from: source -> how many."""
    wanted = _of_current().with_only_columns(Walk.source, func.count()).group_by(Walk.source)
    return Counter({source: count for source, count in db.session.execute(wanted)})


def begun() -> int:
    """Services of the current journey in which somebody looked at a touchpoint."""
    wanted = _of_current().join(WalkStep, WalkStep.walk_id == Walk.id)
    return int(db.session.scalar(wanted.with_only_columns(func.count(distinct(Walk.id)))) or 0)


def lines(offset: int = 0, limit: int = 50) -> list[Line]:
    """Walks of the current journey with their progress, unfinished ones first, then the newest: three reads."""
    order = (Walk.finished_at.is_not(None), Walk.made_at.desc(), Walk.reference, Walk.id)
    walks = list(db.session.scalars(_of_current().order_by(*order).offset(offset).limit(limit)))
    looked = (
        select(WalkStep.walk_id, func.count())
        .join(Touchpoint, Touchpoint.id == WalkStep.touchpoint_id)
        .join(Stage, Stage.id == Touchpoint.stage_id)
        .where(WalkStep.walk_id.in_([one.id for one in walks]), Stage.retired_at.is_(None))
    )
    counts = {walk_id: count for walk_id, count in db.session.execute(looked.group_by(WalkStep.walk_id))}
    return [Line(one, counts.get(one.id, 0)) for one in walks]


def walked(source: str) -> Select[str]:
    """The services of this source that are walked already, to be asked within another read."""
    wanted: Select[str] = _of_current().where(Walk.source == source).with_only_columns(Walk.reference)
    return wanted


def references(source: str) -> set[str]:
    """The same, read."""
    return set(db.session.scalars(walked(source)))


def outcomes() -> Mapping[UUID, Counter[str]]:
    """Touchpoint -> outcome -> services of every journey; one read."""
    wanted = select(WalkStep.touchpoint_id, WalkStep.outcome, func.count())
    found: dict[UUID, Counter[str]] = defaultdict(Counter)
    for touchpoint_id, outcome, count in db.session.execute(wanted.group_by(WalkStep.touchpoint_id, WalkStep.outcome)):
        found[touchpoint_id][outcome] = count
    return found


def newest() -> Mapping[UUID, date]:
    """Touchpoint -> the day of the newest service in which somebody looked at it: when it happened, else was walked."""
    day = func.max(func.coalesce(Walk.happened_on, func.date(Walk.made_at)))
    wanted = (
        select(WalkStep.touchpoint_id, day).join(Walk, Walk.id == WalkStep.walk_id).group_by(WalkStep.touchpoint_id)
    )
    return {one: at if isinstance(at, date) else date.fromisoformat(str(at)) for one, at in db.session.execute(wanted)}


def shares() -> Mapping[UUID, Share]:
    """Touchpoint -> in how many of the services looked at it went as drawn; only those somebody looked at. One read."""
    found = {touchpoint_id: share_of(counts) for touchpoint_id, counts in outcomes().items()}
    return {touchpoint_id: share for touchpoint_id, share in found.items() if share is not None}


def notes() -> Mapping[UUID, Sequence[Otherwise]]:
    """Touchpoint -> what was noted of it, the newest service first; the newest notes where there are very many."""
    wanted = (
        select(WalkStep.touchpoint_id, Walk.id, Walk.reference, Walk.happened_on, WalkStep.outcome, WalkStep.note)
        .join(Walk, Walk.id == WalkStep.walk_id)
        .where(WalkStep.note != "")
        .order_by(Walk.made_at.desc(), Walk.reference, Walk.id)
        .limit(MOST_NOTES)
    )
    found: dict[UUID, list[Otherwise]] = defaultdict(list)
    for touchpoint_id, walk_id, reference, happened_on, outcome, note in db.session.execute(wanted):
        found[touchpoint_id].append(Otherwise(walk_id, reference, happened_on, outcome, note))
    return found


def undrawn(stages: Sequence[Stage]) -> list[Gathered]:
    """What happened in services of the current journey and is not drawn in these stages, the most frequent first.

    What was seen at a stage that went on as another stands at that one.
    """
    wanted = _of_current().join(WalkExtra, WalkExtra.walk_id == Walk.id).order_by(Walk.made_at, WalkExtra.position)
    rows = db.session.execute(wanted.order_by(WalkExtra.id).with_only_columns(WalkExtra.text, WalkExtra.stage_id))
    known = lineage()
    extras = [Extra(text, known.standing(stage_id) if stage_id else None) for text, stage_id in rows]
    drawn: dict[UUID | None, list[str]] = {stage.id: _names(stage) for stage in stages}
    return gathered(extras, drawn)


def _names(stage: Stage) -> list[str]:
    return [name for touchpoint in stage.touchpoints for name in touchpoint.name.values()]

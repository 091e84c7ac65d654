"""Every write of the services walked through the map."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from feedback.accounts.actions import record
from feedback.db import db, now
from feedback.errors import Invalid, Message, NotFound, message
from feedback.journeys import queries as journeys
from feedback.journeys.models import Walk, WalkExtra, WalkStep
from feedback.journeys.queries import walks as queries
from feedback.journeys.rules import walks as rules
from feedback.journeys.rules.chosen import Service
from feedback.journeys.rules.walks import Extra, Looked
from feedback.permissions import Access


@dataclass(frozen=True, slots=True)
class Seen:
    """What somebody who walks a service says; only what changed against the page that was shown.

    `steps`: touchpoint -> how it went. `extras`: extra -> what it says now, None takes it away. `added`: new ones.
    """

    steps: Mapping[UUID, Looked] = field(default_factory=dict)
    extras: Mapping[UUID, Extra | None] = field(default_factory=dict)
    added: Sequence[Extra] = ()


def choose(
    services: Iterable[Service], *, source: str, group_id: UUID | None = None, by: Access | None = None
) -> list[Walk]:
    """Take up services to be walked; one that is walked already stays as it is. The new walks, in the given order."""
    journey = journeys.journey()
    if journey is None:
        raise NotFound()
    journeys.locked(journey.id)
    known = queries.references(source)
    made_by, made_at = by.user_id if by else None, now()
    made = [
        Walk(
            journey_id=journey.id,
            group_id=group_id,
            source=source,
            reference=one.reference,
            happened_on=one.happened_on,
            made_by=made_by,
            made_at=made_at,
        )
        for one in services
        if one.reference not in known
    ]
    db.session.add_all(made)
    db.session.flush()
    record(by, "walks.chosen", journey.code, {"services": len(made), "source": source})
    return made


def look(walk_id: UUID, seen: Seen, *, finished: bool = False) -> Walk:
    """Keep what was seen so far; what somebody else saw meanwhile of other touchpoints stays. `finished` ends the walk.

    What is no longer on the map is left out without a word: there is nothing to look at any more.
    """
    walk = queries.locked(walk_id)
    _keep_steps(walk, seen.steps)
    _keep_extras(walk, seen)
    if finished and walk.finished_at is None:
        walk.finished_at = now()
    db.session.flush()
    return walk


def _keep_steps(walk: Walk, looked: Mapping[UUID, Looked]) -> None:
    there = {step.touchpoint_id: step for step in walk.steps}
    drawn = {touchpoint.id for stage in journeys.stages_of(walk.journey_id) for touchpoint in stage.touchpoints}
    for touchpoint_id, one in looked.items():
        step = there.get(touchpoint_id)
        if step is not None and not one.outcome:
            walk.steps.remove(step)
        elif step is not None:
            step.outcome, step.note = one.outcome, one.note
        elif one.outcome and touchpoint_id in drawn:
            walk.steps.append(WalkStep(touchpoint_id=touchpoint_id, outcome=one.outcome, note=one.note))


def _keep_extras(walk: Walk, seen: Seen) -> None:
    stages = {stage.id for stage in journeys.stages_of(walk.journey_id)}
    for extra in [one for one in walk.extras if one.id in seen.extras]:
        changed = seen.extras[extra.id]
        if changed is None:
            walk.extras.remove(extra)
        else:
            extra.text, extra.stage_id = changed.text, _stage(changed, stages)
    there = {(one.text, one.stage_id) for one in walk.extras}
    new = [one for one in seen.added if (one.text, _stage(one, stages)) not in there]
    if len(walk.extras) + len(new) > rules.MOST_EXTRAS:
        raise _too_many(message("At most %(most)s things nobody drew, per service.", most=rules.MOST_EXTRAS))
    last = max((one.position for one in walk.extras), default=0)
    for position, one in enumerate(new, last + 1):
        walk.extras.append(WalkExtra(text=one.text, stage_id=_stage(one, stages), position=position))


def _stage(extra: Extra, stages: set[UUID]) -> UUID | None:
    return extra.stage_id if extra.stage_id in stages else None


def _too_many(text: Message) -> Invalid:
    return Invalid(text, {"extra.new1": text})


def remove(walk_id: UUID, *, by: Access | None = None) -> None:
    """Forget a service and what was seen in it."""
    walk = queries.walk(walk_id)
    journey = journeys.journey()
    db.session.delete(walk)
    record(by, "walk.removed", journey.code if journey else "")

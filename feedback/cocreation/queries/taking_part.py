"""Which areas took part in a cycle, and how: read from what they did, not from what somebody ticked.

What somebody with an account did counts for the areas they were said to work in, what a group answered for the areas
it was said to work in (`journeys.queries.belonging`). Who votes says of which group they are; who writes a note in a
workshop says no more than the kind of people they are, so notes count for no area.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Any
from uuid import UUID

from sqlalchemy import func, or_, select

from feedback.analysis.disclosure import Shown
from feedback.backlog.models import Decision, Improvement
from feedback.backlog.rules import status
from feedback.cocreation.rules.taking_part import (
    ANSWERED,
    DECIDED,
    FEWEST_HEARD,
    LED,
    OWNS,
    ROLE,
    SURVEYED,
    VOTED,
    WAYS,
    WORKED,
)
from feedback.db import Texts, db
from feedback.journeys.models import StageReview
from feedback.journeys.queries import areas
from feedback.journeys.queries.belonging import Belonging, belonging
from feedback.programme.models import CheckItem, Implementation
from feedback.stakeholders.models import StakeholderGroup
from feedback.surveys.models import Survey
from feedback.surveys.queries.results import response_counts
from feedback.workshops.models import Vote, Workshop

Found = Iterable[tuple[UUID, Any]]
"""(area, what it did once)."""


@dataclass(frozen=True, slots=True)
class TookPart:
    """An area and how often in which way; none of them: it did not take part."""

    name: Texts
    ways: Mapping[str, int]

    def kept(self) -> dict[str, Any]:
        """As JSON can hold it."""
        return {"name": dict(self.name), "ways": dict(self.ways)}


def taking_part(since: date) -> list[TookPart]:
    """Every area in use, with what it did since that day; a fixed number of reads."""
    drawn, people = areas.taking_part(), belonging()
    start = datetime.combine(since, time(), UTC)
    counted = {
        ROLE: _counted((function.id, stage.id) for function, stages in drawn for stage in stages),
        ANSWERED: _counted(_judged(start)),
        LED: _counted(_led(start, people)),
        VOTED: _counted(_voted(start, people)),
        SURVEYED: _counted(_surveyed(start, people)),
        OWNS: _counted(_of_people(db.session.execute(_wanted(since)), people)),
        DECIDED: _counted(_of_people(db.session.execute(_decisions(start)), people)),
        WORKED: _counted([*_of_people(db.session.execute(_works(since)), people), *_ticked(since, people)]),
    }
    return [
        TookPart(function.name, {way: counted[way][function.id] for way in WAYS if counted[way].get(function.id)})
        for function, _ in drawn
    ]


def restored(kept: Iterable[Mapping[str, Any]]) -> list[TookPart]:
    """What was kept of a closed cycle."""
    return [TookPart(dict(one["name"]), dict(one["ways"])) for one in kept]


def _counted(found: Found) -> Mapping[UUID, int]:
    """Area -> how many different things; what an area did in two ways at once is one."""
    things: dict[UUID, set[Any]] = defaultdict(set)
    for area, thing in found:
        things[area].add(thing)
    return {area: len(own) for area, own in things.items()}


def _of_people(rows: Iterable[Any], people: Belonging) -> Iterator[tuple[UUID, Any]]:
    """(thing, its area, its person) -> what counts for that area, and for those the person works in."""
    for thing, area, user_id in rows:
        for one in {area, *people.areas_of(user_id)} - {None}:
            yield one, thing


def _judged(start: datetime) -> Iterator[tuple[UUID, Any]]:
    """Stages an area confirmed or disputed."""
    wanted = select(StageReview.function_id, StageReview.stage_id).where(StageReview.reviewed_at >= start)
    yield from ((area, stage) for area, stage in db.session.execute(wanted))


def _led(start: datetime, people: Belonging) -> Iterator[tuple[UUID, Any]]:
    """Workshops and votes that somebody of the area opened."""
    wanted = select(Workshop.id, Workshop.led_by).where(Workshop.created_at >= start, Workshop.led_by.is_not(None))
    for workshop, user_id in db.session.execute(wanted):
        yield from ((area, workshop) for area in people.areas_of(user_id))


def _voted(start: datetime, people: Belonging) -> Iterator[tuple[UUID, Any]]:
    """Votes in which enough people said that they are of one of the area's groups."""
    wanted = (
        select(Vote.workshop_id, StakeholderGroup.id)
        .join(Workshop, Workshop.id == Vote.workshop_id)
        .join(StakeholderGroup, StakeholderGroup.code == Vote.group_code)
        .where(Workshop.created_at >= start)
        .group_by(Vote.workshop_id, StakeholderGroup.id)
        .having(func.count() >= FEWEST_HEARD)
    )
    for workshop, group in db.session.execute(wanted):
        yield from ((area, workshop) for area, groups in people.groups.items() if group in groups)


def _surveyed(start: datetime, people: Belonging) -> Iterator[tuple[UUID, Any]]:
    """Surveys that enough people of one of the area's groups answered, as far as that may be shown."""
    if not people.groups:
        return
    surveys = set(db.session.scalars(select(Survey.id).where(Survey.opened_at >= start)))
    for (survey, group), answered in response_counts(surveys).items():
        if isinstance(answered, Shown) and answered.value >= FEWEST_HEARD:
            yield from ((area, survey) for area, groups in people.groups.items() if group in groups)


def _wanted(since: date) -> Any:
    """Improvements that are still wanted, or were done since."""
    return (
        select(Improvement.id, Improvement.function_id, Improvement.owner_id)
        .outerjoin(Implementation, Implementation.improvement_id == Improvement.id)
        .where(Improvement.status != status.DECLINED)
        .where(or_(Improvement.status != status.DONE, Implementation.done_on >= since))
    )


def _decisions(start: datetime) -> Any:
    return (
        select(Decision.id, Improvement.function_id, Decision.decided_by)
        .join(Improvement, Decision.improvement_id == Improvement.id)
        .where(Decision.decided_at >= start)
    )


def _works(since: date) -> Any:
    """Improvements whose work went on since: begun, and not over before."""
    return (
        select(Improvement.id, Improvement.function_id, Improvement.owner_id)
        .join(Implementation, Implementation.improvement_id == Improvement.id)
        .where(Implementation.starts_on.is_not(None))
        .where(Implementation.done_on.is_(None) | (Implementation.done_on >= since))
    )


def _ticked(since: date, people: Belonging) -> Iterator[tuple[UUID, Any]]:
    """Improvements of which somebody of the area did a line of the check-list."""
    wanted = select(Implementation.improvement_id, CheckItem.done_by).join(
        CheckItem, CheckItem.implementation_id == Implementation.id
    )
    for improvement, user_id in db.session.execute(wanted.where(CheckItem.done_on >= since)):
        yield from ((area, improvement) for area in people.areas_of(user_id))

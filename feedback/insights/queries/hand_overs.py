"""Hand-overs between functions along the journey, with what is lost across them."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar
from uuid import UUID

from sqlalchemy import select

from feedback.analysis.disclosure import Hidden
from feedback.db import Texts, db
from feedback.insights.combining import Combined, StageSum, combine, drop
from feedback.insights.queries.lenses import Lived
from feedback.insights.rules.handing import HandOver, hand_overs
from feedback.journeys.models import Stage, StageRole
from feedback.journeys.queries.functions import functions
from feedback.journeys.queries.lenses import Cut, cut
from feedback.journeys.rules.lenses import FUNCTIONAL
from feedback.surveys.readings.figures import Difference

DOES = "does"
NOT_ASKED = Hidden("not_asked")
Owner = TypeVar("Owner", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Loss:
    """What a group's score loses at a hand-over: points of 1 to 5, above 0 it got worse; or why nobody can tell."""

    group_id: UUID
    before: Combined
    after: Combined
    lost: Difference | Hidden


@dataclass(frozen=True, slots=True)
class Crossing:
    """One hand-over: the stages on its two sides, who had people and who takes over, and every group's loss."""

    before: Stage
    after: Stage
    had: Sequence[Texts]
    takes: Sequence[Texts]
    losses: Sequence[Loss]

    @property
    def largest(self) -> float:
        """The largest loss of a group, for the order; below every loss where none can be told."""
        return max((one.lost.value for one in self.losses if isinstance(one.lost, Difference)), default=-9.0)


@dataclass(frozen=True, slots=True)
class Crossings:
    """The hand-overs of the functional lens, and those between the areas that own touchpoints or do the work."""

    cut: Cut
    of_lens: Sequence[Crossing]
    of_areas: Sequence[Crossing]


def crossings(lived: Lived | None = None) -> Crossings:
    """Every hand-over of today's journey, the one with the largest loss first."""
    known = lived or Lived()
    shown = cut(FUNCTIONAL, known.stages)
    names = {part.code: part.name for part in shown.parts}
    of_lens = hand_overs((stage, [part.code for part in shown.parts_of(stage.id)]) for stage in known.stages)
    areas = {area.id: area.name for area in functions()}
    owners = _owners(known.stages, list(areas))
    of_areas = hand_overs((stage, owners[stage.id]) for stage in known.stages)
    return Crossings(
        shown, _ordered(_crossing(known, one, names) for one in of_lens),
        _ordered(_crossing(known, one, areas) for one in of_areas),
    )  # fmt: skip


def _ordered(found: Iterable[Crossing]) -> list[Crossing]:
    return sorted(found, key=lambda one: -one.largest)


def _owners(stages: Sequence[Stage], areas: Sequence[UUID]) -> Mapping[UUID, list[UUID]]:
    """Stage -> the areas that own a touchpoint of it, or whose role is to do its work, in their order."""
    rows = db.session.execute(select(StageRole.stage_id, StageRole.function_id).where(StageRole.part == DOES))
    doing = {(stage_id, area) for stage_id, area in rows}
    doing |= {(stage.id, point.function_id) for stage in stages for point in stage.touchpoints if point.function_id}
    return {stage.id: [area for area in areas if (stage.id, area) in doing] for stage in stages}


def _crossing(known: Lived, one: HandOver[Stage, Owner], names: Mapping[Owner, Texts]) -> Crossing:
    return Crossing(
        one.before,
        one.after,
        [names[owner] for owner in one.had],
        [names[owner] for owner in one.takes],
        _losses(known, one.before, one.after),
    )


def _losses(known: Lived, before: Stage, after: Stage) -> list[Loss]:
    """Of every group heard on one of the two sides."""
    found = []
    for group in known.groups:
        one, other = known.sum_at(before.id, group.id), known.sum_at(after.id, group.id)
        if one is None and other is None:
            continue
        lost = NOT_ASKED if one is None or other is None else drop(one, other)
        found.append(Loss(group.id, _alone(one), _alone(other), lost))
    return sorted(found, key=lambda each: -each.lost.value if isinstance(each.lost, Difference) else 9.0)


def _alone(one: StageSum | None) -> Combined:
    return Combined(NOT_ASKED) if one is None else combine([one])

"""What one area must know and do, stage by stage, and how much of the journey each takes part in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from feedback.journeys.models import BlueprintItem, BusinessFunction, Stage, StageRole, Touchpoint
from feedback.journeys.queries import blueprint
from feedback.journeys.queries import roles as role_queries
from feedback.journeys.queries.roles import Matrix
from feedback.journeys.rules.roles import NONE


@dataclass(frozen=True, slots=True)
class AreaStage:
    """A stage from the side of one area: its role, the contacts it owns, what it does, says or keeps there."""

    stage: Stage
    role: StageRole | None
    touchpoints: Sequence[Touchpoint]
    items: Sequence[BlueprintItem]

    @property
    def takes_part(self) -> bool:
        """It has a role, or owns something here although nobody has said its role."""
        has_role = self.role is not None and self.role.part != NONE
        return has_role or bool(self.touchpoints or self.items)


@dataclass(frozen=True, slots=True)
class Area:
    """The journey from the side of one area."""

    stages: Sequence[AreaStage]

    @property
    def taking_part(self) -> list[AreaStage]:
        return [one for one in self.stages if one.takes_part]

    @property
    def without(self) -> list[AreaStage]:
        """Stages at which somebody said that it has no role, and nothing is drawn as its own."""
        return [one for one in self.stages if one.role is not None and not one.takes_part]

    @property
    def open(self) -> list[AreaStage]:
        """Stages at which nobody has said anything about it."""
        return [one for one in self.stages if one.role is None and not one.takes_part]

    def with_part(self, part: str) -> int:
        """At how many stages it has this part."""
        return sum(one.role is not None and one.role.part == part for one in self.stages)


@dataclass(frozen=True, slots=True)
class Summary:
    """An area in a list: how many stages it has each part at, and how many are open."""

    function: BusinessFunction
    parts: Mapping[str, int]
    open: int


def area(function: BusinessFunction) -> Area:
    """One area at every stage of the current journey; the number of reads does not depend on what is there."""
    held, items = role_queries.matrix(), blueprint.by_stage()
    return Area([_at(held, stage, function, items.get(stage.id, ())) for stage in held.stages])


def taking_part() -> list[tuple[BusinessFunction, list[Stage]]]:
    """Every area in use with the stages of the current journey it takes part in, in a fixed number of reads."""
    held, items = role_queries.matrix(), blueprint.by_stage()
    return [
        (function, [stage for stage in held.stages if _at(held, stage, function, items.get(stage.id, ())).takes_part])
        for function in held.functions
    ]


def _at(held: Matrix, stage: Stage, function: BusinessFunction, items: Sequence[BlueprintItem]) -> AreaStage:
    return AreaStage(
        stage,
        held.at(stage, function),
        [one for one in stage.touchpoints if one.function_id == function.id],
        [one for one in items if one.function_id == function.id],
    )


def summaries(held: Matrix) -> list[Summary]:
    """Every area in use with its parts, from a matrix that was read already."""
    return [_summary(held, function) for function in held.functions]


def _summary(held: Matrix, function: BusinessFunction) -> Summary:
    roles = [role for stage in held.stages if (role := held.at(stage, function)) is not None]
    return Summary(function, Counter(role.part for role in roles), len(held.stages) - len(roles))

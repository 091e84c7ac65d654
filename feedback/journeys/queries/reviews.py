"""What the areas were asked about the stages, and what they said."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select

from feedback.db import db
from feedback.journeys import queries as journeys
from feedback.journeys.models import BusinessFunction, Stage, StageReview, StageRole
from feedback.journeys.queries import functions

NO_PART = "none"


@dataclass(frozen=True, slots=True)
class Review:
    """One area on one stage: asked and silent yet, confirmed, or disputed."""

    row: StageReview
    function: BusinessFunction
    stage: Stage

    @property
    def verdict(self) -> str:
        return self.row.verdict


@dataclass(frozen=True, slots=True)
class Asked:
    """One area with everything it was asked about the stages there are, in the order of the journey."""

    function: BusinessFunction
    reviews: tuple[Review, ...] = ()

    @property
    def open(self) -> tuple[Review, ...]:
        """Stages it has not said anything about."""
        return tuple(one for one in self.reviews if one.verdict == "asked")

    @property
    def disputed(self) -> tuple[Review, ...]:
        return tuple(one for one in self.reviews if one.verdict == "disputed")


def reviews() -> list[Asked]:
    """Every area in use with its reviews; those that were not asked have none. Four reads."""
    stages = journeys.stages()
    rows = {(row.function_id, row.stage_id): row for row in db.session.scalars(select(StageReview))}
    return [
        Asked(
            one,
            tuple(Review(rows[one.id, stage.id], one, stage) for stage in stages if (one.id, stage.id) in rows),
        )
        for one in functions.functions()
    ]


def by_stage(known: Sequence[Asked] | None = None) -> Mapping[UUID, Sequence[Review]]:
    """Stage -> what the areas said of it, or were asked; `known` where somebody read `reviews` already."""
    found: dict[UUID, list[Review]] = {}
    for asked in reviews() if known is None else known:
        for one in asked.reviews:
            found.setdefault(one.stage.id, []).append(one)
    return found


def of_function(code: str) -> Asked:
    """One area with its reviews; NotFound."""
    function = functions.function(code)
    return next((one for one in reviews() if one.function.id == function.id), Asked(function))


def concerned() -> Mapping[UUID, list[Stage]]:
    """Area -> the stages it is asked about by itself: where it has a role; every stage where it has none yet."""
    stages = journeys.stages()
    rows = db.session.execute(select(StageRole.function_id, StageRole.stage_id).where(StageRole.part != NO_PART))
    roles = {(function_id, stage_id) for function_id, stage_id in rows}
    found = {}
    for one in functions.functions():
        own = [stage for stage in stages if (one.id, stage.id) in roles]
        found[one.id] = own or stages
    return found


def review(stage_id: UUID, function_id: UUID) -> StageReview | None:
    wanted = select(StageReview).where(StageReview.stage_id == stage_id, StageReview.function_id == function_id)
    return db.session.scalar(wanted)

"""Every read of what the business functions do at the stages."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select

from feedback.db import db
from feedback.journeys import queries as journeys
from feedback.journeys.models import BusinessFunction, Stage, StageRole
from feedback.journeys.queries import functions as function_queries
from feedback.journeys.rules.roles import Open, left_open


@dataclass(frozen=True, slots=True)
class Matrix:
    """Stages of the current journey × areas in use. A cell without a role is open."""

    stages: Sequence[Stage]
    functions: Sequence[BusinessFunction]
    roles: Mapping[tuple[UUID, UUID], StageRole]
    open: Open

    def at(self, stage: Stage, function: BusinessFunction) -> StageRole | None:
        return self.roles.get((stage.id, function.id))

    def open_of(self, stage: Stage) -> int:
        """How many areas nobody has given a role at this stage."""
        return sum(self.at(stage, one) is None for one in self.functions)


def matrix() -> Matrix:
    """The whole matrix; its number of reads does not depend on what is in it."""
    stages, functions = journeys.stages(), function_queries.functions()
    roles = among([one.id for one in stages])
    cells = {cell: role.part for cell, role in roles.items()}
    return Matrix(stages, functions, roles, left_open([one.id for one in stages], [one.id for one in functions], cells))


def among(stage_ids: Sequence[UUID]) -> dict[tuple[UUID, UUID], StageRole]:
    """(stage, area) -> its role, at these stages; of archived areas too."""
    found = db.session.scalars(select(StageRole).where(StageRole.stage_id.in_(stage_ids)))
    return {(role.stage_id, role.function_id): role for role in found}


def by_stage() -> Mapping[UUID, Sequence[StageRole]]:
    """Stage of the current journey -> the roles of areas in use, in their order; open cells are left out."""
    held = matrix()
    found: dict[UUID, list[StageRole]] = defaultdict(list)
    for stage in held.stages:
        roles = (held.at(stage, function) for function in held.functions)
        found[stage.id] = [role for role in roles if role is not None]
    return found


def of_stage(stage: Stage) -> dict[UUID, StageRole]:
    """Area -> its role at one stage."""
    return {role.function_id: role for role in among([stage.id]).values()}


def role(stage: Stage, function: BusinessFunction) -> StageRole | None:
    """What the area does at the stage; None where nobody has said."""
    return of_stage(stage).get(function.id)

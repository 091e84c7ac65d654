"""What an improvement carries besides title and evidence: how far it reaches, for what, by whom, at what cost."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from feedback.backlog.models import Improvement
from feedback.backlog.queries import objectives
from feedback.backlog.rules import scope
from feedback.backlog.rules.tags import tags_of
from feedback.errors import NotFound, message
from feedback.journeys import queries as journeys
from feedback.journeys.queries import functions
from feedback.names import refusal
from feedback.stakeholders.queries import groups as stakeholders

MOST_COST = 1_000_000_000


def fill(row: Improvement, fields: Mapping[str, Any]) -> None:
    """Write what is given; `direction` has to stand already. Invalid, NotFound."""
    for name, kept in _KEPT.items():
        if name in fields:
            setattr(row, name, kept(fields[name]))
    if "how" in fields:
        row.how = scope.check_how(fields["how"] or "", row.direction)
    if "tags" in fields:
        row.tags = list(tags_of(fields["tags"]))


def _cost(given: int | None) -> int | None:
    if given is not None and not 0 <= given <= MOST_COST:
        raise refusal("cost", message("Write an amount from 0 to %(most)s.", most=MOST_COST))
    return given


def _stage(stage_id: UUID | None) -> UUID | None:
    return journeys.stage(stage_id).id if stage_id else None


def _group(group_id: UUID | None) -> UUID | None:
    return stakeholders.group(group_id).id if group_id else None


def _objective(objective_id: UUID | None) -> UUID | None:
    return objectives.objective(objective_id).id if objective_id else None


def _function(function_id: UUID | None) -> UUID | None:
    if function_id is not None and function_id not in {one.id for one in functions.all_functions()}:
        raise NotFound()
    return function_id


_KEPT: Mapping[str, Callable[[Any], Any]] = {
    "scope": scope.check_scope,
    "strong_stage_id": _stage,
    "strong_group_id": _group,
    "objective_id": _objective,
    "function_id": _function,
    "cost": _cost,
}

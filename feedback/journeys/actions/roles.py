"""Every write of what the business functions do at the stages."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from feedback.accounts.actions import record
from feedback.db import Texts, db
from feedback.errors import Invalid, Message
from feedback.journeys import queries as journeys
from feedback.journeys.models import BusinessFunction, Stage, StageRole
from feedback.journeys.queries import roles as queries
from feedback.journeys.rules import roles as rules
from feedback.permissions import Access


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to stand in one cell of the matrix; part '' opens the cell again."""

    function: BusinessFunction
    part: str
    task: Texts = field(default_factory=dict)
    """What it does here; with part none: why it has no role."""
    knows: Texts = field(default_factory=dict)


def fill(stage: Stage, wanted: Iterable[Wanted], *, by: Access | None = None) -> list[StageRole]:
    """Say what areas do at a stage; cells that are not named stay as they are. The roles that stand then.

    Invalid names each field with the code of its area, such as `task-care` or `knows-care_es`; then none is written.
    """
    cells = list(wanted)
    if refused := {name: text for one in cells for name, text in _refused(one).items()}:
        raise Invalid(next(iter(refused.values())), refused)
    journeys.locked(stage.journey_id)
    there = queries.of_stage(stage)
    roles = [_put(stage, one, there.get(one.function.id)) for one in cells]
    db.session.flush()
    standing = [role for role in roles if role is not None]
    record(by, "roles.filled", stage.code, {"areas": [one.function.code for one in cells]})
    return standing


def _refused(wanted: Wanted) -> dict[str, Message]:
    """What is wrong with a cell, by the names its fields have among those of other areas."""
    try:
        _cleaned(wanted)
    except Invalid as error:
        return {rules.field_of(name, wanted.function.code): text for name, text in error.fields.items()}
    return {}


def _cleaned(wanted: Wanted) -> dict[str, object]:
    if not wanted.part:
        return {}
    return {
        "part": rules.part_of(wanted.part),
        "task": rules.task_of(wanted.part, wanted.task),
        "knows": rules.knows_of(wanted.knows),
    }


def _put(stage: Stage, wanted: Wanted, role: StageRole | None) -> StageRole | None:
    values = _cleaned(wanted)
    if not values:
        if role is not None:
            db.session.delete(role)
        return None
    if role is None:
        role = StageRole(stage_id=stage.id, function_id=wanted.function.id)
        db.session.add(role)
    for name, value in values.items():
        setattr(role, name, value)
    return role

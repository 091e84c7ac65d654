"""What is drawn in a stage that goes on as others: contacts, blueprint, claims, roles, places in lenses, variants."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import select, update

from feedback.db import db
from feedback.journeys.models import (
    BlueprintItem,
    Claim,
    LensPlacement,
    Stage,
    StageRole,
    Touchpoint,
    Variant,
    VariantStage,
)
from feedback.names import free_code


def to_parts(stage: Stage, parts: Sequence[Stage], touchpoints: Mapping[UUID, int]) -> None:
    """Contacts go to the part that was chosen for them, the first otherwise; so does what hangs on the stage itself.

    Every part stands where the stage stood in the lenses, and is where it was in the variants.
    """
    for one in list(stage.touchpoints):
        _move(one, parts[_place(touchpoints.get(one.id), len(parts))])
    _move_all(stage, parts[0])
    _roles_of(stage, parts[0])
    for part in parts:
        _places_of(stage, part)
    _in_variants(stage, parts)


def to_one(stage: Stage, target: Stage) -> None:
    """Everything goes to the stage it becomes, after what is there; a role or place it has already stays as it is."""
    for one in list(stage.touchpoints):
        _move(one, target)
    _move_all(stage, target)
    _roles_of(stage, target)
    _places_of(stage, target)
    _in_variants(stage, [target])


def _place(chosen: int | None, parts: int) -> int:
    return chosen if chosen is not None and 0 <= chosen < parts else 0


def _move(touchpoint: Touchpoint, stage: Stage) -> None:
    """A contact keeps its row, and so its key flows and walks; its code gives way to one that is taken."""
    there = list(stage.touchpoints)
    touchpoint.code = free_code(touchpoint.code, {one.code for one in there}, touchpoint.code)
    touchpoint.position = 1 + max((one.position for one in there), default=0)
    touchpoint.stage = stage
    db.session.flush()
    _of_stage(BlueprintItem, BlueprintItem.touchpoint_id == touchpoint.id, stage)


def _move_all(stage: Stage, target: Stage) -> None:
    _of_stage(BlueprintItem, BlueprintItem.stage_id == stage.id, target)
    _of_stage(Claim, Claim.stage_id == stage.id, target)


def _of_stage(model: Any, which: Any, stage: Stage) -> None:
    moved = update(model).where(which).values(stage_id=stage.id)
    db.session.execute(moved, execution_options={"synchronize_session": "fetch"})


def _roles_of(stage: Stage, target: Stage) -> None:
    there = set(db.session.scalars(select(StageRole.function_id).where(StageRole.stage_id == target.id)))
    for role in db.session.scalars(select(StageRole).where(StageRole.stage_id == stage.id)).all():
        if role.function_id not in there:
            role.stage_id = target.id
    db.session.flush()


def _places_of(stage: Stage, target: Stage) -> None:
    there = set(db.session.scalars(select(LensPlacement.lens_stage_id).where(LensPlacement.stage_id == target.id)))
    own = db.session.scalars(select(LensPlacement.lens_stage_id).where(LensPlacement.stage_id == stage.id)).all()
    db.session.add_all(LensPlacement(lens_stage_id=place, stage_id=target.id) for place in own if place not in there)
    db.session.flush()


def _in_variants(stage: Stage, parts: Sequence[Stage]) -> None:
    """The parts take the place of the stage in every variant that goes through it; none is gone through twice."""
    through = select(VariantStage.variant_id).where(VariantStage.stage_id == stage.id)
    for variant in db.session.scalars(select(Variant).where(Variant.id.in_(through))).all():
        order = [one.stage_id for one in variant.stages]
        place = order.index(stage.id)
        order[place : place + 1] = [part.id for part in parts]
        follow(variant, order)


def follow(variant: Variant, order: Sequence[UUID]) -> None:
    """The variant goes through these stages, in this order, each once."""
    variant.stages = []
    db.session.flush()
    variant.stages = [
        VariantStage(stage_id=stage_id, position=position)
        for position, stage_id in enumerate(dict.fromkeys(order), start=1)
    ]
    db.session.flush()

"""Every read of the blueprint: what stands behind the stages, and how tools hang together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Select, func, select

from feedback.db import db, find
from feedback.errors import NotFound
from feedback.journeys import queries
from feedback.journeys.models import BlueprintItem, Stage, ToolLink
from feedback.journeys.rules.blueprint import TOOL


def by_stage() -> Mapping[UUID, Sequence[BlueprintItem]]:
    """Stage -> its things in order, of the stages in use of the current journey: two reads."""
    found: dict[UUID, list[BlueprintItem]] = {}
    for item in db.session.scalars(_in_use()):
        found.setdefault(item.stage_id, []).append(item)
    return found


def _in_use() -> Select[Any]:
    current = queries.journey()
    of_stage = (BlueprintItem.stage_id == Stage.id) & (BlueprintItem.organisation_id == Stage.organisation_id)
    wanted = select(BlueprintItem).join(Stage, of_stage)
    wanted = wanted.where(Stage.journey_id == (current.id if current else None), Stage.retired_at.is_(None))
    return wanted.order_by(Stage.position, BlueprintItem.position, BlueprintItem.id)


def tools() -> list[BlueprintItem]:
    """Every tool of the stages in use, in the order of the journey."""
    return list(db.session.scalars(_in_use().where(BlueprintItem.kind == TOOL)))


def of_stage(stage_id: UUID) -> list[BlueprintItem]:
    """The things of one stage, in order."""
    wanted = select(BlueprintItem).where(BlueprintItem.stage_id == stage_id)
    return list(db.session.scalars(wanted.order_by(BlueprintItem.position, BlueprintItem.id)))


def item(item_id: UUID) -> BlueprintItem:
    """One thing of this organisation; NotFound."""
    return find(BlueprintItem, item_id)


def locked(item_id: UUID) -> BlueprintItem:
    """The thing, for a change that nobody else makes at the same time; NotFound."""
    found = db.session.scalar(select(BlueprintItem).where(BlueprintItem.id == item_id).with_for_update())
    if found is None:
        raise NotFound()
    return found


def locked_stage(stage_id: UUID) -> Stage:
    """The stage, for a change of what is in it that nobody else makes at the same time."""
    return db.session.scalars(select(Stage).where(Stage.id == stage_id).with_for_update()).one()


def last_position(stage_id: UUID) -> int:
    """The highest place taken among the things of a stage, 0 where there are none."""
    return db.session.scalar(select(func.max(BlueprintItem.position)).where(BlueprintItem.stage_id == stage_id)) or 0


def links() -> list[ToolLink]:
    """How tools hang together, every pair anybody wrote down."""
    return list(db.session.scalars(select(ToolLink).order_by(ToolLink.id)))


def links_of(item_id: UUID) -> list[ToolLink]:
    """Links from and to one tool."""
    either = (ToolLink.from_item_id == item_id) | (ToolLink.to_item_id == item_id)
    return list(db.session.scalars(select(ToolLink).where(either).order_by(ToolLink.id)))


def link(link_id: UUID) -> ToolLink:
    """One link of this organisation; NotFound."""
    return find(ToolLink, link_id)


def link_between(source_id: UUID, target_id: UUID) -> ToolLink | None:
    """The link from one tool into another, if somebody wrote it down."""
    wanted = select(ToolLink).where(ToolLink.from_item_id == source_id, ToolLink.to_item_id == target_id)
    found: ToolLink | None = db.session.scalar(wanted)
    return found

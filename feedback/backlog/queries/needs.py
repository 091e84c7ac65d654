"""Which improvements were drafted from what a stage lacks."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from sqlalchemy import or_, select

from feedback.backlog.models import Improvement, ImprovementNeed
from feedback.db import db
from feedback.journeys.models import BlueprintItem, ToolLink
from feedback.journeys.rules.needs import Need


def of_need(need: Need) -> Improvement | None:
    """The improvement that was drafted from it, the first one where its things have several."""
    wanted = select(Improvement).join(ImprovementNeed, ImprovementNeed.improvement_id == Improvement.id)
    if need.link:
        mine = ImprovementNeed.link_id == need.link.id
    else:
        mine = ImprovementNeed.item_id.in_([item.id for item in need.items])
    found: Improvement | None = db.session.scalar(wanted.where(mine).order_by(Improvement.number).limit(1))
    return found


def drafted() -> Mapping[UUID, Improvement]:
    """Thing or gap (their ids) -> the improvement drafted from it: two reads, for a page with many needs."""
    row = ImprovementNeed
    links = db.session.execute(select(row.item_id, row.link_id, row.improvement_id)).all()
    wanted = select(Improvement).where(Improvement.id.in_({link.improvement_id for link in links}))
    rows = {found.id: found for found in db.session.scalars(wanted)}
    return {key: rows[improvement] for *keys, improvement in links for key in keys if key}


def origins(improvement_id: UUID) -> list[BlueprintItem]:
    """The things of the blueprint an improvement was drafted from; of a gap the tool it ends in."""
    of_gap = select(ToolLink.to_item_id).join(ImprovementNeed, ImprovementNeed.link_id == ToolLink.id)
    of_item = select(ImprovementNeed.item_id).where(ImprovementNeed.item_id.is_not(None))
    found = or_(
        BlueprintItem.id.in_(of_gap.where(ImprovementNeed.improvement_id == improvement_id)),
        BlueprintItem.id.in_(of_item.where(ImprovementNeed.improvement_id == improvement_id)),
    )
    return list(db.session.scalars(select(BlueprintItem).where(found).order_by(BlueprintItem.position)))

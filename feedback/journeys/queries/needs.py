"""What we need and what we have, stage by stage, as the blueprint says it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from uuid import UUID

from feedback.journeys.models import BlueprintItem, ToolLink
from feedback.journeys.queries import blueprint
from feedback.journeys.rules import needs as rules
from feedback.journeys.rules.needs import Item, Link, Need, StageNeeds


def needs() -> Mapping[UUID, StageNeeds]:
    """Stage -> what it lacks, of every stage in use that has a blueprint, in the order of the journey: three reads."""
    drawn = blueprint.by_stage()
    items = {row.id: _item(row) for rows in drawn.values() for row in rows}
    links = _links(blueprint.links(), items)
    return {
        stage_id: rules.stage_needs([items[row.id] for row in rows], links.get(stage_id, ()))
        for stage_id, rows in drawn.items()
    }


def need_of_item(item_id: UUID) -> Need | None:
    """What is lacking that goes back to a thing of the blueprint; None where nothing is."""
    return next((need for need in _all() if need.link is None and item_id in {one.id for one in need.items}), None)


def need_of_link(link_id: UUID) -> Need | None:
    """What is lacking between two tools; None where nothing is."""
    return next((need for need in _all() if need.link is not None and need.link.id == link_id), None)


def _all() -> list[Need]:
    return [need for found in needs().values() for need in found.needs]


def _links(rows: Sequence[ToolLink], items: Mapping[UUID, Item]) -> dict[UUID, list[Link]]:
    """Stage -> the links that end in one of its tools; those of tools off the map are left out."""
    found: dict[UUID, list[Link]] = {}
    for row in rows:
        source, target = items.get(row.from_item_id), items.get(row.to_item_id)
        if source and target:
            found.setdefault(target.stage, []).append(Link(row.id, source, target, row.integration, row.what))
    return found


def _item(row: BlueprintItem) -> Item:
    return Item(
        id=row.id,
        stage=row.stage_id,
        kind=row.kind,
        text=row.text,
        need=row.need,
        answered=row.answered,
        state=row.state,
        minutes=row.minutes,
        touchpoint=row.touchpoint_id,
    )

"""Writes of the blueprint: add a thing to a stage, change it, move it, take it out."""

from __future__ import annotations

from typing import TypedDict, Unpack
from uuid import UUID

from feedback.accounts.actions import record
from feedback.db import Texts, db, find
from feedback.journeys import queries, rules
from feedback.journeys.models import BlueprintItem, BusinessFunction, Stage
from feedback.journeys.queries import blueprint as items
from feedback.journeys.rules import blueprint
from feedback.names import texts_of
from feedback.permissions import Access


class Fields(TypedDict, total=False):
    """What may be said of a thing; what does not belong to its kind is left out."""

    text: Texts
    touchpoint_id: UUID | None
    function_id: UUID | None
    said_when: Texts
    need: Texts
    state: str
    answered: Texts
    minutes: int | None


def add(stage: Stage, *, kind: str, by: Access | None = None, **fields: Unpack[Fields]) -> BlueprintItem:
    """A new thing at the end of its layer; Invalid at the field that cannot be."""
    there = items.of_stage(items.locked_stage(stage.id).id)
    rules.room_for_one(len(there), blueprint.MOST_ITEMS)
    row = BlueprintItem(
        stage_id=stage.id, kind=blueprint.kind(kind).code, text={}, position=items.last_position(stage.id) + 1
    )
    _fill(row, {"text": {}, **fields})
    db.session.add(row)
    db.session.flush()
    record(by, "blueprint.added", stage.code, {"kind": kind})
    return row


def change(item: BlueprintItem, **fields: Unpack[Fields]) -> BlueprintItem:
    """Say something else of it: what is given. Its stage and its layer stay."""
    _fill(item, fields)
    return item


def _fill(row: BlueprintItem, fields: Fields) -> None:
    if "text" in fields:
        row.text = texts_of("text", fields["text"], most=blueprint.LONGEST_ITEM)
    if "touchpoint_id" in fields:
        row.touchpoint_id = _touchpoint(row.stage_id, fields["touchpoint_id"])
    if "function_id" in fields:
        row.function_id = _function(fields["function_id"])
    _fill_more(row, fields)


def _fill_more(row: BlueprintItem, fields: Fields) -> None:
    if "said_when" in fields:
        row.said_when = _texts(row, "said_when", fields["said_when"], blueprint.COMMUNICATION)
    if "answered" in fields:
        row.answered = _texts(row, "answered", fields["answered"], blueprint.QUESTION)
    if "need" in fields:
        row.need = _texts(row, "need", fields["need"], *blueprint.JUDGED)
    if "state" in fields:
        row.state = blueprint.state_of(row.kind, fields["state"])
    if "minutes" in fields:
        row.minutes = blueprint.minutes_of(row.kind, fields["minutes"])


def _texts(row: BlueprintItem, field: str, given: Texts, *kinds: str) -> Texts:
    if row.kind not in kinds:
        return {}
    return texts_of(field, given, most=blueprint.LONGEST_ITEM, required=False)


def _touchpoint(stage_id: UUID, touchpoint_id: UUID | None) -> UUID | None:
    return queries.touchpoint(stage_id, touchpoint_id).id if touchpoint_id else None


def _function(function_id: UUID | None) -> UUID | None:
    return find(BusinessFunction, function_id).id if function_id else None


def move(item: BlueprintItem, *, direction: str) -> BlueprintItem:
    """One place up or down among the things of its layer."""
    stage = items.locked_stage(item.stage_id)
    layer = [one for one in items.of_stage(stage.id) if one.kind == item.kind]
    places = sorted(one.position for one in layer)
    for place, one in zip(places, rules.moved(layer, item, direction), strict=True):
        one.position = place
    return item


def remove(item: BlueprintItem, *, by: Access | None = None) -> None:
    """Take it out of the blueprint, with its links to other tools and what was claimed of it."""
    record(by, "blueprint.removed", queries.stage(item.stage_id).code, {"kind": item.kind})
    db.session.delete(item)

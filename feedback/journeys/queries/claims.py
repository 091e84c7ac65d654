"""Every read of what the map states: claims, and the elements they are about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select

from feedback.db import Texts, db, find
from feedback.errors import NotFound
from feedback.journeys import queries as journeys
from feedback.journeys.models import BlueprintItem, Claim, Stage, Touchpoint
from feedback.journeys.rules.statements import About
from feedback.stakeholders.models import Persona, PersonaLine

_MODELS: dict[str, Any] = {"stage": Stage, "touchpoint": Touchpoint, "item": BlueprintItem, "line": PersonaLine}
Row = Stage | Touchpoint | BlueprintItem | PersonaLine


@dataclass(frozen=True, slots=True)
class Element:
    """Something the map draws, which is a statement by itself. `stage_id` is None for a line of a persona.

    `part`: the code of its kind within its sort, such as "wait" or "need"; '' for stages and touchpoints.
    """

    about: About
    name: Texts
    stage_id: UUID | None
    part: str
    drawn_at: datetime | None
    confirmed_at: datetime | None
    persona_code: str = ""
    group_id: UUID | None = None

    @property
    def kind(self) -> str:
        return self.about[0]


def about(claim: Claim) -> About:
    """What a claim is about."""
    ids = (claim.stage_id, claim.touchpoint_id, claim.item_id, claim.persona_line_id)
    return next((kind, one) for kind, one in zip(_MODELS, ids, strict=True) if one is not None)


def row(what: About) -> Row:
    """The row of what a statement is about, of this organisation; NotFound."""
    kind, identity = what
    if kind not in _MODELS:
        raise NotFound()
    found: Row = find(_MODELS[kind], identity)
    return found


def element(what: About) -> Element:
    """One thing the map draws; NotFound."""
    found = row(what)
    if isinstance(found, Stage):
        return _of_stage(found)
    if isinstance(found, Touchpoint):
        return _of_touchpoint(found)
    if isinstance(found, BlueprintItem):
        return _of_item(found)
    return _of_line(found, find(Persona, found.persona_id))


def elements() -> list[Element]:
    """Everything the map draws: stages in order, each with its touchpoints and items, then personas' lines.

    Five reads, whatever there is.
    """
    stages = journeys.stages()
    items = _items([stage.id for stage in stages])
    drawn: list[Element] = []
    for stage in stages:
        drawn.append(_of_stage(stage))
        drawn += [_of_touchpoint(one) for one in stage.touchpoints]
        drawn += [_of_item(one) for one in items if one.stage_id == stage.id]
    return drawn + _lines()


def _items(stage_ids: Sequence[UUID]) -> list[BlueprintItem]:
    wanted = select(BlueprintItem).where(BlueprintItem.stage_id.in_(stage_ids))
    return list(db.session.scalars(wanted.order_by(BlueprintItem.position, BlueprintItem.id)))


def _lines() -> list[Element]:
    wanted = select(PersonaLine, Persona).join(Persona, Persona.id == PersonaLine.persona_id)
    ordered = wanted.where(Persona.archived_at.is_(None)).order_by(
        Persona.position, Persona.code, PersonaLine.position, PersonaLine.id
    )
    return [_of_line(line, persona) for line, persona in db.session.execute(ordered)]


def _of_stage(one: Stage) -> Element:
    return Element(("stage", one.id), one.name, one.id, "", one.drawn_at, one.confirmed_at)


def _of_touchpoint(one: Touchpoint) -> Element:
    return Element(("touchpoint", one.id), one.name, one.stage_id, "", one.drawn_at, one.confirmed_at)


def _of_item(one: BlueprintItem) -> Element:
    return Element(("item", one.id), one.text, one.stage_id, one.kind, one.drawn_at, one.confirmed_at)


def _of_line(one: PersonaLine, persona: Persona) -> Element:
    return Element(
        ("line", one.id), one.text, None, one.kind, one.drawn_at, one.confirmed_at, persona.code, persona.group_id
    )


# --- claims ---------------------------------------------------------------------------------------


def claim(claim_id: UUID) -> Claim:
    """One claim of this organisation, withdrawn or not; NotFound."""
    return find(Claim, claim_id)


def claims() -> list[Claim]:
    """Every claim that stands, the oldest first: one read."""
    wanted = select(Claim).where(Claim.withdrawn_at.is_(None))
    return list(db.session.scalars(wanted.order_by(Claim.claimed_at, Claim.id)))


def of_element(what: About) -> list[Claim]:
    """What stands about one thing."""
    return [one for one in claims() if about(one) == what]


def as_drawn(what: About, function_id: UUID | None = None, topic: str = "") -> Claim | None:
    """The standing claim, of a function or of nobody in particular, that the thing is as it is drawn."""
    same = (one for one in of_element(what) if one.function_id == function_id and one.topic == topic)
    return next((one for one in same if not one.text and one.value is None), None)

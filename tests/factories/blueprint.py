"""Blueprints, tool links and key flows."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from feedback.journeys import queries as journeys
from feedback.journeys.actions import blueprint, flows, tool_links
from feedback.journeys.queries import blueprint as queries
from tests.factories.people import Member


def item(of: Member, stage: str, kind: str, name: str = "A thing", **fields: Any) -> UUID:
    """A thing of a stage (by its code), by its id; without a `text` its name is the same in both languages."""
    values = {"text": both(name), **fields}
    made: UUID = of.do(lambda: blueprint.add(journeys.stage_named(stage), kind=kind, **values).id)
    return made


def both(text: str) -> dict[str, str]:
    """The same words in both languages of the organisation."""
    return {"es": text, "en": text}


def link(of: Member, source: UUID, target: UUID, integration: str = "by_hand", what: str = "The address") -> UUID:
    """How two tools hang together, by its id."""

    def add() -> UUID:
        return tool_links.link(queries.item(source), queries.item(target), integration=integration, what=both(what)).id

    made: UUID = of.do(add)
    return made


def flow(of: Member, name: str = "From call to repair", path: tuple[str, ...] = ("booking", "visit")) -> str:
    """A key flow through the first touchpoint of each stage (by its code), by its code."""

    def add() -> str:
        made = flows.add(name=both(name), good_end=both("It works again."))
        for stage in path:
            flows.add_step(made, journeys.stage_named(stage).touchpoints[0])
        return made.code

    code: str = of.do(add)
    return code

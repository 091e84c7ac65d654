"""Journeys as drawn."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any
from uuid import UUID

from feedback.journeys import actions, queries
from feedback.journeys.models import Stage
from tests.factories.people import Member
from tests.installation import repeated

STAGES = ("booking", "visit", "billing")


@repeated
def journey(of: Member, stages: Iterable[str] = STAGES) -> list[Stage]:
    """A journey whose stages have these codes and names, each with one touchpoint by phone; its stages in order."""

    def draw() -> None:
        drawn = actions.create_journey(name={"es": "La ruta", "en": "The journey"}, code="journey")
        for code in stages:
            added = actions.add_stage(drawn, name={"es": code.title(), "en": code.title()}, code=code)
            actions.add_touchpoint(added, name={"es": "Llamada", "en": "Call"}, channel="phone", code="call")

    of.do(draw)
    return current(of)


def current(of: Member) -> list[Stage]:
    """The stages of the journey as the database has them now."""
    with of.at_work():
        return queries.stages()


def change(of: Member, stage: Stage, action: Callable[..., Any], **values: Any) -> None:
    """Run one action on the stage."""
    of.do(lambda: action(queries.stage(stage.id), **values))


def touchpoint(of: Member, stage: Stage, **values: Any) -> UUID:
    """Another touchpoint of the stage, by its id."""
    made = {"name": {"es": "Mostrador", "en": "Counter"}, "channel": "shop", **values}
    added: UUID = of.do(lambda: actions.add_touchpoint(queries.stage(stage.id), **made).id)
    return added

"""What the map states, and what is linked to it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from feedback.insights.actions import claims as linking
from feedback.journeys import queries as journeys
from feedback.journeys.actions import claims as actions
from feedback.journeys.actions import functions
from feedback.journeys.queries import claims as queries
from tests.factories.people import Member


def stated(of: Member, stage: str = "visit", text: str = "", touchpoint: str = "", **values: Any) -> UUID:
    """A claim about a stage, or about its touchpoint with this code; without a text that it is as drawn."""

    def act() -> UUID:
        row = journeys.stage_named(stage)
        point = next((one for one in row.touchpoints if one.code == touchpoint), None)
        about = ("touchpoint", point.id) if point else ("stage", row.id)
        words = {"es": text, "en": text} if text else {}
        return actions.claim(**{"about": about, "text": words, "by": None, **values}).id

    made: UUID = of.do(act)
    return made


def linked(of: Member, claim_id: UUID, kind: str, target: UUID, says: str = "for") -> UUID:
    made: UUID = of.do(lambda: linking.link(queries.claim(claim_id), kind=kind, target=target, says=says).id)
    return made


def areas(of: Member, *codes: str) -> list[UUID]:
    """The ready areas with these codes, by their ids."""
    made: list[UUID] = of.do(lambda: [one.id for one in functions.ready(codes)])
    return made

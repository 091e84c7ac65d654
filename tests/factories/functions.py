"""Areas of a company and what they do at stages."""

from __future__ import annotations

from typing import Any

from feedback.journeys import queries as journeys
from feedback.journeys.actions import functions as actions
from feedback.journeys.actions import roles
from feedback.journeys.actions.roles import Wanted
from feedback.journeys.queries import functions as queries
from tests.factories.people import Member
from tests.installation import repeated


@repeated
def area(of: Member, code: str = "kitchen", name: str = "") -> str:
    """An area of the organisation's own; its code."""
    return str(
        of.do(lambda: actions.add(name={"es": name or code.title(), "en": name or code.title()}, code=code).code)
    )


@repeated
def ready(of: Member, *codes: str) -> list[str]:
    """The ready areas with these codes; the codes of those added."""
    return list(of.do(lambda: [one.code for one in actions.ready(codes)]))


def fill(of: Member, stage: str, function: str, part: str, **texts: Any) -> None:
    """Say what an area does at a stage."""
    of.do(lambda: roles.fill(journeys.stage_named(stage), [Wanted(queries.function(function), part, **texts)]))

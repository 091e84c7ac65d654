"""What is worth asking those who live the map: its statements, the least certain first, in waves of a few."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Literal
from uuid import UUID

from feedback.db import Texts
from feedback.insights.queries import claims
from feedback.insights.queries.claims import ClaimRow, ClaimStanding, Standing
from feedback.insights.rules import lived_by
from feedback.journeys import queries as journeys
from feedback.journeys.models import Stage
from feedback.journeys.queries.claims import Element
from feedback.journeys.rules.claims import State
from feedback.journeys.rules.statements import PROBLEM
from feedback.stakeholders.queries import groups as stakeholders
from feedback.surveys.validating import MOST

_SURENESS = ("assumed", "reasoned", "refuted", "validated")
_KINDS = ("stage", "touchpoint", "item")


@dataclass(frozen=True, slots=True)
class Statement:
    """Something to check: a stage or touchpoint as it is drawn, or what a claim says of a part of a stage."""

    element: Element
    stage: Stage
    kind: Literal["stage", "touchpoint", "claim"]
    text: Texts
    state: State
    claim_id: UUID | None


def statements(known: Standing | None = None) -> list[Statement]:
    """What is not confirmed yet, the least certain first; among equals stages come first, then the order of the map.

    What was confirmed and is too old is asked again like everything reasoned; what is refuted comes last.
    """
    found = claims.standing() if known is None else known
    stages = {stage.id: stage for stage in journeys.stages()}
    every = [one for standing in found.values() for one in _of(standing, stages)]
    open_ones = [one for one in every if one.state.code != "validated"]
    return sorted(open_ones, key=lambda one: (_SURENESS.index(one.state.code), one.kind != "stage"))


def waves(known: Standing | None = None) -> list[list[Statement]]:
    """The statements in waves, each of which makes one short questionnaire, in the order of the journey."""
    found = statements(known)
    order = {stage.id: number for number, stage in enumerate(journeys.stages())}
    parts = [found[start : start + MOST] for start in range(0, len(found), MOST)]
    return [sorted(part, key=lambda one: order[one.stage.id]) for part in parts]


def living() -> Collection[UUID]:
    """Groups whose life the journey is; the others are asked what they see."""
    return lived_by({group.id: group.kind for group in stakeholders.groups()})


def _of(standing: ClaimStanding, stages: dict[UUID, Stage]) -> list[Statement]:
    element = standing.element
    if element.kind not in _KINDS or element.stage_id is None:
        return []
    stage = stages[element.stage_id]
    drawn = next((row.claim.id for row in standing.claims if row.as_drawn), None)
    own = [_worded(row, stage) for row in standing.worded if row.claim.text and not _is_dispute(row)]
    if element.kind == "item":
        return own
    kind: Literal["stage", "touchpoint"] = "stage" if element.kind == "stage" else "touchpoint"
    return [Statement(element, stage, kind, element.name, standing.state, drawn), *own]


def _is_dispute(row: ClaimRow) -> bool:
    """What an area notes against the map is for the house: it is not worded for those who are asked."""
    return row.claim.topic == PROBLEM and row.claim.function_id is not None


def _worded(row: ClaimRow, stage: Stage) -> Statement:
    return Statement(row.element, stage, "claim", row.claim.text, row.state, row.claim.id)

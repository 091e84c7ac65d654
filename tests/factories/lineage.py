"""Stages that become others."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from feedback import jobs
from feedback.journeys import queries
from feedback.journeys.actions import passing
from feedback.journeys.actions.passing import Merger, Part
from tests.factories.people import Member


def split(of: Member, code: str, **percents: float) -> dict[str, UUID]:
    """Split a stage into parts called so, with these percents; name -> id. What counts by stage is counted again."""

    def act() -> dict[str, UUID]:
        parts = [Part({"es": name, "en": name}, percent) for name, percent in percents.items()]
        made = passing.split_stage(queries.stage_named(code), parts=parts)
        return {name: stage.id for name, stage in zip(percents, made, strict=True)}

    made: dict[str, UUID] = of.do(act)
    jobs.work_off(of.app)
    return made


def merge(of: Member, *codes: str, name: str = "", count: bool = True) -> UUID:
    """Make one stage of these: the first of them, or a new one with this name; its id."""

    def act() -> UUID:
        into = Merger({"es": name, "en": name}) if name else None
        return passing.merge_stages([queries.stage_named(code) for code in codes], into=into).id

    merged: UUID = of.do(act)
    if count:
        jobs.work_off(of.app)
    return merged


def codes(of: Member) -> Sequence[str]:
    with of.at_work():
        return [stage.code for stage in queries.stages()]

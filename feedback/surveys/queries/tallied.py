"""Tallies as they stand, without a decision whether they may be shown: for the release and for result queries."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from uuid import UUID

from sqlalchemy import select

from feedback.db import db
from feedback.surveys.models import StageTally, Tally
from feedback.surveys.question_types import Counts

PEOPLE, WROTE = "", "~"
"""Values of a tally that count people: those who answered, those who wrote."""


@dataclass(slots=True)
class Tallied:
    """One question in one group: the people who answered, those who wrote, and each value."""

    people: int = 0
    wrote: int = 0
    values: dict[str, int] = field(default_factory=dict)

    def add(self, value: str, count: int) -> None:
        if value == PEOPLE:
            self.people += count
        elif value == WROTE:
            self.wrote += count
        else:
            self.values[value] = self.values.get(value, 0) + count

    def counts(self) -> Counts:
        return Counts(self.people, self.values)


Groups = dict[UUID, Tallied]


def questions(survey_id: UUID) -> dict[UUID, Groups]:
    """Question row -> group -> its tally, of one survey."""
    rows = db.session.execute(
        select(Tally.question_id, Tally.group_id, Tally.value, Tally.count).where(Tally.survey_id == survey_id)
    )
    found: dict[UUID, Groups] = {}
    for question_id, group_id, value, count in rows:
        found.setdefault(question_id, {}).setdefault(group_id, Tallied()).add(value, count)
    return found


def stages(survey_id: UUID) -> dict[tuple[UUID, str], dict[UUID, int]]:
    """(stage, measure) -> group -> people, of one survey."""
    rows = db.session.execute(
        select(StageTally.stage_id, StageTally.measure, StageTally.group_id, StageTally.people).where(
            StageTally.survey_id == survey_id
        )
    )
    found: dict[tuple[UUID, str], dict[UUID, int]] = {}
    for stage_id, measure, group_id, people in rows:
        groups = found.setdefault((stage_id, measure), {})
        groups[group_id] = groups.get(group_id, 0) + people
    return found


def together(groups: Mapping[UUID, Tallied]) -> Tallied:
    """All groups as one, each person counting once."""
    whole = Tallied()
    for one in groups.values():
        whole.add(PEOPLE, one.people)
        whole.add(WROTE, one.wrote)
        for value, count in one.values.items():
            whole.add(value, count)
    return whole

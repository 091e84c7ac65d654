"""Tallies as they stand, without a decision whether they may be shown: for the release and for result queries."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from uuid import UUID

from sqlalchemy import select

from feedback.db import db
from feedback.surveys.models import CutTally, StageTally, Tally
from feedback.surveys.question_types import Counts

PEOPLE, WROTE, SKIPPED, NOT_APPLICABLE = "", "~", "~skipped", "~na"
"""Values of a tally that count people: who answered, who wrote, who left it, to whom it does not apply."""
LEFT: Mapping[str, str] = {"skipped": SKIPPED, "not_applicable": NOT_APPLICABLE}
"""State of an omission -> its value in tallies."""


@dataclass(slots=True)
class Tallied:
    """One question in one group, or among those who gave one answer: people, and each value; by part too."""

    people: int = 0
    wrote: int = 0
    skipped: int = 0
    not_applicable: int = 0
    values: dict[str, int] = field(default_factory=dict)
    parts: dict[str, Tallied] = field(default_factory=dict)

    def add(self, part: str, value: str, count: int) -> None:
        if part:
            self.parts.setdefault(part, Tallied()).add("", value, count)
        elif value == PEOPLE:
            self.people += count
        elif value == WROTE:
            self.wrote += count
        elif value == SKIPPED:
            self.skipped += count
        elif value == NOT_APPLICABLE:
            self.not_applicable += count
        else:
            self.values[value] = self.values.get(value, 0) + count

    def counts(self) -> Counts:
        parts = {part: one.counts() for part, one in self.parts.items()}
        return Counts(self.people, self.values, parts, self.skipped, self.not_applicable)

    def cells(self, part: str = "") -> Iterator[tuple[str, str, int]]:
        """What it was added up from: (part, value, count)."""
        counts = {PEOPLE: self.people, WROTE: self.wrote, SKIPPED: self.skipped, NOT_APPLICABLE: self.not_applicable}
        yield from ((part, value, count) for value, count in (counts | self.values).items() if count)
        for name, one in self.parts.items():
            yield from one.cells(name)


Groups = dict[UUID, Tallied]


def questions(survey_id: UUID) -> dict[UUID, Groups]:
    """Question row -> group -> its tally, of one survey."""
    return questions_of([survey_id]).get(survey_id, {})


def questions_of(survey_ids: Collection[UUID]) -> dict[UUID, dict[UUID, Groups]]:
    """Survey -> question row -> group -> its tally."""
    cell = (Tally.survey_id, Tally.question_id, Tally.group_id, Tally.part, Tally.value, Tally.count)
    found: dict[UUID, dict[UUID, Groups]] = {}
    for survey_id, question_id, group_id, part, value, count in db.session.execute(
        select(*cell).where(Tally.survey_id.in_(survey_ids))
    ):
        groups = found.setdefault(survey_id, {}).setdefault(question_id, {})
        groups.setdefault(group_id, Tallied()).add(part, value, count)
    return found


def cuts(survey_id: UUID, by: UUID) -> dict[UUID, dict[str, Tallied]]:
    """Question row -> answer to the question `by` -> the tally of those who gave it, of one survey."""
    cell = (CutTally.question_id, CutTally.cut_value, CutTally.part, CutTally.value, CutTally.count)
    found: dict[UUID, dict[str, Tallied]] = {}
    for question_id, cut_value, part, value, count in db.session.execute(
        select(*cell).where(CutTally.survey_id == survey_id, CutTally.cut_question_id == by)
    ):
        found.setdefault(question_id, {}).setdefault(cut_value, Tallied()).add(part, value, count)
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
        for part, value, count in one.cells():
            whole.add(part, value, count)
    return whole

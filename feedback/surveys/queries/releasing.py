"""What a closing survey may show: every figure of it, decided once, from its tallies."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from feedback.analysis.disclosure import Measured, Thresholds
from feedback.disclosure.rules import Cell, decide
from feedback.surveys.document import Question as Asked
from feedback.surveys.models import Survey
from feedback.surveys.queries import counting, tallied
from feedback.surveys.queries.counting import ANY, Line
from feedback.surveys.queries.tallied import Groups, Tallied
from feedback.surveys.question_types import TYPES

RESPONSES, QUESTIONS, COMMENTS, STAGES = "responses", "questions", "comments", "stages"
"""Kinds of figures in a release of a survey."""
ALL = "all"
"""Key of the one figure of its kind: how many answered."""


def stage_key(stage_id: UUID, measure: str) -> str:
    return f"{stage_id}/{measure}"


def thresholds_of(survey: Survey) -> Thresholds:
    return Thresholds(survey.k_scores, survey.k_comments)


def cells(survey: Survey) -> dict[str, dict[str, Cell]]:
    """The decisions of a survey: kind of figure -> figure -> group id -> decision."""
    people = {row.group_id: row.people for row in survey.groups}
    groups = list(people)
    thresholds = thresholds_of(survey)
    asked = counting.asked_by(survey.version_id)
    found = tallied.questions(survey.id)
    return {
        RESPONSES: {ALL: _responses(people, thresholds)},
        QUESTIONS: {
            question.id: _question(question, found.get(row_id, {}), groups, thresholds)
            for row_id, question in asked.items()
        },
        COMMENTS: {
            question.id: _comments(found.get(row_id, {}), groups, thresholds)
            for row_id, question in asked.items()
            if TYPES[question.kind].takes_comments(question)
        },
        STAGES: _stages(survey, asked, found, groups, thresholds),
    }


def _responses(people: Mapping[UUID, int], thresholds: Thresholds) -> Cell:
    return decide({str(group): Measured(0.0, count) for group, count in people.items()}, thresholds)


def _question(question: Asked, found: Groups, groups: list[UUID], thresholds: Thresholds) -> Cell:
    offered = [bar.value for bar in TYPES[question.kind].summarise(question, Tallied().counts()).bars]
    values = [*offered, *sorted({value for one in found.values() for value in one.values} - set(offered))]

    def measured(group: UUID) -> Measured:
        one = found.get(group, Tallied())
        return Measured(0.0, one.people, counts=[one.values.get(value, 0) for value in values] if values else None)

    cell = decide({str(group): measured(group) for group in groups}, thresholds)
    return cell if TYPES[question.kind].scale(question) else {key: _endless(word) for key, word in cell.items()}


def _endless(word: str) -> str:
    """Options are not a scale: nearly everybody chose the same one, not an end of anything."""
    return "band:same" if word.startswith("band:") else word


def _comments(found: Groups, groups: list[UUID], thresholds: Thresholds) -> Cell:
    needed = Thresholds(thresholds.comments, thresholds.comments)
    return decide({str(group): Measured(0.0, found.get(group, Tallied()).wrote) for group in groups}, needed)


def _stages(
    survey: Survey,
    asked: Mapping[UUID, Asked],
    found: Mapping[UUID, Groups],
    groups: list[UUID],
    thresholds: Thresholds,
) -> dict[str, Cell]:
    stage_codes = counting.stage_codes()
    lines = counting.lines(asked)
    decided = {}
    for (stage_id, measure), people in tallied.stages(survey.id).items():
        behind = {
            row_id: line
            for row_id, line in lines.items()
            if line.measure == measure and asked[row_id].stage in (stage_codes.get(stage_id), None)
        }
        parts = {str(group): _stage(people.get(group, 0), group, behind, found, measure) for group in groups}
        decided[stage_key(stage_id, measure)] = decide(parts, thresholds)
    return decided


def _stage(
    people: int, group: UUID, behind: Mapping[UUID, Line], found: Mapping[UUID, Groups], measure: str
) -> Measured:
    """A stage score as the disclosure rule sees it: its people, and the answers behind it in five steps."""
    if measure == ANY:
        return Measured(0.0, people)
    steps = [0, 0, 0, 0, 0]
    for row_id, line in behind.items():
        for value, count in found.get(row_id, {}).get(group, Tallied()).values.items():
            steps[round(line.slope * float(value) + line.offset) - 1] += count
    return Measured(0.0, people, counts=steps)

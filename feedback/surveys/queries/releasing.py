"""What a closing survey may show: every figure of it, decided once, from its tallies."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from uuid import UUID

from feedback.analysis.disclosure import Measured, Thresholds
from feedback.disclosure.rules import Cell, decide
from feedback.surveys.document import Question as Asked
from feedback.surveys.models import Survey
from feedback.surveys.queries import counting, tallied
from feedback.surveys.queries.counting import ANY, Line
from feedback.surveys.queries.tallied import Groups, Tallied
from feedback.surveys.question_types import TYPES, Summary

RESPONSES, QUESTIONS, COMMENTS, STAGES, CUTS = "responses", "questions", "comments", "stages", "cuts"
"""Kinds of figures in a release of a survey."""
ALL = "all"
"""Key of the one figure of its kind: how many answered."""


def stage_key(stage_id: UUID, measure: str) -> str:
    return f"{stage_id}/{measure}"


def question_key(question_id: str, part: str = "") -> str:
    """A question, or one row of a matrix or half of a pair."""
    return f"{question_id}/{part}" if part else question_id


def cut_key(question_id: str, by: str) -> str:
    """A question among those who gave each answer to the question `by`."""
    return f"{question_id}/{by}"


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
            key: cell
            for row_id, question in asked.items()
            for key, cell in _question(question, found.get(row_id, {}), groups, thresholds)
        },
        COMMENTS: {
            question.id: _comments(found.get(row_id, {}), groups, thresholds)
            for row_id, question in asked.items()
            if TYPES[question.kind].takes_comments(question)
        },
        STAGES: _stages(survey, asked, found, groups, thresholds),
        CUTS: _cuts(survey, asked, found, thresholds),
    }


def _responses(people: Mapping[UUID, int], thresholds: Thresholds) -> Cell:
    return decide({str(group): Measured(0.0, count) for group, count in people.items()}, thresholds)


def _question(question: Asked, found: Groups, groups: list[UUID], thresholds: Thresholds) -> Iterator[tuple[str, Cell]]:
    """The decisions for a question and for each of its parts."""
    summaries = {str(group): _summary(question, found.get(group, Tallied())) for group in groups}
    yield question_key(question.id), _decided(question, summaries, thresholds)
    parts = dict.fromkeys(part for one in summaries.values() for part, _ in one.parts)
    for part in parts:
        own = {group: dict(one.parts).get(part) for group, one in summaries.items()}
        yield question_key(question.id, part), _decided(question, own, thresholds)


def _summary(question: Asked, tally: Tallied) -> Summary:
    return TYPES[question.kind].summarise(question, tally.counts())


def _decided(question: Asked, summaries: Mapping[str, Summary | None], thresholds: Thresholds) -> Cell:
    values = dict.fromkeys(bar.value for one in summaries.values() if one for bar in one.bars)
    cell = decide({key: _measured(one, list(values)) for key, one in summaries.items()}, thresholds)
    return cell if TYPES[question.kind].scale(question) else {key: _endless(word) for key, word in cell.items()}


def _measured(summary: Summary | None, values: list[str]) -> Measured:
    if summary is None:
        return Measured(0.0, 0, counts=[0] * len(values) or None)
    counts = {bar.value: bar.count for bar in summary.bars}
    return Measured(0.0, summary.people, counts=[counts.get(value, 0) for value in values] or None)


def _cuts(
    survey: Survey, asked: Mapping[UUID, Asked], found: Mapping[UUID, Groups], thresholds: Thresholds
) -> dict[str, Cell]:
    """One question may cut a protected survey: every group × answer must be nobody or enough people.

    Then whatever is added up and subtracted from groups and cuts speaks of enough people too. With a second cut that
    would have to hold for all three together; results are not cut by it.
    """
    decided: dict[str, Cell] = {}
    for by, cut in list(counting.cutting(asked).items())[:1]:
        atoms = counting.cut_people(survey.id, by)
        tallies = tallied.cuts(survey.id, by)
        for row_id, question in asked.items():
            if row_id != by and question.id != cut.id:
                people = {group: one.people for group, one in found.get(row_id, {}).items()}
                own = {value: _summary(question, one) for value, one in tallies.get(row_id, {}).items()}
                enough = _enough(people, atoms.get(row_id, {}), thresholds.scores)
                cell = _decided(question, own, thresholds) if own and enough else dict.fromkeys(own, "too_few")
                decided[cut_key(question.id, cut.id)] = cell
    return decided


def _enough(people: Mapping[UUID, int], atoms: Mapping[tuple[UUID, str], int], k: int) -> bool:
    """Whether each answer to the cutting question, and having none, holds in every group nobody or k people."""
    rest = {group: count - sum(n for (one, _), n in atoms.items() if one == group) for group, count in people.items()}
    return all(n == 0 or n >= k for n in (*atoms.values(), *rest.values()))


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

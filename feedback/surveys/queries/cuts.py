"""Results of a survey among those who gave each answer to a question that its author lets results be cut by."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from feedback.analysis.disclosure import Hidden
from feedback.disclosure import queries as disclosure
from feedback.surveys.document import Question
from feedback.surveys.models import Survey
from feedback.surveys.queries import counting, tallied
from feedback.surveys.queries.keys import CUTS, cut_key
from feedback.surveys.queries.outcomes import Result
from feedback.surveys.queries.questions import Distribution, disclosed, survey_of


@dataclass(frozen=True, slots=True)
class Cut:
    """One question that results may be cut by, and every other question by its answers (question id → answer → result).

    Only answers that somebody gave stand here; in protected surveys only those that the release shows have figures.
    """

    by: Question
    questions: Mapping[str, Mapping[str, Result[Distribution]]]


def cutting(survey: Survey) -> list[Question]:
    """The questions that results of a survey may be cut by."""
    return list(counting.cutting(counting.asked_by(survey.version_id)).values())


def by_value(survey: Survey, question_id: str) -> Cut | None:
    """The results cut by the answers to one question; None where results may not be cut by it. Four reads."""
    asked = counting.asked_by(survey.version_id)
    found = next((pair for pair in counting.cutting(asked).items() if pair[1].id == question_id), None)
    if found is None:
        return None
    row_id, by = found
    tallies = tallied.cuts(survey.id, row_id)
    launched = survey_of(survey)
    releases = disclosure.cells([survey.release_id] if survey.release_id else [])

    def result(question: Question, value: str, tally: tallied.Tallied) -> Result[Distribution]:
        hidden = launched.decision(CUTS, cut_key(question.id, by.id), value, releases)
        return hidden or disclosed(question, tally.counts(), launched.thresholds, part_hidden)

    def part_hidden(part: str) -> Hidden | None:
        """Who answered a row or half by the answer to another question: never decided, so never shown."""
        return Hidden("complement") if launched.thresholds.protected else None

    def cut(other: UUID) -> Mapping[str, Result[Distribution]]:
        values = tallies.get(other, {})
        return {value: result(asked[other], value, tally) for value, tally in values.items() if tally.people}

    return Cut(by, {question.id: cut(other) for other, question in asked.items() if other != row_id})

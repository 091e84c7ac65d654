"""What people who say of themselves that they are of a segment live: results cut by a question that asks for it.

The only way in protected surveys: the author approved the cut before the launch, and the release decides about each
figure, with the audit over everything that was published of the survey.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from feedback.analysis.disclosure import Hidden
from feedback.analysis.statistics import SCORE_KINDS
from feedback.db import db
from feedback.names import slug
from feedback.surveys.document import Choice, Question, Texts
from feedback.surveys.models import Survey, SurveyGroup
from feedback.surveys.queries import counting, cuts
from feedback.surveys.queries.outcomes import Result
from feedback.surveys.queries.questions import Distribution, ShownFigure
from feedback.surveys.rules import IDENTIFIED

MOST_SURVEYS = 8
"""The newest surveys that are looked through."""


@dataclass(frozen=True, slots=True)
class OwnWords:
    """A question about a stage among those who gave one answer to the question that names their segment."""

    survey: Survey
    question: Question
    by: Question
    value: Choice
    figure: ShownFigure | Hidden


def of_segment(attribute: str, values: Collection[str], group_ids: Collection[UUID]) -> list[OwnWords]:
    """Scores of stages in the newest surveys of these groups alone, as far as their authors let them be cut so.

    A question is the attribute's where its code or text is, a choice the value's likewise. A few reads per survey.
    """
    return [one for survey in _newest(group_ids) for one in _cut(survey, attribute, values)]


def _newest(group_ids: Collection[UUID]) -> list[Survey]:
    """Surveys that asked nobody but these groups: a cut joins all that a survey asked."""
    others = select(SurveyGroup.survey_id).where(SurveyGroup.group_id.not_in(group_ids))
    mine = select(SurveyGroup.survey_id).where(SurveyGroup.group_id.in_(group_ids))
    wanted = select(Survey).where(Survey.id.in_(mine), Survey.id.not_in(others)).options(selectinload(Survey.version))
    return list(db.session.scalars(wanted.order_by(Survey.opened_at.desc(), Survey.id).limit(MOST_SURVEYS)))


def _cut(survey: Survey, attribute: str, values: Collection[str]) -> Iterator[OwnWords]:
    asked = counting.asked_by(survey.version_id).values()
    cutting = (one for one in cuts.cutting(survey) if _named(attribute, one.code, one.text))
    if (by := next(cutting, None)) is None or (found := cuts.by_value(survey, by.id)) is None:
        return
    chosen = [one for one in by.choices if any(_named(value, one.code, one.text) for value in values)]
    for question in asked:
        if question.kind in SCORE_KINDS and not question.predicts and question.id != by.id:
            for value in chosen:
                result = found.questions.get(question.id, {}).get(value.code)
                yield OwnWords(survey, question, by, value, _figure(survey, result))


def _figure(survey: Survey, result: Result[Distribution] | None) -> ShownFigure | Hidden:
    """The number that stands for the question; of a protected survey nobody learns that there was nobody."""
    if result is None:
        return Hidden("nobody") if survey.mode == IDENTIFIED else Hidden("too_few", survey.k_scores)
    if isinstance(result, Hidden):
        return result
    return result.value.figure or Hidden("nobody")


def _named(name: str, code: str, words: Texts) -> bool:
    """Whether a question or a choice goes by this name, whatever its accents and capitals."""
    return slug(name) in {slug(code), *(slug(text) for text in words.by_language.values())} - {""}

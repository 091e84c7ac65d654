"""What the readings of a survey are made of: a figure per question and group on 1..5, and those of the last round."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from sqlalchemy import select

from feedback.analysis.disclosure import Hidden, Shown
from feedback.db import db
from feedback.surveys.document import Question as Asked
from feedback.surveys.models import Question, Survey, SurveyGroup
from feedback.surveys.queries.outcomes import Result
from feedback.surveys.queries.questions import Distribution, question_results
from feedback.surveys.question_types import TYPES
from feedback.surveys.readings.figures import Figure


def figures(survey: Survey, constructs: Collection[str]) -> dict[UUID, dict[str, Figure]]:
    """Group -> construct -> mean on 1..5, 5 best, or why it is not shown; of the questions that the survey asks."""
    found: dict[UUID, dict[str, Figure]] = {row.group_id: {} for row in survey.groups}
    for one in question_results(survey):
        construct = one.question.construct
        if construct is not None and construct in constructs:
            for group_id, result in one.groups.items():
                found[group_id][construct] = on_five(one.question, result)
    return found


def on_five(question: Asked, result: Result[Distribution]) -> Figure:
    """The mean of a question on 1..5, 5 best; why it is not shown, or that there is none."""
    if isinstance(result, Hidden):
        return result
    number = result.value.figure
    if number is None or number.name != "mean":
        return Hidden("nobody")
    return number.result if isinstance(number.result, Hidden) else _rescaled(question, number.result)


def before(survey: Survey, group_id: UUID, construct: str) -> Survey | None:
    """The newest earlier survey of another wave that asked this group the question with this construct."""
    return db.session.scalar(
        select(Survey)
        .join(SurveyGroup, SurveyGroup.survey_id == Survey.id)
        .join(Question, Question.version_id == Survey.version_id)
        .where(
            Question.construct == construct,
            SurveyGroup.group_id == group_id,
            Survey.wave_id != survey.wave_id,
            Survey.opened_at < survey.opened_at,
        )
        .order_by(Survey.opened_at.desc(), Survey.id)
        .limit(1)
    )


def _rescaled(question: Asked, figure: Shown[float]) -> Shown[float]:
    scale = TYPES[question.kind].scale(question)
    if scale is None or figure.low is None or figure.high is None:
        return Shown(figure.value, figure.n)
    low, high = sorted((scale.to_five(figure.low), scale.to_five(figure.high)))
    return Shown(scale.to_five(figure.value), figure.n, low, high)

"""The pictures of a page of results, drawn from what the disclosure rule shows and from nothing else."""

from __future__ import annotations

from uuid import UUID

from flask import request
from flask.typing import ResponseReturnValue

from feedback.analysis.disclosure import Shown
from feedback.disclosure.rules import group_of
from feedback.errors import NotFound
from feedback.permissions import Permission
from feedback.stakeholders.queries import groups as stakeholders
from feedback.surveys import charting
from feedback.surveys.models import Survey
from feedback.surveys.queries import questionnaires, questions, trends
from feedback.surveys.queries import surveys as queries
from feedback.surveys.queries.outcomes import Result
from feedback.surveys.queries.questions import Distribution, QuestionResult
from feedback.surveys.views.results.blueprint import blueprint
from feedback.surveys.views.results.figures import TOGETHER, lines
from feedback.web.guards import member
from feedback.web.pictures import look, sent
from feedback.web.templating import language_code


@blueprint.get("/o/<organisation>/surveys/<code>/chart/<uuid:question>.svg")
@member(Permission.VIEW)
def chart(code: str, question: UUID) -> ResponseReturnValue:
    """One question in one group."""
    row = queries.survey(code)
    one = next((found for found in questions.question_results(row) if found.row_id == question), None)
    shown = _asked(row, one) if one else None
    if one is None or not isinstance(shown, Shown) or not shown.value.bars:
        raise NotFound()
    document = questionnaires.document_of(questionnaires.version(row.version_id))
    bars = charting.bars(document, one.question, shown.value, language_code())
    return sent(charting.picture(bars, *look()))


@blueprint.get("/o/<organisation>/surveys/<code>/trend/<uuid:question>.svg")
@member(Permission.VIEW)
def trend(code: str, question: UUID) -> ResponseReturnValue:
    """One question from round to round."""
    row = queries.survey(code)
    found = trends.trends(row)
    asked = {row.group_id for row in row.groups}
    groups = [group for group in stakeholders.groups(include_archived=True) if group.id in asked]
    drawn = lines(found.get(queries.question_id(row, question), {}), groups)
    if not drawn:
        raise NotFound()
    return sent(charting.trend_picture(*drawn, *look()))


def _asked(row: Survey, one: QuestionResult) -> Result[Distribution] | None:
    """Of the group, or the whole of a group, that the address names; all together where it names none."""
    code = request.args.get("group", TOGETHER)
    if code == TOGETHER:
        return one.together
    found = stakeholders.group_with_code(group_of(code))
    if found is None:
        raise NotFound()
    return one.groups.get(found.id) if code == found.code else one.wholes.get(found.id)

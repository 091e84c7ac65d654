"""The pictures of a page of results, drawn from what the disclosure rule shows and from nothing else."""

from __future__ import annotations

from typing import cast
from uuid import UUID

from flask import Response, request
from flask.typing import ResponseReturnValue

from feedback.analysis.disclosure import Shown
from feedback.charts import Shape, Theme
from feedback.errors import NotFound
from feedback.permissions import Permission
from feedback.stakeholders import queries as stakeholders
from feedback.surveys import charting
from feedback.surveys.models import Survey
from feedback.surveys.queries import questionnaires, questions, trends
from feedback.surveys.queries import surveys as queries
from feedback.surveys.views.results.blueprint import blueprint
from feedback.surveys.views.results.figures import TOGETHER, lines
from feedback.web.guards import member
from feedback.web.templating import language_code


@blueprint.get("/o/<organisation>/surveys/<code>/chart/<uuid:question>.svg")
@member(Permission.VIEW)
def chart(code: str, question: UUID) -> ResponseReturnValue:
    """One question in one group."""
    row = queries.survey(code)
    one = next((found for found in questions.question_results(row) if found.row_id == question), None)
    group = _asked_group(row)
    shown = None if one is None else one.together if group is None else one.groups.get(group)
    if one is None or not isinstance(shown, Shown) or not shown.value.bars:
        raise NotFound()
    document = questionnaires.document_of(questionnaires.version(row.version_id))
    bars = charting.bars(document, one.question, shown.value, language_code())
    return _picture(charting.picture(bars, *_look()))


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
    return _picture(charting.trend_picture(*drawn, *_look()))


def _asked_group(row: Survey) -> UUID | None:
    code = request.args.get("group", TOGETHER)
    if code == TOGETHER:
        return None
    found = stakeholders.group_with_code(code)
    if found is None or found.id not in {one.group_id for one in row.groups}:
        raise NotFound()
    return found.id


def _look() -> tuple[Theme, Shape]:
    theme, shape = request.args.get("theme"), request.args.get("shape")
    return (
        cast(Theme, theme if theme in ("light", "dark") else "light"),
        cast(Shape, shape if shape in ("wide", "narrow") else "wide"),
    )


def _picture(svg: bytes) -> Response:
    return Response(svg, mimetype="image/svg+xml", headers={"Cache-Control": "private, max-age=60"})

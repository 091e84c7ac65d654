"""Results of one survey: how each group answered each question."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast
from uuid import UUID

from flask import Blueprint, Response, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from feedback.analysis.disclosure import Shown
from feedback.charts import Bar, Shape, Theme, describe_distribution
from feedback.charts.distribution import GAP, THICK, WIDTH
from feedback.errors import NotFound
from feedback.permissions import Permission
from feedback.stakeholders import queries as stakeholders
from feedback.stakeholders.models import StakeholderGroup
from feedback.surveys import charting, listing
from feedback.surveys.document import Questionnaire
from feedback.surveys.models import Survey
from feedback.surveys.queries import questionnaires, questions
from feedback.surveys.queries import surveys as queries
from feedback.surveys.queries.outcomes import Result
from feedback.surveys.queries.questions import Distribution, QuestionResult
from feedback.surveys.queries.sentences import Place, Sentence, sentences
from feedback.surveys.rules import results_exist
from feedback.web.guards import member
from feedback.web.templating import language_code, number, percent, say

blueprint = Blueprint("survey_results", __name__)
STEP = 3
TOGETHER = "together"
SENTENCES = 10
"""How many texts of a group stand under a question; the comments of all surveys are read by theme."""
ROW = {"wide": THICK + GAP, "narrow": 37 + GAP}
"""About how tall one bar of a chart is, in pixels, for the room that the page keeps for it."""


@dataclass(frozen=True, slots=True)
class Column:
    """How one group, or all together (no group), answered one question."""

    group: StakeholderGroup | None
    result: Result[Distribution]
    chart: Mapping[str, Any] | None
    wrote: Result[int] | None
    sentences: Sequence[Sentence] = ()


@dataclass(frozen=True, slots=True)
class Asked:
    """One question with its columns."""

    result: QuestionResult
    columns: tuple[Column, ...]


@blueprint.get("/o/<organisation>/surveys/<code>/results")
@member(Permission.VIEW)
def results(code: str) -> ResponseReturnValue:
    """Every question with its answers by group; too few and nobody answered look different from a figure."""
    row = queries.survey(code)
    document = questionnaires.document_of(questionnaires.version(row.version_id))
    groups = [group for group in stakeholders.groups(include_archived=True) if group.id in _group_ids(row)]
    found = questions.question_results(row)
    written = sentences(row, found, SENTENCES)
    return render_template(
        "surveys/results.html",
        row=row,
        title=listing.title_of(row),
        ready=results_exist(mode=row.mode, released=row.release_id is not None),
        asked=[_asked(row, document, one, groups, written) for one in found],
        current_step=STEP,
    )


def _group_ids(row: Survey) -> set[UUID]:
    return {one.group_id for one in row.groups}


def _asked(
    row: Survey,
    document: Questionnaire,
    one: QuestionResult,
    groups: list[StakeholderGroup],
    written: Mapping[Place, Sequence[Sentence]],
) -> Asked:
    columns = [
        Column(
            group,
            one.groups[group.id],
            _figure(row, document, one, group),
            one.wrote.get(group.id),
            written.get((one.row_id, group.id), ()),
        )
        for group in groups
    ]
    if one.together is not None:
        columns.append(Column(None, one.together, _figure(row, document, one, None), None))
    return Asked(one, tuple(columns))


def _figure(
    row: Survey, document: Questionnaire, one: QuestionResult, group: StakeholderGroup | None
) -> Mapping[str, Any] | None:
    """What the chart component shows; None where there is nothing to draw."""
    shown = _of(one, group.id if group else None)
    if not isinstance(shown, Shown) or not shown.value.bars:
        return None
    bars = charting.bars(document, one.question, shown.value, language_code())
    asked = group.code if group else TOGETHER
    return {
        "url": url_for("survey_results.chart", code=row.code, question=one.row_id, group=asked, lang=language_code()),
        "alt": " ".join(say(sentence) for sentence in describe_distribution(bars)),
        "caption": gettext("%(n)s answers", n=number(shown.n)),
        **_room(len(bars)),
        "columns": (gettext("Answer"), gettext("Share"), gettext("Could be")),
        "rows": [(bar.name, bar.text, _bounds(bar)) for bar in bars],
    }


def _room(count: int) -> dict[str, int]:
    wide, narrow = (round(GAP + count * ROW[shape]) for shape in ("wide", "narrow"))
    widths = {"width": round(WIDTH["wide"]), "narrow_width": round(WIDTH["narrow"])}
    return {**widths, "height": wide, "narrow_height": narrow}


def _bounds(bar: Bar) -> str:
    low, high = getattr(bar.result, "low", None), getattr(bar.result, "high", None)
    return "" if low is None or high is None else gettext("%(low)s to %(high)s", low=percent(low), high=percent(high))


def _of(one: QuestionResult, group_id: UUID | None) -> Result[Distribution] | None:
    return one.together if group_id is None else one.groups.get(group_id)


@blueprint.get("/o/<organisation>/surveys/<code>/chart/<uuid:question>.svg")
@member(Permission.VIEW)
def chart(code: str, question: UUID) -> ResponseReturnValue:
    """The picture of one question in one group, drawn from what the disclosure rule shows and from nothing else."""
    row = queries.survey(code)
    one = next((found for found in questions.question_results(row) if found.row_id == question), None)
    shown = _of(one, _asked_group(row)) if one else None
    if one is None or not isinstance(shown, Shown) or not shown.value.bars:
        raise NotFound()
    document = questionnaires.document_of(questionnaires.version(row.version_id))
    bars = charting.bars(document, one.question, shown.value, language_code())
    svg = charting.picture(bars, *_look())
    return Response(svg, mimetype="image/svg+xml", headers={"Cache-Control": "private, max-age=60"})


def _asked_group(row: Survey) -> UUID | None:
    code = request.args.get("group", TOGETHER)
    if code == TOGETHER:
        return None
    found = stakeholders.group_with_code(code)
    if found is None or found.id not in _group_ids(row):
        raise NotFound()
    return found.id


def _look() -> tuple[Theme, Shape]:
    theme, shape = request.args.get("theme"), request.args.get("shape")
    return (
        cast(Theme, theme if theme in ("light", "dark") else "light"),
        cast(Shape, shape if shape in ("wide", "narrow") else "wide"),
    )

"""What a survey says in words, where its questionnaire has such a reading: the CX check and the starting check."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from feedback.errors import NotFound
from feedback.permissions import Permission
from feedback.stakeholders.models import StakeholderGroup
from feedback.stakeholders.queries import groups as stakeholders
from feedback.surveys import listing
from feedback.surveys.document import Questionnaire, Texts
from feedback.surveys.models import Survey
from feedback.surveys.queries import areas, questionnaires, readings
from feedback.surveys.queries import surveys as queries
from feedback.surveys.readings import KINDS, cx_check, kind_of, starting_check
from feedback.surveys.readings.figures import Figures
from feedback.surveys.rules import results_exist
from feedback.web.guards import member

blueprint = Blueprint("reading", __name__)
STEP = 3


@dataclass(frozen=True, slots=True)
class GroupReading:
    """What the answers of one group say, with the figures it is made of."""

    group: StakeholderGroup
    figures: Figures
    says: cx_check.Reading | starting_check.Reading
    asked_before: bool = False


@blueprint.get("/o/<organisation>/surveys/<code>/reading")
@member(Permission.VIEW)
def reading(code: str) -> ResponseReturnValue:
    """The reading of each group; NotFound where the questionnaire has none."""
    row = queries.survey(code)
    document = questionnaires.document_of(questionnaires.version(row.version_id))
    kind = kind_of(document)
    if kind is None:
        raise NotFound()
    ready = results_exist(mode=row.mode, released=row.release_id is not None)
    return render_template(
        f"surveys/reading_{kind}.html",
        row=row,
        title=listing.title_of(row),
        ready=ready,
        readings=_readings(row, kind) if ready else [],
        areas=starting_check.by_area(areas.by_area(row)) if ready and kind == "starting_check" else {},
        area_names=_area_names(document),
        questions={one.construct: one.text for one in document.questions()},
        constructs=KINDS[kind],
        winning=cx_check.WINNING,
        current_step=STEP,
    )


def _readings(row: Survey, kind: str) -> list[GroupReading]:
    found = readings.figures(row, KINDS[kind])
    groups = [group for group in stakeholders.groups(include_archived=True) if group.id in found]
    return [_read(row, kind, group, found[group.id]) for group in groups]


def _read(row: Survey, kind: str, group: StakeholderGroup, figures: Figures) -> GroupReading:
    if kind == "cx_check":
        return GroupReading(group, figures, cx_check.read(figures))
    last = readings.before(row, group.id, starting_check.CONSTRUCTS[0])
    before = readings.figures(last, KINDS[kind])[group.id] if last else None
    return GroupReading(group, figures, starting_check.read(figures, before=before), before is not None)


def _area_names(document: Questionnaire) -> dict[str, Texts]:
    """Code -> name of the areas that the questionnaire offers."""
    asked = (question for question in document.questions() if question.construct == starting_check.AREA)
    return {choice.code: choice.text for question in asked for choice in question.choices}

"""The starting check cut by the area that people say they work in."""

from __future__ import annotations

from feedback.surveys.models import Survey
from feedback.surveys.queries import counting, cuts
from feedback.surveys.queries.readings import on_five
from feedback.surveys.readings.figures import Figure
from feedback.surveys.readings.starting_check import AREA, CONSTRUCTS


def by_area(survey: Survey) -> dict[str, dict[str, Figure]]:
    """Area -> construct -> mean on 1..5, or why it is not shown; in the order of the questionnaire.

    Only areas that somebody named; empty where the survey asks for no area or may not be cut by it.
    """
    asked = counting.asked_by(survey.version_id).values()
    area = next((question for question in asked if question.construct == AREA), None)
    cut = cuts.by_value(survey, area.id) if area else None
    if area is None or cut is None:
        return {}
    found: dict[str, dict[str, Figure]] = {choice.code: {} for choice in area.choices}
    for question in asked:
        if question.construct in CONSTRUCTS:
            for value, result in cut.questions.get(question.id, {}).items():
                found.setdefault(value, {})[question.construct] = on_five(question, result)
    return {value: figures for value, figures in found.items() if figures}

"""Asking those who live the map whether it is so: a questionnaire made from what is least certain."""

from __future__ import annotations

from uuid import UUID

from feedback.accounts.actions import record
from feedback.db import find
from feedback.errors import Conflict, message
from feedback.insights.actions.claims import answers_to
from feedback.insights.queries import validation as queries
from feedback.insights.queries.linking import question_name
from feedback.insights.queries.validation import Statement
from feedback.journeys.actions.claims import claim
from feedback.permissions import Access
from feedback.stakeholders.models import StakeholderGroup
from feedback.surveys.actions.questionnaires import create_from
from feedback.surveys.models import Questionnaire, Survey
from feedback.surveys.queries import questionnaires
from feedback.surveys.validating import Check, validation


def make(*, group: StakeholderGroup, wave: int = 1, by: Access | None = None) -> Questionnaire:
    """A draft that checks the statements of one wave with a group: the least certain come in the first.

    What nobody claimed yet is claimed by it, as it is drawn, so that answers have something to speak for or against.

    Raises:
        Conflict: there is nothing, or nothing more, to check.
    """
    waves = queries.waves()
    if not 1 <= wave <= len(waves):
        raise Conflict(message("There is nothing to check: every statement is confirmed, or nothing is drawn."))
    checks = [_check(one, by) for one in waves[wave - 1]]
    insiders = group.id not in queries.living()
    made = create_from(document=validation(checks, questionnaires.languages(), insiders=insiders))
    record(by, "journey.validation", made.code)
    return made


def _check(one: Statement, by: Access | None) -> Check:
    claim_id = one.claim_id or claim(about=one.element.about, text={}, by=by).id
    return Check(question_name(claim_id), one.kind, one.stage.code, one.stage.name, one.text)


def link_answers(survey_id: UUID) -> None:
    """Link the questions of a survey that opens to the claims they were made to check."""
    survey = find(Survey, survey_id)
    answers_to(survey.version.questionnaire_id, survey.version_id)

"""The questionnaires an organisation could send: what each asks about, and whom it was opened to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from functools import lru_cache
from uuid import UUID

from sqlalchemy import select

from feedback.db import db
from feedback.outreach.rules.material import Own
from feedback.stakeholders.models import StakeholderGroup
from feedback.surveys.document import Questionnaire as Document
from feedback.surveys.models import Questionnaire, QuestionnaireVersion, Survey, SurveyGroup
from feedback.surveys.queries import questionnaires
from feedback.surveys.reading import loads


def own() -> list[Own]:
    """Every questionnaire in use, the one changed last first: three reads."""
    asked = _asked()
    return [_own(row, asked.get(row.id, {})) for row in questionnaires.questionnaires()]


def _asked() -> Mapping[UUID, Mapping[UUID, str]]:
    """Questionnaire -> the groups it was opened to, with their kinds."""
    wanted = (
        select(QuestionnaireVersion.questionnaire_id, StakeholderGroup.id, StakeholderGroup.kind)
        .join(Survey, Survey.version_id == QuestionnaireVersion.id)
        .join(SurveyGroup, SurveyGroup.survey_id == Survey.id)
        .join(StakeholderGroup, StakeholderGroup.id == SurveyGroup.group_id)
        .distinct()
    )
    found: dict[UUID, dict[UUID, str]] = defaultdict(dict)
    for questionnaire_id, group_id, kind in db.session.execute(wanted):
        found[questionnaire_id][group_id] = kind
    return found


def _own(row: Questionnaire, groups: Mapping[UUID, str]) -> Own:
    document = _read(row.draft)
    return Own(
        row.code,
        document.title.by_language,
        frozenset(document.stages()),
        document.library,
        any(one.predicts for one in document.questions()),
        frozenset(groups),
        frozenset(groups.values()),
    )


@lru_cache(maxsize=64)
def _read(draft: str) -> Document:
    """Drafts change seldom, and every look at the plan reads all of them."""
    return loads(draft)

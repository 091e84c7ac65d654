"""The published versions of a questionnaire, and what changed between two of them."""

from __future__ import annotations

from flask import render_template, request
from flask.typing import ResponseReturnValue

from feedback.permissions import Permission
from feedback.surveys.comparing import series
from feedback.surveys.models import Questionnaire, QuestionnaireVersion
from feedback.surveys.queries import questionnaires as queries
from feedback.surveys.queries import surveys
from feedback.surveys.versions import changes_between, unchanged
from feedback.surveys.views.design.page import STEP, blueprint
from feedback.web.guards import member
from feedback.web.templating import language_code

DRAFT = "draft"


@blueprint.get("/<code>/versions")
@member(Permission.VIEW)
def versions(code: str) -> ResponseReturnValue:
    """Every version, newest first; `?before=` and `?after=` compare two, by number, the later one perhaps the draft."""
    row = queries.questionnaire(code)
    draft = queries.draft_of(row)
    before, after = _pair(row)
    old = queries.document_of(before) if before else None
    new = (queries.document_of(after) if after else draft) if old else None
    return render_template(
        "surveys/versions.html",
        row=row,
        draft=draft,
        before=before,
        after=after,
        changes=changes_between(old, new, language_code(), _words(row, before, after)) if old and new else [],
        unchanged=unchanged(old, new) if old and new else 0,
        broken=_broken(row),
        surveys=surveys.surveys_of(row.id),
        current_step=STEP,
    )


def _pair(row: Questionnaire) -> tuple[QuestionnaireVersion | None, QuestionnaireVersion | None]:
    """The two that are compared: as asked, else the newest and the draft. None as the later one is the draft."""
    numbered = {str(version.number): version for version in row.versions}
    newest = row.versions[-1] if row.versions else None
    before = numbered.get(request.args.get("before", ""), newest)
    after = numbered.get(request.args.get("after", DRAFT))
    return before, after


def _words(
    row: Questionnaire, before: QuestionnaireVersion | None, after: QuestionnaireVersion | None
) -> dict[str, bool]:
    """What the author said at publishing; it is about two versions that follow one another."""
    follows = before and after and after.number == before.number + 1
    return dict(after.comparability) if after and follows else {}


def _broken(row: Questionnaire) -> int:
    """How many questions have answers that stand in more than one series."""
    return sum(len(runs) > 1 for runs in series([queries.edition(version) for version in row.versions]).values())

"""Publishing: at once where nothing is to be asked, else after a page that says what and asks once."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from feedback.permissions import Permission
from feedback.surveys.actions import questionnaires as actions
from feedback.surveys.actions.questionnaires import Unpublishable
from feedback.surveys.checking import check, is_publishable
from feedback.surveys.document import Questionnaire as Document
from feedback.surveys.models import Questionnaire
from feedback.surveys.presenting import tongue
from feedback.surveys.queries import questionnaires as queries
from feedback.surveys.translations import incomplete
from feedback.surveys.versions import Change, changes_between
from feedback.surveys.views.design.page import STEP, blueprint, page, to
from feedback.web.guards import act, member
from feedback.web.templating import language_code

WORD = "series_"
"""Beginning of the fields in which the author says whether answers may be compared."""


@blueprint.get("/<code>/publish")
@member(Permission.EDIT_SURVEYS)
def review(code: str) -> ResponseReturnValue:
    """What publishing means now: what changed, what may be compared, which languages lack something."""
    row = queries.questionnaire(code)
    draft = queries.draft_of(row)
    newest = row.versions[-1] if row.versions else None
    return render_template(
        "surveys/versions_publish.html",
        row=row,
        draft=draft,
        number=1 + (newest.number if newest else 0),
        changes=_changes(row, draft),
        incomplete=incomplete(draft),
        base=tongue(draft.base_language).name,
        tongues={one: tongue(one).name for one in draft.languages},
        word=WORD,
        current_step=STEP,
    )


@blueprint.post("/<code>/publish")
@member(Permission.EDIT_SURVEYS)
def publish(code: str) -> ResponseReturnValue:
    """Freeze the draft as the next version. Asks first, once, where a language or a comparison needs a word."""
    row = queries.questionnaire(code)
    if not request.form.get("sure") and _is_to_be_asked(row):
        return redirect(url_for("questionnaires.review", code=code), 303)
    try:
        number = act(lambda: actions.publish(questionnaire=row, words=_words()).number)
    except Unpublishable:
        flash(gettext("It cannot be published yet. What is missing stands beside the questions."), "err")
        return page(queries.questionnaire(code)), 422
    flash(gettext("Version %(number)s is published. It never changes; you can open a survey with it.", number=number))
    return to(code)


def _is_to_be_asked(row: Questionnaire) -> bool:
    draft = queries.draft_of(row)
    asked = incomplete(draft) or any(one.needs_a_word for one in _changes(row, draft))
    return bool(asked) and is_publishable(check(draft, queries.stage_ids()))


def _changes(row: Questionnaire, draft: Document) -> list[Change]:
    newest = row.versions[-1] if row.versions else None
    return changes_between(queries.document_of(newest), draft, language_code()) if newest else []


def _words() -> dict[str, bool]:
    sent = {name.removeprefix(WORD): word for name, word in request.form.items() if name.startswith(WORD)}
    return {question: word == "yes" for question, word in sent.items() if word in ("yes", "no")}

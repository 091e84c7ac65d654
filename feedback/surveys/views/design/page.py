"""The page of one questionnaire, and the one way in which its forms are saved."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from feedback.errors import Conflict, Invalid
from feedback.journeys import queries as journeys
from feedback.surveys import editor, wording
from feedback.surveys.actions import questionnaires as actions
from feedback.surveys.document import Questionnaire as Document
from feedback.surveys.forms.questionnaires import DetailsForm, SectionForm, details_form, section_form
from feedback.surveys.forms.questions import QuestionForm, question_form
from feedback.surveys.models import Questionnaire
from feedback.surveys.queries import questionnaires as queries
from feedback.surveys.queries import surveys
from feedback.surveys.question_types import TYPES
from feedback.web.guards import act
from feedback.web.languages import INTERFACE
from feedback.web.templating import say, text

blueprint = Blueprint("questionnaires", __name__, url_prefix="/o/<organisation>/surveys/questionnaires")
STEP = 3
DETAILS = "details"
Form = QuestionForm | DetailsForm | SectionForm
Change = Callable[[Document], Document]


def page(
    row: Questionnaire,
    opened: str = "",
    form: Form | None = None,
    *,
    conflict: bool = False,
    lost: list[str] | None = None,
) -> str:
    """The questionnaire with one part open: a question or a section by its id, or the details.

    `form` holds what was typed there; `conflict`: somebody else was faster, and their text stands beside it; `lost`
    the texts of something that is no longer there.
    """
    stages = stage_names()
    draft = queries.draft_of(row)
    return render_template(
        "surveys/design.html",
        row=row,
        sheet=editor.sheet(draft, stages, row.versions),
        opened=opened,
        form=form or _form(row, draft, stages, opened),
        conflict=conflict,
        lost=lost or [],
        kinds=[(kind, say(wording.kind(kind))) for kind in TYPES],
        kind_names=wording.KINDS,
        surveys=surveys.surveys_of(row.id),
        current_step=STEP,
    )


def stage_names() -> dict[str, str]:
    """Code -> name of the stages that questions may name, in journey order."""
    return {stage.code: text(stage.name) for stage in journeys.all_stages() if stage.retired_at is None}


def offered_languages() -> list[str]:
    """Languages a questionnaire may speak: those of the organisation, then those our pages speak."""
    return list(dict.fromkeys([*queries.languages(), *INTERFACE]))


def _form(row: Questionnaire, draft: Document, stages: dict[str, str], opened: str) -> Form | None:
    if opened == DETAILS:
        return details_form(draft, offered_languages(), revision=row.revision)
    if (question := draft.question(opened)) is not None:
        return question_form(question, draft.languages, stages, revision=row.revision)
    section = next((one for one in draft.sections if one.id == opened), None)
    return section_form(draft, section.title, revision=row.revision) if section else None


def save(row: Questionnaire, form: Form, change: Change, opened: str, then: dict[str, Any]) -> ResponseReturnValue:
    """Save what a form changes and go on to `then`; refused, the page has the reason and everything that was typed."""
    code = row.code
    try:
        act(actions.edit, questionnaire=row, change=change, revision=revision())
    except Invalid as error:
        form.refuse(error)
        return page(queries.questionnaire(code), opened, form), 422
    except Conflict as error:
        fresh = queries.questionnaire(code)
        form.revision.data = fresh.revision
        form.form_errors = [say(error.message)]
        return page(fresh, opened, form, conflict=True), 409
    return to(code, **then)


def change(code: str, changed: Change, **then: Any) -> ResponseReturnValue:
    """Do what a button says, nothing being typed: where somebody else was first, the page shows how it stands now."""
    row = queries.questionnaire(code)
    try:
        act(actions.edit, questionnaire=row, change=changed, revision=revision())
    except Conflict as error:
        flash(say(error.message), "warn")
        return to(code)
    return to(code, **then)


def to(code: str, anchor: str = "", opened: str = "") -> ResponseReturnValue:
    return redirect(url_for("questionnaires.design", code=code, open=opened or None, _anchor=anchor or None), 303)


def revision() -> int:
    """The revision the reader saw; without one nothing can be saved over anybody's work."""
    sent = request.form.get("revision", "")
    return int(sent) if sent.isdecimal() and len(sent) < 10 else -1

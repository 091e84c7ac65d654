"""The page of one questionnaire, and the one way in which its forms are saved."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import Blueprint, Response, flash, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from feedback.errors import Conflict, Invalid
from feedback.surveys import editor, wording
from feedback.surveys.actions import questionnaires as actions
from feedback.surveys.conditions.subjects import subjects
from feedback.surveys.document import Question, Section
from feedback.surveys.document import Questionnaire as Document
from feedback.surveys.forms.conditions import ConditionForm
from feedback.surveys.forms.questionnaires import DetailsForm, SectionForm, details_form, section_form
from feedback.surveys.forms.questions import QuestionForm, question_form
from feedback.surveys.models import Questionnaire
from feedback.surveys.picking import purposes
from feedback.surveys.presenting import tongue
from feedback.surveys.queries import questionnaires as queries
from feedback.surveys.queries import surveys
from feedback.surveys.queries.known import Known, known
from feedback.web.guards import act
from feedback.web.headers import POLICY
from feedback.web.languages import INTERFACE
from feedback.web.templating import language_code, say, text

blueprint = Blueprint("questionnaires", __name__, url_prefix="/o/<organisation>/surveys/questionnaires")
STEP = 3
DETAILS = "details"
FRAMING = f"{POLICY}; frame-src 'self'"
"""The preview stands in a frame of the page."""
Form = QuestionForm | DetailsForm | SectionForm
Change = Callable[[Document], Document]
Seen = Callable[[Document], object]


def page(
    row: Questionnaire,
    opened: str = "",
    form: Form | None = None,
    *,
    when: ConditionForm | None = None,
    conflict: bool = False,
    lost: list[str] | None = None,
) -> Response:
    """The questionnaire with one part open: a question or a section by its id, or the details.

    `form` holds what was typed there, `when` the lines of its condition; `conflict`: somebody else was faster, and
    their text stands beside it; `lost` the texts of something that is no longer there.
    """
    around = known()
    draft = queries.draft_of(row)
    names = {code: text(name) for code, name in around.names().items()}
    stages = stage_names(around)
    html = render_template(
        "surveys/design.html",
        row=row,
        sheet=editor.sheet(draft, stages, row.versions, language_code(), names),
        opened=opened,
        form=form or (None if when else form_of(row, draft, stages, opened)),
        when=when,
        conflict=conflict,
        lost=lost or [],
        history=queries.history(row),
        purposes=purposes(),
        kind_names=wording.KINDS,
        tongues={one: tongue(one).name for one in draft.languages},
        surveys=surveys.surveys_of(row.id),
        names=names,
        current_step=STEP,
    )
    answer = make_response(html)
    answer.headers["Content-Security-Policy"] = FRAMING
    return answer


def stage_names(around: Known | None = None) -> dict[str, str]:
    """Code -> name of the stages that questions may name, in journey order."""
    return {code: text(name) for code, name in (around or known()).stages}


def offered_languages() -> list[str]:
    """Languages a questionnaire may speak: those of the organisation, then those our pages speak."""
    return list(dict.fromkeys([*queries.languages(), *INTERFACE]))


def section_in(draft: Document, section_id: str) -> Section | None:
    return next((one for one in draft.sections if one.id == section_id), None)


def form_of(row: Questionnaire, draft: Document, stages: dict[str, str], opened: str) -> Form | None:
    """The form of what is open, as it stands."""
    if opened == DETAILS:
        return details_form(draft, offered_languages(), revision=row.revision)
    if (question := draft.question(opened)) is not None:
        return form_of_question(row, draft, stages, question)
    section = section_in(draft, opened)
    return section_form(draft, section, revision=row.revision) if section else None


def form_of_question(
    row: Questionnaire, draft: Document, stages: dict[str, str], question: Question, sent: bool = False
) -> QuestionForm:
    """The form of a question, as it stands or as it was sent."""
    others = [one for one in draft.questions() if one.id != question.id] if question.kind == "calculation" else []
    numbers = [one for one in subjects(draft, others, {}, language_code()) if one.numeric]
    return question_form(question, draft.languages, stages, revision=row.revision, sent=sent, numbers=numbers)


def save(
    row: Questionnaire, form: Form, change: Change, opened: str, then: dict[str, Any], seen: Seen | None = None
) -> ResponseReturnValue:
    """Save what a form changes and go on to `then`; refused, the page has the reason and everything that was typed.

    `seen` is the part that the form is about: who saw it as it still is saves, whatever others changed elsewhere.
    """
    code = row.code
    try:
        act(actions.edit, questionnaire=row, change=change, revision=revision(), part=seen)
    except Invalid as error:
        form.refuse(error)
        return page(queries.questionnaire(code), opened, form), 422
    except Conflict as error:
        fresh = queries.questionnaire(code)
        form.revision.data = fresh.revision
        form.form_errors = [say(error.message)]
        return page(fresh, opened, form, conflict=True), 409
    return to(code, **(then if not request.form.get("stay") else {**then, "opened": opened}))


def change(code: str, changed: Change, **then: Any) -> ResponseReturnValue:
    """Do what a button says, nothing being typed: where somebody else was first, the page shows how it stands now."""
    row = queries.questionnaire(code)
    try:
        act(actions.edit, questionnaire=row, change=changed, revision=revision())
    except Conflict as error:
        flash(say(error.message), "warn")
        return to(code)
    return to(code, **then)


def to(code: str, anchor: str = "", opened: str = "", when: str = "") -> ResponseReturnValue:
    there = url_for("questionnaires.design", code=code, open=opened or None, when=when or None, _anchor=anchor or None)
    return redirect(there, 303)


def revision() -> int:
    """The revision the reader saw; without one nothing can be saved over anybody's work."""
    sent = request.form.get("revision", "")
    return int(sent) if sent.isdecimal() and len(sent) < 10 else -1

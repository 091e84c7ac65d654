"""Designing a questionnaire. Every change is one post that works without a script; nobody's text is lost."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from uuid import uuid4

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from feedback.errors import Conflict, Invalid, NotFound, message
from feedback.journeys import queries as journeys
from feedback.permissions import Permission
from feedback.surveys import editing, editor, wording
from feedback.surveys.actions import questionnaires as actions
from feedback.surveys.actions.questionnaires import Unpublishable
from feedback.surveys.document import Questionnaire as Document
from feedback.surveys.document import Texts
from feedback.surveys.forms.questionnaires import (
    DetailsForm,
    SectionForm,
    details_form,
    new_form,
    section_form,
)
from feedback.surveys.forms.questions import QuestionForm, question_form
from feedback.surveys.models import Questionnaire
from feedback.surveys.queries import questionnaires as queries
from feedback.surveys.queries import surveys
from feedback.surveys.question_types import TYPES
from feedback.web.guards import act, member
from feedback.web.languages import INTERFACE
from feedback.web.templating import say, text
from feedback.web.texts_forms import done

blueprint = Blueprint("questionnaires", __name__, url_prefix="/o/<organisation>/surveys/questionnaires")
STEP = 3
DETAILS = "details"


@blueprint.route("/new", methods=["GET", "POST"])
@member(Permission.EDIT_SURVEYS)
def create() -> ResponseReturnValue:
    """Start from scratch, with a title."""
    form = new_form(queries.languages())
    if not form.is_submitted():
        return render_template("surveys/new.html", form=form, current_step=STEP)
    if form.validate() and (made := done(form, actions.create, title=form.texts("title"))):
        return redirect(url_for("questionnaires.design", code=made.code), 303)
    return render_template("surveys/new.html", form=form, current_step=STEP), 422


@blueprint.get("/<code>")
@member(Permission.VIEW)
def design(code: str) -> ResponseReturnValue:
    """The questionnaire with one part open: `?open=` names a question, a section, or the details."""
    row = queries.questionnaire(code)
    return _page(row, **_opened(row, request.args.get("open", "")))


# --- the whole ------------------------------------------------------------------------------------


@blueprint.post("/<code>/details")
@member(Permission.EDIT_SURVEYS)
def save_details(code: str) -> ResponseReturnValue:
    """Title, introduction and languages."""
    row = queries.questionnaire(code)
    draft = queries.draft_of(row)
    form = details_form(draft, _offered(), revision=row.revision, sent=True)
    if not form.validate():
        return _page(row, details=form), 422

    def change(now: Document) -> Document:
        texts = editing.set_texts(now, title=form.title(now.title), intro=form.intro(now.intro))
        return editing.set_languages(texts, form.speaks.data or [], form.base_language.data)

    return _saved(row, form, change, "h-details") or _page(queries.questionnaire(code), details=form)


@blueprint.post("/<code>/publish")
@member(Permission.EDIT_SURVEYS)
def publish(code: str) -> ResponseReturnValue:
    """Freeze the draft as the next version."""
    row = queries.questionnaire(code)
    try:
        number = act(lambda: actions.publish(questionnaire=row).number)
    except Unpublishable:
        flash(gettext("It cannot be published yet. What is missing is listed beside the questions."), "err")
        return _page(queries.questionnaire(code)), 422
    flash(gettext("Version %(number)s is published. It never changes; open a survey with it.", number=number), "ok")
    return _to(code)


@blueprint.post("/<code>/copy")
@member(Permission.EDIT_SURVEYS)
def copy(code: str) -> ResponseReturnValue:
    """A copy to change freely."""
    made = act(lambda: actions.duplicate(questionnaire=queries.questionnaire(code)).code)
    flash(gettext("This is the copy. Its questions are new ones: answers to them stand on their own."), "ok")
    return _to(made)


@blueprint.post("/<code>/archive")
@member(Permission.EDIT_SURVEYS)
def archive(code: str) -> ResponseReturnValue:
    act(actions.archive, questionnaire=queries.questionnaire(code))
    flash(gettext("The questionnaire is put away. Its surveys and answers stay."), "ok")
    return redirect(url_for("surveys.index", _anchor="h-archived"), 303)


@blueprint.post("/<code>/restore")
@member(Permission.EDIT_SURVEYS)
def restore(code: str) -> ResponseReturnValue:
    act(actions.bring_back, questionnaire=queries.questionnaire(code))
    return _to(code)


# --- sections -------------------------------------------------------------------------------------


@blueprint.post("/<code>/sections")
@member(Permission.EDIT_SURVEYS)
def add_section(code: str) -> ResponseReturnValue:
    new = str(uuid4())
    return _changed(code, partial(editing.add_section, section_id=new), new, f"s-{new}")


@blueprint.post("/<code>/sections/<section>")
@member(Permission.EDIT_SURVEYS)
def save_section(code: str, section: str) -> ResponseReturnValue:
    """The title of a section."""
    row = queries.questionnaire(code)
    draft = queries.draft_of(row)
    before = next((one.title for one in draft.sections if one.id == section), Texts())
    form = section_form(draft, before, revision=row.revision, sent=True)
    if not form.validate():
        return _page(row, section=(section, form)), 422

    def change(now: Document) -> Document:
        return editing.rename_section(now, section, form.title(before))

    return _saved(row, form, change, f"s-{section}") or _page(queries.questionnaire(code), section=(section, form))


@blueprint.post("/<code>/sections/<section>/remove")
@member(Permission.EDIT_SURVEYS)
def remove_section(code: str, section: str) -> ResponseReturnValue:
    return _changed(code, partial(editing.remove_section, section_id=section))


# --- questions ------------------------------------------------------------------------------------


@blueprint.post("/<code>/sections/<section>/questions")
@member(Permission.EDIT_SURVEYS)
def add_question(code: str, section: str) -> ResponseReturnValue:
    """A new question at the end of a section, opened to be written."""
    new, kind = str(uuid4()), request.form.get("kind", "")
    change = partial(editing.add_question, section_id=section, question_id=new, kind=kind)
    return _changed(code, change, new, f"q-{new}")


@blueprint.post("/<code>/questions/<question>")
@member(Permission.EDIT_SURVEYS)
def save_question(code: str, question: str) -> ResponseReturnValue:
    """Everything about one question; where it was changed meanwhile, both texts stand on the page."""
    row = queries.questionnaire(code)
    before = queries.draft_of(row).question(question)
    if before is None:
        return _gone(row)
    languages = queries.draft_of(row).languages
    form = question_form(before, languages, _stages(), revision=row.revision, sent=True)
    if not form.validate():
        return _page(row, question=form), 422

    def change(now: Document) -> Document:
        return editing.update_question(now, question, form.changes())

    again = form.kind.data != before.kind
    saved = _saved(row, form, change, f"q-{question}", opened=question if again else "")
    return saved or _page(queries.questionnaire(code), question=form)


@blueprint.post("/<code>/questions/<question>/move")
@member(Permission.EDIT_SURVEYS)
def move_question(code: str, question: str) -> ResponseReturnValue:
    """One place up or down, or into another section."""
    section, direction = request.form.get("section"), request.form.get("direction")
    if section:
        change = partial(editing.move_question_to, question_id=question, section_id=section)
    elif direction in ("up", "down"):
        change = partial(editing.move_question, question_id=question, direction=direction)
    else:
        raise Invalid(message("Choose where the question goes."))
    return _changed(code, change, anchor=f"q-{question}")


@blueprint.post("/<code>/questions/<question>/copy")
@member(Permission.EDIT_SURVEYS)
def copy_question(code: str, question: str) -> ResponseReturnValue:
    new = str(uuid4())
    return _changed(code, partial(editing.duplicate_question, question_id=question, new_id=new), new, f"q-{new}")


@blueprint.post("/<code>/questions/<question>/remove")
@member(Permission.EDIT_SURVEYS)
def remove_question(code: str, question: str) -> ResponseReturnValue:
    return _changed(code, partial(editing.remove_question, question_id=question), anchor="h-questions")


# --- saving ---------------------------------------------------------------------------------------

Form = QuestionForm | DetailsForm | SectionForm


def _saved(
    row: Questionnaire, form: Form, change: Callable[[Document], Document], anchor: str, opened: str = ""
) -> ResponseReturnValue | None:
    """Back to the page, or None where it was refused: then the form holds the reason and everything that was typed."""
    code = row.code
    try:
        act(actions.edit, questionnaire=row, change=change, revision=_revision())
    except Invalid as error:
        form.refuse(error)
        return None
    except Conflict as error:
        form.revision.data = queries.questionnaire(code).revision
        form.form_errors = [say(error.message)]
        form.conflict = True
        return None
    return _to(code, anchor, opened)

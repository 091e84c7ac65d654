"""Starting, copying and putting away a questionnaire; its title and languages; undoing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from feedback.errors import Conflict
from feedback.permissions import Permission
from feedback.surveys import editing
from feedback.surveys.actions import questionnaires as actions
from feedback.surveys.document import Questionnaire as Document
from feedback.surveys.forms.questionnaires import details_form, new_form
from feedback.surveys.queries import questionnaires as queries
from feedback.surveys.views.design.conditions import opened_condition
from feedback.surveys.views.design.page import DETAILS, STEP, blueprint, offered_languages, page, revision, save, to
from feedback.web.guards import act, member
from feedback.web.templating import say
from feedback.web.texts_forms import done


@blueprint.route("/new", methods=["GET", "POST"])
@member(Permission.EDIT_SURVEYS)
def create() -> ResponseReturnValue:
    """Start from scratch, with a title."""
    form = new_form(queries.languages())
    if not form.is_submitted():
        return render_template("surveys/new.html", form=form, current_step=STEP)
    if form.validate() and (made := done(form, actions.create, title=form.texts("title"))):
        return to(made.code)
    return render_template("surveys/new.html", form=form, current_step=STEP), 422


@blueprint.get("/<code>")
@member(Permission.VIEW)
def design(code: str) -> ResponseReturnValue:
    """The questionnaire with one part open: `?open=` names a question, a section, or the details.

    With `?when=1` it is open to say when it is shown.
    """
    row, opened = queries.questionnaire(code), request.args.get("open", "")
    return page(row, opened, when=opened_condition(row, opened) if request.args.get("when") else None)


@blueprint.post("/<code>/details")
@member(Permission.EDIT_SURVEYS)
def save_details(code: str) -> ResponseReturnValue:
    """Title, introduction, words of thanks, languages and pages."""
    row = queries.questionnaire(code)
    form = details_form(queries.draft_of(row), offered_languages(), revision=row.revision, sent=True)
    if not form.validate():
        return page(row, DETAILS, form), 422

    def changed(draft: Document) -> Document:
        texts = {"title": form.title(draft.title), "intro": form.intro(draft.intro)}
        written = editing.set_texts(draft, **texts, thanks=form.thanks(draft.thanks))
        paged = editing.set_pages(written, form.layout.data or draft.layout, bool(form.random_sections.data))
        return editing.set_languages(paged, form.speaks.data or [], form.base_language.data or "")

    return save(row, form, changed, DETAILS, {"anchor": "h-details"}, seen=lambda draft: replace(draft, sections=()))


@blueprint.post("/<code>/undo")
@member(Permission.EDIT_SURVEYS)
def undo(code: str) -> ResponseReturnValue:
    """The draft as it was before the last change."""
    return _back(code, actions.undo)


@blueprint.post("/<code>/redo")
@member(Permission.EDIT_SURVEYS)
def redo(code: str) -> ResponseReturnValue:
    """What was undone last, again."""
    return _back(code, actions.redo)


def _back(code: str, action: Callable[..., object]) -> ResponseReturnValue:
    row = queries.questionnaire(code)
    opened = request.form.get("open", "")
    try:
        act(lambda: action(questionnaire=row, revision=revision()) and None)
    except Conflict as error:
        flash(say(error.message), "warn")
    return to(code, opened=opened, anchor=f"q-{opened}" if opened else "")


@blueprint.post("/<code>/copy")
@member(Permission.EDIT_SURVEYS)
def copy(code: str) -> ResponseReturnValue:
    """A copy to change freely."""
    made = act(lambda: actions.duplicate(questionnaire=queries.questionnaire(code)).code)
    flash(gettext("This is the copy. Its questions are new ones: answers to them stand on their own."), "ok")
    return to(made)


@blueprint.post("/<code>/archive")
@member(Permission.EDIT_SURVEYS)
def archive(code: str) -> ResponseReturnValue:
    """Off the list of questionnaires; it can be brought back there."""
    act(actions.archive, questionnaire=queries.questionnaire(code))
    flash(gettext("The questionnaire is put away. Its surveys and their answers stay."), "ok")
    return redirect(url_for("surveys.index", _anchor="h-archived"), 303)


@blueprint.post("/<code>/restore")
@member(Permission.EDIT_SURVEYS)
def restore(code: str) -> ResponseReturnValue:
    act(actions.bring_back, questionnaire=queries.questionnaire(code))
    return to(code)

"""Translating a questionnaire: all its texts in two languages beside each other, on one page."""

from __future__ import annotations

from flask import flash, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import ngettext

from feedback.errors import Conflict, Invalid, NotFound
from feedback.permissions import Permission
from feedback.surveys import editing
from feedback.surveys.actions import questionnaires as actions
from feedback.surveys.document import Questionnaire as Document
from feedback.surveys.forms.translations import TranslationForm, translation_form
from feedback.surveys.models import Questionnaire
from feedback.surveys.presenting import tongue
from feedback.surveys.queries import questionnaires as queries
from feedback.surveys.translations import completeness
from feedback.surveys.views.design.page import STEP, blueprint, revision, to
from feedback.web.guards import act, member
from feedback.web.templating import say


@blueprint.get("/<code>/translate/<language>")
@member(Permission.EDIT_SURVEYS)
def translate(code: str, language: str) -> ResponseReturnValue:
    """The texts of one language beside those of another, `?from=`; else of the base language."""
    row = queries.questionnaire(code)
    draft = queries.draft_of(row)
    return _page(row, draft, translation_form(draft, _source(draft, language), _asked(draft, language)))


@blueprint.post("/<code>/translate/<language>")
@member(Permission.EDIT_SURVEYS)
def save_translation(code: str, language: str) -> ResponseReturnValue:
    """Write the texts that changed; whoever changed others meanwhile loses nothing."""
    row = queries.questionnaire(code)
    draft = queries.draft_of(row)
    seen = draft if revision() == row.revision else queries.draft_at(row.id, revision())
    form = translation_form(draft, _source(draft, language), _asked(draft, language), request.form, seen)
    if form.faults:
        return _page(row, draft, form), 422
    try:
        _save(row, form)
    except (Conflict, Invalid) as error:
        flash(say(error.message), "warn")
        return _page(queries.questionnaire(code), draft, form), error.status
    changed = len(form.changes)
    if not request.form.get("stay"):
        flash(ngettext("%(num)s text is saved.", "%(num)s texts are saved.", changed), "ok")
    return to(code, anchor="h-languages")


def _save(row: Questionnaire, form: TranslationForm) -> None:
    def changed(draft: Document) -> Document:
        for key, text in form.changes.items():
            draft = editing.set_text(draft, key, form.language, text)
        return draft

    def seen(draft: Document) -> object:
        """The texts that this form changes, as they stand."""
        blocks = translation_form(draft, form.source, form.language).blocks
        return {pair.key: pair.text for block in blocks for pair in block.pairs if pair.key in form.changes}

    act(lambda: actions.edit(questionnaire=row, change=changed, revision=revision(), part=seen) and None)


def _page(row: Questionnaire, draft: Document, form: TranslationForm) -> str:
    return render_template(
        "surveys/translate.html",
        row=row,
        draft=draft,
        form=form,
        complete={one.language: one for one in completeness(draft)},
        tongues={one: tongue(one).name for one in draft.languages},
        current_step=STEP,
    )


def _asked(draft: Document, language: str) -> str:
    if language not in draft.languages:
        raise NotFound()
    return language


def _source(draft: Document, language: str) -> str:
    """The language to translate from: as asked, else the base language, else another one."""
    wanted = request.values.get("from", "")
    others = [one for one in (wanted, draft.base_language, *draft.languages) if one in draft.languages]
    return next((one for one in others if one != language), draft.base_language)

"""What people do to themes: add, teach, merge, split, lock, accept, dismiss. The expected effect is shown first."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any
from uuid import UUID

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, ngettext

from feedback.errors import Message, NotFound, message
from feedback.insights.actions import merging
from feedback.insights.actions import themes as actions
from feedback.insights.editing_forms import (
    ExamplesForm,
    MergeForm,
    NewThemeForm,
    SplitForm,
    examples_form,
    merge_form,
    new_theme_form,
    split_form,
)
from feedback.insights.models import Theme
from feedback.insights.presenting import quote_record
from feedback.insights.queries import expecting, figures, mentions
from feedback.insights.queries import themes as queries
from feedback.insights.queries.expecting import Expected
from feedback.insights.rules.acts import ACTIVE, examples_refusal, merge_refusal
from feedback.insights.views.themes import STEP, names
from feedback.names import one_line
from feedback.permissions import Permission
from feedback.web.guards import act, member
from feedback.web.templating import say, text
from feedback.web.texts_forms import done

blueprint = Blueprint("editing", __name__)
SHOWN = 10
TO_PICK = 30


@blueprint.route("/o/<organisation>/themes/new", methods=["GET", "POST"])
@member(Permission.EDIT_THEMES)
def add() -> ResponseReturnValue:
    """A theme of the organisation's own, told by examples; first what they would take is shown."""
    form = new_theme_form()
    if request.method != "POST":
        return _new_page(form)
    if not form.validate() or _refused(form, "examples", examples_refusal(_lines(form))):
        return _new_page(form), 422
    if not form.was_seen(_lines(form)):
        return _new_page(form, expecting.of_examples(expecting.NEW, _lines(form)))
    row = done(form, actions.add, names=form.texts("name"), examples=_lines(form), by=g.access)
    if row is None:
        return _new_page(form), 422
    flash(gettext("The theme is there. The next analysis finds its sentences."), "ok")
    return redirect(url_for("insights.theme", code=row.code), 303)


def _lines(form: ExamplesForm) -> list[str]:
    return list(dict.fromkeys(line for one in form.lines if (line := one_line(one))))


def _refused(form: Any, field: str, refused: Message | None) -> bool:
    if refused:
        form[field].errors = [*form[field].errors, say(refused)]
    return refused is not None


def _new_page(form: NewThemeForm, effect: Expected | None = None) -> str:
    return _teaching_page(form, None, effect)


def _teaching_page(form: ExamplesForm, subject: Theme | None, effect: Expected | None) -> str:
    return render_template(
        "insights/teach.html",
        form=form,
        subject=subject,
        effect=effect,
        samples=_quotes(effect.samples) if effect else [],
        going=_quotes(effect.going) if effect else [],
        current_step=STEP,
    )


def _quotes(mention_ids: Sequence[UUID]) -> list[dict[str, Any]]:
    known = names()
    return [quote_record(one, known) for one in mentions.sentences_with(mention_ids)]


@blueprint.route("/o/<organisation>/themes/<code>/examples", methods=["GET", "POST"])
@member(Permission.EDIT_THEMES)
def examples(code: str) -> ResponseReturnValue:
    """Sentences that say what a theme is about; first what they would change is shown."""
    row = _active(code)
    form = examples_form(row)
    if request.method != "POST":
        return _teaching_page(form, row, None)
    if not form.validate() or _refused(form, "examples", examples_refusal(_lines(form), required=False)):
        return _teaching_page(form, row, None), 422
    if not form.was_seen(_lines(form)):
        return _teaching_page(form, row, expecting.of_examples(row.code, _lines(form)))
    if done(form, actions.set_examples, row, examples=_lines(form), by=g.access) is None:
        return _teaching_page(form, queries.theme(code), None), 422
    flash(gettext("The examples are saved. They teach the next analysis."), "ok")
    return _to_theme(code)


def _active(code: str) -> Theme:
    row = queries.theme(code)
    if row.state != ACTIVE:
        raise NotFound()
    return row


def _to_theme(code: str) -> ResponseReturnValue:
    return redirect(url_for("insights.theme", code=code), 303)


@blueprint.route("/o/<organisation>/themes/merge", methods=["GET", "POST"])
@member(Permission.EDIT_THEMES)
def merge() -> ResponseReturnValue:
    """Make one theme of several (`?theme=` ticks them); first what would come together is shown."""
    fallback = queries.fallback_codes()
    rows = [row for row in queries.counting().values() if row.code not in fallback]
    form = merge_form(rows, request.args.getlist("theme"))
    if request.method != "POST":
        return _merge_page(form)
    chosen = queries.chosen(form.themes.data or ())
    into = next((row for row in chosen if row.code == form.into.data), None)
    states = {row.id: row.state for row in chosen}
    refused = merge_refusal(states, into.id if into else None, ())
    if not form.validate() or refused:
        if refused:
            _refused(form, refused[0], refused[1])
        return _merge_page(form, chosen), 422
    assert into is not None
    if not form.was_seen(sorted(states, key=str), into.id):
        return _merge_page(form, chosen, into)
    return _merged(form, chosen, into)


def _merged(form: MergeForm, chosen: Sequence[Theme], into: Theme) -> ResponseReturnValue:
    given = form.texts("name")
    names_given = {**into.names, **given} if given else None
    ids = [row.id for row in chosen]
    if done(form, merging.merge, theme_ids=ids, into=into.id, names=names_given, by=g.access) is None:
        return _merge_page(form, chosen), 422
    flash(gettext("They are one theme now. You can undo it in its history."), "ok")
    return _to_theme(into.code)


def _merge_page(form: MergeForm, chosen: Sequence[Theme] = (), into: Theme | None = None) -> str:
    said = figures.voices() if into else None
    return render_template(
        "insights/merge.html",
        form=form,
        chosen=[figures.theme_row(row, said) for row in chosen] if into else [],
        into=into,
        overlap=expecting.of_merging([row.id for row in chosen]) if into else None,
        current_step=STEP,
    )


@blueprint.route("/o/<organisation>/themes/<code>/split", methods=["GET", "POST"])
@member(Permission.EDIT_THEMES)
def split(code: str) -> ResponseReturnValue:
    """Let a new theme take part of one: by words (`?words=`), by sentences, or as the analysis proposes (`?halves`)."""
    row = _active(code)
    held = mentions.mentions_of([row.id], limit=TO_PICK)
    form = split_form(((str(one.id), one.words) for one in held.found), request.args.get("words", ""))
    if request.method != "POST":
        return _split_page(row, form, halves=bool(request.args.get("halves")))
    words, picked = _words(form), _picked(form)
    taken = _taken(row, words, picked)
    if not form.validate() or _refused(form, "words", _nothing_taken(form, taken)):
        return _split_page(row, form), 422
    if not form.was_seen(words, sorted(picked, key=str)):
        return _split_page(row, form, taken=taken)
    made = done(
        form,
        merging.split,
        row,
        names=form.texts("name"),
        words=words,
        mention_ids=taken,
        picked=not words,
        by=g.access,
    )
    if made is None:
        return _split_page(queries.theme(code), form), 422
    flash(
        ngettext("One sentence stands in the new theme.", "%(num)s sentences stand in the new theme.", len(taken)), "ok"
    )
    return _to_theme(made.code)


def _words(form: SplitForm) -> dict[str, tuple[str, ...]]:
    return expecting.terms_of((form.words.data or "")[:200])


def _picked(form: SplitForm) -> list[UUID]:
    there = {value for value, _ in form.picked.choices}
    return [UUID(one) for one in form.picked.data or () if one in there]


def _taken(row: Theme, words: Mapping[str, Sequence[str]], picked: Sequence[UUID]) -> list[UUID]:
    by_words = expecting.of_words(row, words).taken if words else ()
    return list(dict.fromkeys([*by_words, *picked]))


def _nothing_taken(form: SplitForm, taken: Sequence[UUID]) -> Message | None:
    if taken:
        return None
    if (form.words.data or "").strip():
        return message("None of its sentences says that. Choose other words, or pick sentences.")
    return message("Write a word, or pick sentences below.")


def _split_page(row: Theme, form: SplitForm, *, halves: bool = False, taken: Sequence[UUID] | None = None) -> str:
    found = expecting.proposed(row) if halves else None
    return render_template(
        "insights/split.html",
        subject=row,
        form=form,
        taken=taken,
        samples=_quotes(taken[:SHOWN]) if taken else [],
        part=expecting.of_words(row, _words(form)) if taken and form.words.data else None,
        asked=halves,
        halves=[(half, _quotes([UUID(one) for one in half.sentences[:3]])) for half in found or ()],
        current_step=STEP,
    )


Act = Callable[..., Theme]


def _done(code: str, action: Act, told: str) -> ResponseReturnValue:
    act(action, queries.theme(code), by=g.access)
    flash(told, "ok")
    return _to_theme(code)


@blueprint.post("/o/<organisation>/themes/<code>/lock")
@member(Permission.EDIT_THEMES)
def lock(code: str) -> ResponseReturnValue:
    return _done(code, actions.lock, gettext("The theme is locked: no run takes a sentence from it."))


@blueprint.post("/o/<organisation>/themes/<code>/unlock")
@member(Permission.EDIT_THEMES)
def unlock(code: str) -> ResponseReturnValue:
    return _done(code, actions.unlock, gettext("The theme is unlocked: every run looks again what belongs to it."))


@blueprint.post("/o/<organisation>/themes/<code>/accept")
@member(Permission.EDIT_THEMES)
def accept(code: str) -> ResponseReturnValue:
    row = queries.theme(code)
    return _done(code, actions.accept, gettext("“%(theme)s” is one of your themes now.", theme=text(row.names)))


@blueprint.post("/o/<organisation>/themes/<code>/dismiss")
@member(Permission.EDIT_THEMES)
def dismiss(code: str) -> ResponseReturnValue:
    return _done(code, actions.dismiss, gettext("It is no theme any more. Its sentences keep the others they carry."))


@blueprint.post("/o/<organisation>/themes/<code>/restore")
@member(Permission.EDIT_THEMES)
def restore(code: str) -> ResponseReturnValue:
    return _done(code, actions.restore, gettext("The theme is back, with the sentences it had."))

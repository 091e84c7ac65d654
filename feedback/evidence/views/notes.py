"""Notes typed or pasted by hand, and taking one back."""

from __future__ import annotations

from uuid import UUID

from flask import Blueprint, flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, ngettext

from feedback.evidence.actions import items as actions
from feedback.evidence.forms import ONE, NotesForm, notes_form
from feedback.evidence.queries import items as queries
from feedback.journeys import queries as journeys
from feedback.permissions import Permission
from feedback.stakeholders.queries import groups as stakeholders
from feedback.web.guards import act, member
from feedback.web.texts_forms import done

blueprint = Blueprint("evidence_notes", __name__)
STEP = 2


@blueprint.route("/o/<organisation>/evidence/notes/new", methods=["GET", "POST"])
@member(Permission.EDIT_EVIDENCE)
def create() -> ResponseReturnValue:
    """Type one note, or paste many."""
    form = notes_form(stakeholders.groups(), journeys.stages())
    if not form.is_submitted():
        return _page(form)
    made = _add(form) if form.validate() else None
    if made is None:
        return _page(form), 422
    flash(ngettext("The note is added.", "%(num)s notes are added.", made), "ok")
    return redirect(url_for("evidence.evidence"), 303)


def _add(form: NotesForm) -> int | None:
    """How many were added; None where they cannot be."""
    if form.apart.data == ONE:
        return 1 if done(form, actions.add_note, text=form.text.data, **form.values(), by=g.access) else None
    made = done(form, actions.add_notes, pasted=form.text.data, apart=form.apart.data, **form.values(), by=g.access)
    return len(made) if made else None


def _page(form: NotesForm) -> str:
    return render_template("evidence/notes.html", form=form, current_step=STEP)


@blueprint.post("/o/<organisation>/evidence/<uuid:evidence_id>/remove")
@member(Permission.EDIT_EVIDENCE)
def remove(evidence_id: UUID) -> ResponseReturnValue:
    """Take a note back."""
    act(actions.remove_note, queries.item(evidence_id), by=g.access)
    flash(gettext("The note is deleted."), "ok")
    return redirect(url_for("evidence.evidence"), 303)

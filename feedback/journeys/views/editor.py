"""The journey as a whole: its stages in order, its name, and taking one over from a file."""

from __future__ import annotations

from flask import Blueprint, flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from feedback.errors import Invalid
from feedback.journeys import actions, queries, rules
from feedback.journeys.forms import ImportForm, JourneyForm, journey_form
from feedback.journeys.importing import import_journey
from feedback.journeys.models import Journey
from feedback.journeys.queries import functions, variants
from feedback.journeys.reader import LARGEST_FILE, Drawing, read
from feedback.journeys.rules import details
from feedback.permissions import Permission
from feedback.web.guards import act, member
from feedback.web.templating import say
from feedback.web.texts_forms import done

blueprint = Blueprint("journeys", __name__)
STEP = 5


@blueprint.get("/o/<organisation>/journey/edit")
@member(Permission.EDIT_JOURNEY)
def editor() -> ResponseReturnValue:
    """The stages of the journey in order, each with its touchpoints and what can be done to it."""
    return render_template(
        "journeys/editor.html",
        journey=queries.journey(),
        stages=queries.stages(),
        retired=queries.retired_stages(),
        rules=rules,
        details=details,
        ways=variants.variants(),
        areas={one.id: one.name for one in functions.all_functions()},
        current_step=STEP,
    )


@blueprint.route("/o/<organisation>/journey/edit/name", methods=["GET", "POST"])
@member(Permission.EDIT_JOURNEY)
def name() -> ResponseReturnValue:
    """Name the journey: a new one where there is none, else the one there is."""
    journey = queries.journey()
    form = journey_form(journey)
    if form.is_submitted():
        if form.validate() and _named(form, journey):
            return redirect(url_for("journeys.editor"), 303)
        return _name_page(form, journey), 422
    return _name_page(form, journey)


def _named(form: JourneyForm, journey: Journey | None) -> Journey | None:
    saved: Journey | None
    if journey is None:
        saved = done(form, actions.create_journey, name=form.texts("name"), by=g.access)
    else:
        saved = done(form, actions.rename_journey, journey, name=form.texts("name", journey.name))
    return saved


def _name_page(form: JourneyForm, journey: Journey | None) -> str:
    return render_template("journeys/name.html", form=form, journey=journey, current_step=STEP)


@blueprint.route("/o/<organisation>/journey/edit/import", methods=["GET", "POST"])
@member(Permission.EDIT_JOURNEY)
def import_file() -> ResponseReturnValue:
    """Take over a journey from a JSON file; what is wrong in it is named by its place."""
    form = ImportForm()
    if not form.is_submitted():
        return _import_page(form)
    if not form.validate():
        return _import_page(form), 422
    try:
        drawing = read(form.file.data.stream.read(LARGEST_FILE + 1))
        act(import_journey, drawing, by=g.access)
    except Invalid as error:
        form.form_errors = [say(error.message), *(f"{path}: {say(text)}" for path, text in error.fields.items())]
        return _import_page(form), 422
    _tell(drawing)
    return redirect(url_for("journeys.editor"), 303)


def _import_page(form: ImportForm) -> str:
    return render_template("journeys/import.html", form=form, journey=queries.journey(), current_step=STEP)


def _tell(drawing: Drawing) -> None:
    flash(gettext("The journey is imported."), "ok")
    for path, text in drawing.notes:
        flash(f"{path}: {say(text)}", "warn")

"""Co-creating the map: workshops on its stages, opened from here and led where workshops are."""

from __future__ import annotations

from flask import Blueprint, flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import force_locale, gettext

from feedback.accounts.queries import organisation
from feedback.db import Texts, text_in
from feedback.errors import Conflict, message
from feedback.journeys import queries
from feedback.journeys.models import Journey
from feedback.permissions import Permission
from feedback.web.guards import member
from feedback.web.languages import INTERFACE
from feedback.web.texts_forms import done
from feedback.workshops import actions
from feedback.workshops import queries as workshops
from feedback.workshops.forms import WorkshopForm, workshop_form
from feedback.workshops.rules.stages import MAP, frozen

blueprint = Blueprint("journey_workshops", __name__)
STEP = 5


@blueprint.get("/o/<organisation>/journey/workshops")
@member(Permission.FACILITATE)
def index() -> ResponseReturnValue:
    """The workshops on the map, and how one goes."""
    held = [one for one in workshops.workshops() if one.kind == MAP]
    return render_template(
        "journeys/workshops.html",
        journey=queries.journey(),
        stages=queries.stages(),
        workshops=held,
        counts=workshops.note_counts(),
        current_step=STEP,
    )


@blueprint.route("/o/<organisation>/journey/workshops/new", methods=["GET", "POST"])
@member(Permission.FACILITATE)
def create() -> ResponseReturnValue:
    """Open a workshop on the stages as they are drawn now; title and question stand there, to be changed."""
    if (journey := queries.journey()) is None or not (stages := queries.stages()):
        raise Conflict(message("Draw the stages of the journey first: they are what people write on."))
    form = workshop_form(*_proposed(journey))
    if not form.is_submitted():
        return _new_page(form)
    if form.validate():
        asked = {"title": form.texts("title"), "question": form.texts("question")}
        kept = frozen(((one.code, one.name) for one in stages), organisation().languages)
        if made := done(form, actions.open_workshop, **asked, stages=kept, by=g.access):
            flash(gettext("The workshop is open. Show its code to everybody in the room."), "ok")
            return redirect(url_for("workshops.workshop", workshop_id=made.id), 303)
    return _new_page(form), 422


def _new_page(form: WorkshopForm) -> str:
    return render_template("journeys/new_workshop.html", form=form, stages=queries.stages(), current_step=STEP)


def _proposed(journey: Journey) -> tuple[Texts, Texts]:
    """A title and a question to begin with, in the languages of the organisation that we speak."""
    titles, questions = {}, {}
    for code in organisation().languages:
        if code in INTERFACE:
            with force_locale(code):
                titles[code] = gettext("The map of %(journey)s", journey=text_in(journey.name, code))
                questions[code] = gettext("What do people really live at each stage?")
    return titles, questions

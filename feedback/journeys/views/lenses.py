"""The lenses of the journey: which stages belong to which part of each."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from feedback.errors import NotFound
from feedback.journeys import queries
from feedback.journeys.actions import lenses as actions
from feedback.journeys.forms.lenses import LensForm, lens_form
from feedback.journeys.models import Journey
from feedback.journeys.queries.lenses import Cut, cut
from feedback.journeys.rules.lenses import GOAL, LENSES
from feedback.permissions import Permission
from feedback.web.guards import act, member
from feedback.web.templating import say
from feedback.web.texts_forms import done

blueprint = Blueprint("lens_editor", __name__)
STEP = 5


@blueprint.route("/o/<organisation>/journey/edit/lenses", methods=["GET", "POST"])
@member(Permission.EDIT_JOURNEY)
def edit() -> ResponseReturnValue:
    """One lens, by `lens` in the address: its parts, and the stages in each."""
    stages = queries.stages()
    shown = cut(request.args.get("lens") or GOAL, stages)
    form = lens_form(shown, stages)
    if not form.is_submitted():
        return _page(shown, form)
    if form.validate() and done(form, actions.save, _journey(), lens=shown.lens.code, parts=form.chosen(), by=g.access):
        flash(gettext("The lens is saved."), "ok")
        return redirect(url_for("lens_editor.edit", lens=shown.lens.code), 303)
    return _page(shown, form), 422


@blueprint.post("/o/<organisation>/journey/edit/lenses/again")
@member(Permission.EDIT_JOURNEY)
def start_again() -> ResponseReturnValue:
    """Back to what we propose for the lens."""
    code = request.form.get("lens", "")
    act(actions.start_again, _journey(), lens=code, by=g.access)
    flash(gettext("Our proposal stands again."), "ok")
    return redirect(url_for("lens_editor.edit", lens=code), 303)


def _journey() -> Journey:
    if (journey := queries.journey()) is None:
        raise NotFound()
    return journey


def _page(shown: Cut, form: LensForm) -> str:
    stages = queries.stages()
    return render_template(
        "journeys/lenses.html",
        cut=shown,
        form=form,
        stages=stages,
        outside=shown.outside(stages),
        switch_items=_switch(shown),
        current_step=STEP,
    )


def _switch(shown: Cut) -> list[dict[str, Any]]:
    return [
        {"text": say(lens.label), "url": url_for("lens_editor.edit", lens=lens.code), "current": lens == shown.lens}
        for lens in LENSES
    ]

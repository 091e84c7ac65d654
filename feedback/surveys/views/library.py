"""The library of ready questionnaires: looking through it, and making one's own from it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, ngettext

from feedback.errors import Invalid
from feedback.journeys import queries as journeys
from feedback.permissions import Permission
from feedback.surveys import library as ready
from feedback.surveys import wording
from feedback.surveys.actions import library as actions
from feedback.surveys.forms.library import TakeForm, take_form
from feedback.surveys.library.loading import GROUPS, LANGUAGES
from feedback.surveys.library.outline import outline
from feedback.web.guards import act, member
from feedback.web.templating import language_code

blueprint = Blueprint("library", __name__, url_prefix="/o/<organisation>/surveys/questionnaires/library")
STEP = 3


@blueprint.get("")
@member(Permission.VIEW)
def index() -> ResponseReturnValue:
    """Every ready questionnaire by service; `?group=` shows those for one kind of group."""
    wanted = request.args.get("group")
    group = wanted if wanted in GROUPS else None
    shown = [one for one in ready.entries() if group in (one.group, None)]
    return render_template(
        "surveys/library.html",
        services=[(service, list(found)) for service, found in groupby(shown, key=lambda one: one.service)],
        group=group,
        groups=GROUPS,
        current_step=STEP,
    )


@blueprint.get("/<entry>")
@member(Permission.VIEW)
def show(entry: str) -> ResponseReturnValue:
    """The questions of one of them, in the language of `?in=`, else in the reader's."""
    found = ready.entry(entry)
    return render_template(
        "surveys/library_entry.html",
        entry=found,
        companions=ready.companions(found)[1:],
        lines=outline(found.document),
        lang=_language(),
        languages=LANGUAGES,
        kind_names=wording.KINDS,
        current_step=STEP,
    )


@blueprint.route("/<entry>/use", methods=["GET", "POST"])
@member(Permission.EDIT_SURVEYS)
def use(entry: str) -> ResponseReturnValue:
    """Which of one's own stages its stages are, and which of its counterparts come along; then drafts of one's own."""
    offered = ready.companions(ready.entry(entry))
    form = take_form(offered, {stage.code: stage.name for stage in journeys.stages()})
    if not form.is_submitted():
        return _page(offered, form)
    if form.validate() and (made := _take(offered, form)):
        return _to(made)
    return _page(offered, form), 422


def _page(offered: Sequence[ready.Entry], form: TakeForm) -> str:
    shown = {"entry": offered[0], "offered": offered, "form": form, "has_stages": bool(journeys.stages())}
    return render_template("surveys/library_use.html", **shown, current_step=STEP)


def _take(offered: Sequence[ready.Entry], form: TakeForm) -> list[str] | None:
    """The codes of the new drafts; None where it was refused, with the reasons in the form."""
    chosen = [one for one in offered if one.code in (form.entries.data or ())]
    try:
        made: list[str] = act(_taken, chosen, form.stages())
        return made
    except Invalid as error:
        form.refuse(error)
        return None


def _taken(chosen: Sequence[ready.Entry], stages: Mapping[str, str]) -> list[str]:
    return [one.code for one in actions.take(entries=chosen, stages=stages)]


def _to(made: Sequence[str]) -> ResponseReturnValue:
    if len(made) == 1:
        flash(gettext("This is your own draft: change what you like, then publish it."), "ok")
        return redirect(url_for("questionnaires.design", code=made[0]), 303)
    text = ngettext("%(num)s draft of your own is ready.", "%(num)s drafts of your own are ready.", len(made))
    flash(text, "ok")
    return redirect(url_for("surveys.index", _anchor="h-questionnaires"), 303)


def _language() -> str:
    asked = request.args.get("in") or language_code()
    return asked if asked in LANGUAGES else "en"

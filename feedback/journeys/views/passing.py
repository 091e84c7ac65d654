"""Stages that go on as others: the pages that split one, and merge several."""

from __future__ import annotations

from uuid import UUID

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from feedback.errors import NotFound
from feedback.journeys import queries
from feedback.journeys.actions import passing as actions
from feedback.journeys.forms.passing import MergeForm, SplitForm, merge_form, parts_wanted, split_form
from feedback.journeys.models import Stage
from feedback.journeys.rules.lineage import MOST
from feedback.permissions import Permission
from feedback.web.guards import member
from feedback.web.templating import text
from feedback.web.texts_forms import done

blueprint = Blueprint("passing", __name__)
STEP = 5


@blueprint.route("/o/<organisation>/journey/edit/stages/<uuid:stage_id>/split", methods=["GET", "POST"])
@member(Permission.EDIT_JOURNEY)
def split(stage_id: UUID) -> ResponseReturnValue:
    """Split a stage into as many as `?parts=` says; afterwards the history says what was done."""
    stage = queries.stage(stage_id)
    if stage.retired_at is not None:
        raise NotFound()
    form = split_form(stage, parts_wanted(request.args.get("parts")))
    if not form.is_submitted():
        return _split_page(stage, form)
    if form.validate() and _splits(stage, form):
        flash(
            gettext("“%(name)s” is split. What was said about it stays a figure of the whole.", name=text(stage.name)),
            "ok",
        )
        return redirect(url_for("journeys.editor"), 303)
    return _split_page(stage, form), 422


def _splits(stage: Stage, form: SplitForm) -> object:
    given = {"touchpoints": form.contacts(stage.touchpoints), "note": form.note.data or "", "by": g.access}
    return done(form, actions.split_stage, stage, parts=form.parts(), **given)


def _split_page(stage: Stage, form: SplitForm) -> str:
    more = form.count + 1 if form.count < MOST else None
    return render_template("journeys/split.html", stage=stage, form=form, more=more, current_step=STEP)


@blueprint.route("/o/<organisation>/journey/edit/merge", methods=["GET", "POST"])
@member(Permission.EDIT_JOURNEY)
def merge() -> ResponseReturnValue:
    """Make one stage of several that follow each other; `?stage=` proposes one of them."""
    stages = queries.stages()
    form = merge_form(stages, request.args.get("stage", ""))
    if not form.is_submitted():
        return _merge_page(stages, form)
    if form.validate() and (merged := _merges(stages, form)):
        flash(gettext("They are one stage now: “%(name)s”.", name=text(merged.name)), "ok")
        return redirect(url_for("journeys.editor", _anchor=f"stage-{merged.code}"), 303)
    return _merge_page(stages, form), 422


def _merges(stages: list[Stage], form: MergeForm) -> Stage | None:
    chosen = [stage for stage in stages if stage.code in (form.stages.data or ())]
    merged: Stage | None = done(
        form, actions.merge_stages, chosen, into=form.merger(), note=form.note.data or "", by=g.access
    )
    return merged


def _merge_page(stages: list[Stage], form: MergeForm) -> str:
    return render_template("journeys/merge.html", stages=stages, form=form, current_step=STEP)

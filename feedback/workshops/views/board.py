"""The wall of a workshop of a map: notes as they come, groups of notes, and the page that everybody scans."""

from __future__ import annotations

import hashlib
from typing import Any
from uuid import UUID

from flask import Blueprint, flash, g, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from feedback import qr
from feedback.errors import Conflict, Invalid
from feedback.permissions import Permission
from feedback.web.addresses import absolute
from feedback.web.guards import act, member
from feedback.web.templating import language_code, say
from feedback.web.texts_forms import done
from feedback.workshops import queries, rules
from feedback.workshops.actions import clusters as actions
from feedback.workshops.forms import ClusterForm, GroupingForm, cluster_form, grouping_form
from feedback.workshops.models import NoteCluster, Workshop
from feedback.workshops.queries import board as wall
from feedback.workshops.queries import clusters as cluster_queries
from feedback.workshops.queries.board import Pulse
from feedback.workshops.rules import clusters as cluster_rules
from feedback.workshops.rules import stages as stage_rules

blueprint = Blueprint("workshop_board", __name__)
STEP = 5
SIDE_MM, WALL_MM = 42, 200
"""How wide the code is beside the notes, and on the page that is thrown on a wall."""


def page(workshop: Workshop, form: GroupingForm | None = None, picked: frozenset[str] = frozenset()) -> str:
    """The facilitator's page of a workshop of a map; `picked` are the notes ticked in a form that was refused."""
    shown = _wall(workshop, pulse := wall.pulse(workshop.id))
    url = absolute("joining.page", code=workshop.code)
    return render_template(
        "workshops/map.html",
        **shown,
        picked=picked,
        form=form or grouping_form(shown["board"].clusters),
        url=url,
        code=qr.inline(url, SIDE_MM, gettext("QR code that opens the workshop")),
        tag=_tag(pulse),
        current_step=STEP,
    )


@blueprint.get("/o/<organisation>/workshops/<uuid:workshop_id>/live")
@member(Permission.FACILITATE)
def live(workshop_id: UUID) -> ResponseReturnValue:
    """The notes again where anything changed; else 304, after one read of figures."""
    pulse = wall.pulse(workshop_id)
    response = make_response()
    response.set_etag(_tag(pulse))
    if response.make_conditional(request).status_code != 304:
        workshop = queries.workshop(workshop_id)
        response.set_data(render_template("workshops/board.html", **_wall(workshop, pulse), picked=(), tag=_tag(pulse)))
    return response


def _tag(pulse: Pulse) -> str:
    return hashlib.sha256(repr((pulse, language_code())).encode()).hexdigest()[:16]


def _wall(workshop: Workshop, pulse: Pulse) -> dict[str, Any]:
    return {
        "workshop": workshop,
        "pulse": pulse,
        "board": wall.board(workshop),
        "kind_label": rules.kind_label,
        "what_became": cluster_rules.what_became,
    }


@blueprint.post("/o/<organisation>/workshops/<uuid:workshop_id>/group")
@member(Permission.FACILITATE)
def group(workshop_id: UUID) -> ResponseReturnValue:
    """Put the ticked notes into a group, or (`do` = out) take them out of theirs."""
    workshop = queries.workshop(workshop_id)
    form = grouping_form(cluster_queries.clusters(workshop_id))
    picked = frozenset(request.form.getlist("note"))
    try:
        if form.validate() and (made := _grouped(workshop, form, picked)):
            return redirect(url_for("workshops.workshop", workshop_id=workshop_id, _anchor=made), 303)
    except Conflict as refused:
        form.form_errors = [say(refused.message)]
    return page(workshop, form, picked), 422


def _grouped(workshop: Workshop, form: GroupingForm, picked: frozenset[str]) -> str | None:
    """Where on the page to go on; None where the action refused, with its reasons in the form."""
    note_ids = _ids(picked)
    try:
        if request.form.get("do") == "out":
            act(actions.take_out, workshop, note_ids=note_ids, by=g.access)
            return "board"
        wish = {"into": form.cluster_id, "title": form.title.data or ""}
        cluster: NoteCluster = act(actions.group, workshop, note_ids=note_ids, **wish, by=g.access)
    except Invalid as refused:
        form.refuse(refused)
        return None
    return f"cluster-{cluster.id}"


def _ids(picked: frozenset[str]) -> list[UUID]:
    """The ticked notes; what is no id is no note."""
    found = []
    for one in picked:
        try:
            found.append(UUID(one))
        except ValueError:
            continue
    return found


@blueprint.route("/o/<organisation>/workshops/<uuid:workshop_id>/groups/<uuid:cluster_id>", methods=["GET", "POST"])
@member(Permission.FACILITATE)
def cluster(workshop_id: UUID, cluster_id: UUID) -> ResponseReturnValue:
    """One group of notes: its heading and stage, who said what, and what can be made of it."""
    workshop, found = queries.workshop(workshop_id), cluster_queries.cluster(workshop_id, cluster_id)
    form = cluster_form(found, workshop.stages)
    if not form.is_submitted():
        return _cluster_page(workshop, found, form)
    if form.validate() and _changed(form, found):
        flash(gettext("The group is changed."), "ok")
        return redirect(url_for("workshop_board.cluster", workshop_id=workshop_id, cluster_id=cluster_id), 303)
    return _cluster_page(workshop, found, form), 422


def _changed(form: ClusterForm, found: NoteCluster) -> NoteCluster | None:
    typed = {"title": form.title.data or "", "stage_code": form.stage.data or ""}
    changed: NoteCluster | None = done(form, actions.change, found, **typed, by=g.access)
    return changed


def _cluster_page(workshop: Workshop, found: NoteCluster, form: ClusterForm) -> str:
    notes = cluster_queries.notes_of(found.id)
    return render_template(
        "workshops/cluster.html",
        workshop=workshop,
        cluster=found,
        stage=stage_rules.name_of(found.stage_code, workshop.stages),
        form=form,
        notes=notes,
        people=cluster_queries.people(notes),
        kind_label=rules.kind_label,
        current_step=STEP,
    )


@blueprint.post("/o/<organisation>/workshops/<uuid:workshop_id>/groups/<uuid:cluster_id>/dissolve")
@member(Permission.FACILITATE)
def dissolve(workshop_id: UUID, cluster_id: UUID) -> ResponseReturnValue:
    act(actions.dissolve, cluster_queries.cluster(workshop_id, cluster_id), by=g.access)
    flash(gettext("The notes stand alone again."), "ok")
    return redirect(url_for("workshops.workshop", workshop_id=workshop_id), 303)


@blueprint.get("/o/<organisation>/workshops/<uuid:workshop_id>/wall")
@member(Permission.FACILITATE)
def on_the_wall(workshop_id: UUID) -> ResponseReturnValue:
    """Nothing but the question, the code and how to join, large enough for the last row of a room."""
    workshop = queries.workshop(workshop_id)
    url = absolute("joining.page", code=workshop.code)
    code = qr.inline(url, WALL_MM, gettext("QR code that opens the workshop"))
    return render_template("workshops/wall.html", workshop=workshop, url=url, code=code)

"""Notes of a workshop that become existing information, and back."""

from __future__ import annotations

from uuid import UUID

from flask import Blueprint, flash, g, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from feedback.errors import Conflict, UnknownName, message
from feedback.evidence.actions import imports
from feedback.evidence.actions import workshops as actions
from feedback.evidence.queries import imports as queries
from feedback.permissions import Permission
from feedback.stakeholders.queries import groups as stakeholders
from feedback.web.guards import act, member
from feedback.web.templating import text
from feedback.workshops.models import NoteCluster
from feedback.workshops.queries import clusters

blueprint = Blueprint("evidence_workshops", __name__)


@blueprint.post("/o/<organisation>/evidence/workshop-groups/<uuid:cluster_id>")
@member(Permission.EDIT_EVIDENCE)
def take(cluster_id: UUID) -> ResponseReturnValue:
    """Take the notes over as words of the chosen `group`."""
    cluster, workshop = clusters.with_id(cluster_id)
    try:
        group = stakeholders.group_named(request.form.get("group", ""))
    except UnknownName:
        raise Conflict(message("Choose whose words these are.")) from None
    source = gettext("Workshop “%(title)s”", title=text(workshop.title))
    act(actions.take_cluster, cluster_id, group=group, source=source, column=gettext("Note"), by=g.access)
    flash(gettext("The notes stand in what you already know, one row each."), "ok")
    return _to_cluster(cluster)


@blueprint.post("/o/<organisation>/evidence/workshop-groups/<uuid:cluster_id>/undo")
@member(Permission.EDIT_EVIDENCE)
def give_back(cluster_id: UUID) -> ResponseReturnValue:
    """Take the rows out again; the notes stay in the workshop."""
    cluster, _ = clusters.with_id(cluster_id)
    if cluster.became != actions.CLUSTER or cluster.became_id is None:
        raise Conflict(message("Nothing of these notes stands in the existing information."))
    act(imports.undo_import, queries.import_(cluster.became_id), by=g.access)
    flash(gettext("The notes are taken out of what you already know."), "ok")
    return _to_cluster(cluster)


def _to_cluster(cluster: NoteCluster) -> ResponseReturnValue:
    page = url_for("workshop_board.cluster", workshop_id=cluster.workshop_id, cluster_id=cluster.id)
    return redirect(page, 303)

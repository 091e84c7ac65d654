"""From a workshop onto the map in one click, and back."""

from __future__ import annotations

from uuid import UUID

from flask import Blueprint, flash, g, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, ngettext

from feedback.accounts.queries import organisation
from feedback.insights.actions import workshops as actions
from feedback.insights.queries import workshops as queries
from feedback.permissions import Permission
from feedback.web.guards import act, member
from feedback.web.templating import language_code, text
from feedback.workshops import queries as workshops
from feedback.workshops.models import Workshop
from feedback.workshops.queries import clusters
from feedback.workshops.rules.stages import moment_of, stage_of

blueprint = Blueprint("map_workshops", __name__)


@blueprint.post("/o/<organisation>/journey/workshop-groups/<uuid:cluster_id>/claim")
@member(Permission.EDIT_JOURNEY)
def claim(cluster_id: UUID) -> ResponseReturnValue:
    """State what the group of notes says, at its stage."""
    act(actions.claim_cluster, cluster_id, lang=_typed_in(), by=g.access)
    flash(gettext("It stands on the map as a claim, with these notes behind it."), "ok")
    return _to_cluster(cluster_id)


@blueprint.post("/o/<organisation>/journey/workshop-groups/<uuid:cluster_id>/unclaim")
@member(Permission.EDIT_JOURNEY)
def unclaim(cluster_id: UUID) -> ResponseReturnValue:
    act(actions.unclaim_cluster, cluster_id, by=g.access)
    flash(gettext("The notes no longer stand behind a claim."), "ok")
    return _to_cluster(cluster_id)


def _typed_in() -> str:
    """The language a heading is in, as far as one can know: that of the person who clicks, else the organisation's."""
    languages = organisation().languages
    return language_code() if language_code() in languages else languages[0]


def _to_cluster(cluster_id: UUID) -> ResponseReturnValue:
    cluster, _ = clusters.with_id(cluster_id)
    page = url_for("workshop_board.cluster", workshop_id=cluster.workshop_id, cluster_id=cluster.id)
    return redirect(page, 303)


@blueprint.post("/o/<organisation>/journey/workshops/<uuid:workshop_id>/moments")
@member(Permission.EDIT_JOURNEY)
def declare(workshop_id: UUID) -> ResponseReturnValue:
    """Declare the moment (`kind`) that several people named at a stage (`stage`)."""
    workshop = workshops.workshop(workshop_id)
    stage, kind = stage_of(request.form.get("stage"), workshop.stages), moment_of(request.form.get("kind"))
    wish = {"stage_code": stage, "kind": kind, "reason": _reason(workshop, stage, kind)}
    act(actions.declare_named, workshop_id, **wish, by=g.access)
    flash(gettext("The moment is on the map."), "ok")
    return _to_workshop(workshop_id)


def _reason(workshop: Workshop, stage: str, kind: str) -> str:
    people, everybody = queries.people_naming(workshop.id, stage, kind), workshops.participants(workshop.id)
    named = ngettext("%(num)s person named it", "%(num)s people named it", people)
    reason: str = gettext(
        "%(named)s in the workshop “%(title)s”, in which %(everybody)s people wrote.",
        named=named,
        title=text(workshop.title),
        everybody=max(everybody, people),
    )
    return reason


@blueprint.post("/o/<organisation>/journey/workshops/<uuid:workshop_id>/moments/<uuid:moment_id>/withdraw")
@member(Permission.EDIT_JOURNEY)
def withdraw(workshop_id: UUID, moment_id: UUID) -> ResponseReturnValue:
    """Take back a moment that was declared from this workshop."""
    workshops.workshop(workshop_id)
    act(actions.undeclare_named, workshop_id, moment_id=moment_id, by=g.access)
    flash(gettext("The moment is no longer on the map."), "ok")
    return _to_workshop(workshop_id)


def _to_workshop(workshop_id: UUID) -> ResponseReturnValue:
    return redirect(url_for("workshops.workshop", workshop_id=workshop_id), 303)

"""Proof of concept: real services walked through the map, and how far the map is right."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from flask import Blueprint, abort, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, ngettext

from feedback.db import now
from feedback.errors import Invalid
from feedback.journeys import queries as journeys
from feedback.journeys.actions import walks as actions
from feedback.journeys.forms import walks as forms
from feedback.journeys.models import Stage, Touchpoint, Walk
from feedback.journeys.queries import walks as queries
from feedback.journeys.rules import channel
from feedback.journeys.rules import walks as rules
from feedback.journeys.rules.chosen import BY_HAND, services_of
from feedback.journeys.rules.walks import Share
from feedback.permissions import Permission
from feedback.stakeholders.queries import groups as stakeholders
from feedback.web.guards import act, member
from feedback.web.templating import number, percent, text

blueprint = Blueprint("walks", __name__, url_prefix="/o/<organisation>/journey/walks")
STEP = 5
A_PAGE = 50


@blueprint.get("")
@member(Permission.VIEW)
def index() -> ResponseReturnValue:
    """How each touchpoint went in real services, what went otherwise, what nobody drew, and the services themselves."""
    stages, sources, page = journeys.stages(), queries.by_source(), _page_number()
    shares = queries.shares()
    touchpoints = [(stage, touchpoint) for stage in stages for touchpoint in stage.touchpoints]
    return render_template(
        "journeys/walks.html",
        journey=journeys.journey(),
        touchpoints=touchpoints,
        shares=shares,
        more={touchpoint_id: rules.more_needed(share) for touchpoint_id, share in shares.items()},
        outcomes=queries.outcomes(),
        notes=queries.notes(),
        undrawn=queries.undrawn(stages),
        stages={stage.id: stage for stage in stages},
        lines=queries.lines((page - 1) * A_PAGE, A_PAGE),
        sources=sources,
        finding=_finding(touchpoints, shares, queries.begun()),
        page=page,
        a_page=A_PAGE,
        rules=rules,
        channel=channel,
        current_step=STEP,
    )


def _page_number() -> int:
    """Which page of services; what is no page at all is the first."""
    page: int = request.args.get("page", 1, type=int)
    return page if 0 < page < 1_000_000 else 1


def _finding(touchpoints: list[tuple[Stage, Touchpoint]], shares: Mapping[UUID, Share], walked: int) -> str:
    """What the walks say, in a sentence."""
    here = {touchpoint.id: touchpoint for _stage, touchpoint in touchpoints}
    known = {touchpoint_id: share for touchpoint_id, share in shares.items() if touchpoint_id in here}
    if not known:
        return str(gettext("Take real services and follow each through the map: did it go as drawn?"))
    counted = str(ngettext("%(n)s service was walked.", "%(n)s services were walked.", walked, n=number(walked)))
    worst = rules.least(known)
    if worst is None:
        return counted + " " + str(gettext("So far everything went as drawn."))
    told = gettext(
        "“%(name)s” parts most from the drawing: as drawn in %(share)s of those looked at (%(low)s to %(high)s).",
        name=text(here[worst].name),
        share=percent(shares[worst].value),
        low=percent(shares[worst].low),
        high=percent(shares[worst].high),
    )
    return f"{counted} {told}"


@blueprint.route("/choose", methods=["GET", "POST"])
@member(Permission.EDIT_JOURNEY)
def choose() -> ResponseReturnValue:
    """Which services to walk: written down by hand here, or from what other slices know of services."""
    if journeys.journey() is None:
        abort(404)
    form = forms.choose_form([(group.id, text(group.name)) for group in stakeholders.groups()])
    if not form.is_submitted():
        return _choose_page(form)
    if form.validate() and (made := _chosen(form)) is not None:
        _tell(made)
        return redirect(url_for("walks.index", _anchor="h-services"), 303)
    return _choose_page(form), 422


def _chosen(form: forms.ChooseForm) -> list[Walk] | None:
    try:
        services = services_of(form.services.data or "", now().date())
        made: list[Walk] = act(actions.choose, services, source=BY_HAND, group_id=form.group_id, by=g.access)
    except Invalid as error:
        form.refuse(error)
        return None
    return made


def _tell(made: list[Walk]) -> None:
    n = len(made)
    ready = ngettext("%(n)s service is ready to be walked.", "%(n)s services are ready to be walked.", n, n=number(n))
    flash(ready if made else gettext("Those services are all here already."), "ok")


def _choose_page(form: forms.ChooseForm) -> str:
    return render_template("journeys/walk_choose.html", form=form, current_step=STEP)


@blueprint.route("/<uuid:walk_id>", methods=["GET", "POST"])
@member(Permission.EDIT_JOURNEY)
def walk(walk_id: UUID) -> ResponseReturnValue:
    """The check-list of one service: what happened as drawn, differently, not at all, and what is not drawn."""
    found = queries.walk(walk_id)
    drawn = [stage for stage in journeys.stages_of(found.journey_id) if stage.retired_at is None]
    if request.method != "POST":
        return _walk_page(found, drawn, forms.shown(found, drawn))
    checklist = forms.sent(request.form, drawn)
    finished = request.form.get("move") == "finish"
    if _looked(walk_id, checklist, finished=finished):
        return _onwards(walk_id, checklist, finished=finished)
    return _walk_page(found, drawn, checklist), 422


def _looked(walk_id: UUID, checklist: forms.Checklist, *, finished: bool) -> bool:
    if (seen := checklist.seen()) is None:
        return False
    try:
        act(actions.look, walk_id, seen, finished=finished)
    except Invalid as error:
        checklist.refuse(error)
        return False
    return True


def _onwards(walk_id: UUID, checklist: forms.Checklist, *, finished: bool) -> ResponseReturnValue:
    if finished:
        flash(gettext("The walk is finished. It counts on this page."), "ok")
        return redirect(url_for("walks.index"), 303)
    flash(gettext("Saved. You can go on now or later, also on another device."), "ok")
    return redirect(url_for("walks.walk", walk_id=walk_id), 303)


def _walk_page(found: Walk, stages: list[Stage], checklist: forms.Checklist) -> str:
    groups = {group.id: group for group in stakeholders.groups(include_archived=True)}
    return render_template(
        "journeys/walk.html",
        walk=found,
        checklist=checklist,
        stages=stages,
        group=groups.get(found.group_id) if found.group_id else None,
        rules=rules,
        channel=channel,
        current_step=STEP,
    )


@blueprint.post("/<uuid:walk_id>/remove")
@member(Permission.EDIT_JOURNEY)
def remove(walk_id: UUID) -> ResponseReturnValue:
    """Forget a service and what was seen in it."""
    act(actions.remove, walk_id, by=g.access)
    flash(gettext("The service and what was seen in it are removed."), "ok")
    return redirect(url_for("walks.index", _anchor="h-services"), 303)

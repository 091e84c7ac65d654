"""From what a stage lacks to an improvement, in one click."""

from __future__ import annotations

from uuid import UUID

from flask import Blueprint, flash, g, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from feedback.backlog.actions import needs as actions
from feedback.errors import NotFound
from feedback.journeys.queries import blueprint as items
from feedback.journeys.queries import needs as lacking
from feedback.journeys.rules.needs import Need
from feedback.permissions import Permission
from feedback.web.guards import act, member

blueprint = Blueprint("improvement_needs", __name__)


@blueprint.post("/o/<organisation>/backlog/needs/<uuid:item_id>")
@member(Permission.EDIT_BACKLOG)
def draft(item_id: UUID) -> ResponseReturnValue:
    """Draft an improvement from what goes back to this thing of the blueprint, and go to it."""
    return _drafted(lacking.need_of_item(items.item(item_id).id))


@blueprint.post("/o/<organisation>/backlog/needs/links/<uuid:link_id>")
@member(Permission.EDIT_BACKLOG)
def draft_link(link_id: UUID) -> ResponseReturnValue:
    """Draft an improvement from the gap between two tools, and go to it."""
    return _drafted(lacking.need_of_link(items.link(link_id).id))


def _drafted(need: Need | None) -> ResponseReturnValue:
    """To the improvement; NotFound where nothing is lacking any more."""
    if need is None:
        raise NotFound()
    number = act(actions.draft, need, by=g.access).number
    flash(gettext("The improvement is in the list. Make its title and its effort your own."), "ok")
    return redirect(url_for("improvements.improvement", number=number), 303)

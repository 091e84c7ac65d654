"""How tools hang together: tie two, change how, untie them."""

from __future__ import annotations

from uuid import UUID

from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from feedback.journeys import queries
from feedback.journeys.actions import tool_links as actions
from feedback.journeys.forms.blueprint import LinkForm, item_form, link_form
from feedback.journeys.models import ToolLink
from feedback.journeys.queries import blueprint as items
from feedback.journeys.views.blueprint import STEP, item_page, tool_links
from feedback.permissions import Permission
from feedback.web.guards import act, member
from feedback.web.texts_forms import done

blueprint = Blueprint("tool_links", __name__)


@blueprint.post("/o/<organisation>/journey/blueprint/items/<uuid:item_id>/links")
@member(Permission.EDIT_JOURNEY)
def add(item_id: UUID) -> ResponseReturnValue:
    """Say how what stands in this tool gets into another."""
    item = items.item(item_id)
    form = tool_links(item, sent=True)
    if form.validate() and done(form, _tie, item_id, form):
        return _to_tool(item_id)
    stage = queries.stage(item.stage_id)
    return item_page(stage, item.kind, item_form(item.kind, stage, item, sent=False), item, form), 422


def _tie(item_id: UUID, form: LinkForm) -> ToolLink:
    target = items.item(UUID(form.target.data))
    return actions.link(items.item(item_id), target, integration=form.integration.data, what=form.texts("what"))


def _to_tool(item_id: UUID) -> ResponseReturnValue:
    return redirect(url_for("blueprint.edit", item_id=item_id, _anchor="h-links"), 303)


@blueprint.route("/o/<organisation>/journey/blueprint/links/<uuid:link_id>", methods=["GET", "POST"])
@member(Permission.EDIT_JOURNEY)
def edit(link_id: UUID) -> ResponseReturnValue:
    """Change how something gets from one tool into the other, and what it is."""
    link = items.link(link_id)
    form = link_form((), link)
    if not form.is_submitted():
        return _page(link, form)
    values = {"integration": form.integration.data, "what": form.texts("what", link.what)}
    if form.validate() and done(form, actions.change, link, **values):
        return _to_tool(link.from_item_id)
    return _page(link, form), 422


def _page(link: ToolLink, form: LinkForm) -> str:
    source, target = items.item(link.from_item_id), items.item(link.to_item_id)
    return render_template(
        "journeys/tool_link.html", link=link, source=source, target=target, form=form, current_step=STEP
    )


@blueprint.post("/o/<organisation>/journey/blueprint/links/<uuid:link_id>/remove")
@member(Permission.EDIT_JOURNEY)
def remove(link_id: UUID) -> ResponseReturnValue:
    """Both tools stay."""
    link = items.link(link_id)
    source = link.from_item_id
    act(actions.unlink, link)
    return _to_tool(source)

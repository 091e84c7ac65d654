"""The blueprint, stage by stage: layer by layer, added to in place."""

from __future__ import annotations

from uuid import UUID

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from feedback.accounts.queries import organisation
from feedback.errors import NotFound
from feedback.journeys import queries
from feedback.journeys.actions import blueprint as actions
from feedback.journeys.forms.blueprint import ItemForm, LineForm, LinkForm, item_form, line_form, link_form
from feedback.journeys.models import BlueprintItem, Stage, Touchpoint
from feedback.journeys.queries import blueprint as items
from feedback.journeys.queries import functions
from feedback.journeys.rules import blueprint as rules
from feedback.permissions import Permission
from feedback.web.guards import act, member
from feedback.web.templating import text
from feedback.web.texts_forms import done

blueprint = Blueprint("blueprint", __name__)
STEP = 5


@blueprint.get("/o/<organisation>/journey/blueprint")
@member(Permission.VIEW)
def show() -> ResponseReturnValue:
    """What stands behind a stage (`?stage=`, else the first), or behind one touchpoint of it (`?touchpoint=`)."""
    stages = queries.stages()
    stage = _chosen(stages, request.args.get("stage", ""))
    return _page(stages, stage, _point(stage, request.args.get("touchpoint", "")), line_form())


def _chosen(stages: list[Stage], code: str) -> Stage | None:
    if not code:
        return stages[0] if stages else None
    found = next((stage for stage in stages if stage.code == code), None)
    if found is None:
        raise NotFound()
    return found


def _point(stage: Stage | None, code: str) -> Touchpoint | None:
    """The touchpoint with this code; where the stage has none, as after another stage was chosen, the whole stage."""
    points = stage.touchpoints if stage else ()
    return next((point for point in points if point.code == code), None)


def _page(stages: list[Stage], stage: Stage | None, point: Touchpoint | None, line: LineForm, wrong: str = "") -> str:
    found = [one for one in items.of_stage(stage.id) if point is None or one.touchpoint_id == point.id] if stage else []
    layers = {kind.code: [one for one in found if one.kind == kind.code] for kind in rules.KINDS}
    return render_template(
        "journeys/blueprint.html",
        stages=stages,
        stage=stage,
        point=point,
        layers=layers,
        points={one.id: one for one in (stage.touchpoints if stage else ())},
        functions={one.id: one for one in functions.all_functions()},
        line=line,
        wrong=wrong,
        own_language=organisation().languages[0],
        rules=rules,
        current_step=STEP,
    )


@blueprint.post("/o/<organisation>/journey/blueprint/<uuid:stage_id>/lines")
@member(Permission.EDIT_JOURNEY)
def add_line(stage_id: UUID) -> ResponseReturnValue:
    """Add one thing to a layer (`kind`) by one line, in the organisation's own language."""
    stage, form = queries.stage(stage_id), line_form()
    kind, point = request.form.get("kind", ""), _point(stage, request.form.get("touchpoint", ""))
    given = {organisation().languages[0]: form.text.data or ""}
    values = {"kind": kind, "text": given, "touchpoint_id": point.id if point else None, "by": g.access}
    if form.validate() and done(form, actions.add, stage, **values):
        return _to_layer(stage, kind, point)
    return _page(queries.stages(), stage, point, form, kind), 422


def _to_layer(stage: Stage, kind: str, point: Touchpoint | None = None) -> ResponseReturnValue:
    shown = point.code if point else None
    return redirect(url_for("blueprint.show", stage=stage.code, touchpoint=shown, _anchor=f"layer-{kind}"), 303)


@blueprint.route("/o/<organisation>/journey/blueprint/<uuid:stage_id>/new/<kind>", methods=["GET", "POST"])
@member(Permission.EDIT_JOURNEY)
def create(stage_id: UUID, kind: str) -> ResponseReturnValue:
    """Add one thing to a layer with everything that belongs to it."""
    stage = queries.stage(stage_id)
    if kind not in {one.code for one in rules.KINDS}:
        raise NotFound()
    point = _point(stage, request.args.get("touchpoint", ""))
    form = item_form(kind, stage, touchpoint=point.id if point else None)
    if not form.is_submitted():
        return _form_page(stage, kind, form)
    if form.validate() and done(form, actions.add, stage, kind=kind, by=g.access, **form.values()):
        return _to_layer(stage, kind)
    return _form_page(stage, kind, form), 422


@blueprint.route("/o/<organisation>/journey/blueprint/items/<uuid:item_id>", methods=["GET", "POST"])
@member(Permission.EDIT_JOURNEY)
def edit(item_id: UUID) -> ResponseReturnValue:
    """Change a thing; of a tool also how it hangs together with others."""
    item = items.item(item_id)
    stage = queries.stage(item.stage_id)
    form = item_form(item.kind, stage, item)
    if not form.is_submitted():
        return _form_page(stage, item.kind, form, item)
    if form.validate() and done(form, actions.change, item, **form.values(item)):
        return _to_layer(stage, item.kind)
    return _form_page(stage, item.kind, form, item), 422


def _form_page(stage: Stage, kind: str, form: ItemForm, item: BlueprintItem | None = None) -> str:
    return item_page(stage, kind, form, item, tool_links(item) if item and kind == rules.TOOL else None)


def item_page(stage: Stage, kind: str, form: ItemForm, item: BlueprintItem | None, link: LinkForm | None) -> str:
    """The page of one thing; `link` is the form that ties a tool to another."""
    tools = {tool.id: tool for tool in items.tools()} if link else {}
    return render_template(
        "journeys/blueprint_item.html",
        stage=stage,
        kind=rules.kind(kind),
        form=form,
        item=item,
        link_form=link,
        links=items.links_of(item.id) if item and link else (),
        tools=tools,
        rules=rules,
        current_step=STEP,
    )


def tool_links(item: BlueprintItem, *, sent: bool = False) -> LinkForm:
    """The form that ties this tool to another one of the journey; `sent`: what was posted belongs to it."""
    names = {stage.id: text(stage.name) for stage in queries.stages()}
    others = [tool for tool in items.tools() if tool.id != item.id]
    return link_form([(tool.id, f"{names[tool.stage_id]}: {text(tool.text)}") for tool in others], sent=sent)


@blueprint.post("/o/<organisation>/journey/blueprint/items/<uuid:item_id>/move")
@member(Permission.EDIT_JOURNEY)
def move(item_id: UUID) -> ResponseReturnValue:
    """One place up or down in its layer, by `direction`."""
    item = act(actions.move, items.item(item_id), direction=request.form.get("direction", ""))
    return _to_layer(queries.stage(item.stage_id), item.kind)


@blueprint.post("/o/<organisation>/journey/blueprint/items/<uuid:item_id>/remove")
@member(Permission.EDIT_JOURNEY)
def remove(item_id: UUID) -> ResponseReturnValue:
    """Take a thing out of the blueprint."""
    item = items.item(item_id)
    stage, kind = queries.stage(item.stage_id), item.kind
    act(actions.remove, item, by=g.access)
    flash(gettext("It is taken out of the blueprint."), "ok")
    return _to_layer(stage, kind)

"""Step 1: stakeholder groups, sub-groups and segments."""

from __future__ import annotations

from uuid import UUID

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from feedback.permissions import Permission
from feedback.stakeholders.actions import groups as actions
from feedback.stakeholders.forms import GroupForm, SegmentForm, group_form
from feedback.stakeholders.models import StakeholderGroup
from feedback.stakeholders.queries import contacts, personas
from feedback.stakeholders.queries import groups as queries
from feedback.stakeholders.rules import groups as rules
from feedback.web.guards import act, member
from feedback.web.templating import text
from feedback.web.texts_forms import done

blueprint = Blueprint("stakeholders", __name__)
STEP = 1


@blueprint.get("/o/<organisation>/groups")
@member(Permission.VIEW)
def groups() -> ResponseReturnValue:
    """Groups by kind, with sub-groups, sizes and segments, and the kinds that are still missing."""
    everything = queries.groups(include_archived=True)
    shown = [group for group in everything if group.archived_at is None]
    return render_template(
        "stakeholders/groups.html",
        kinds=[(kind, [one for one in rules.branches(shown) if one.group.kind == kind]) for kind in rules.KINDS],
        missing=[(kind, rules.kind_label(kind)) for kind in rules.missing_kinds(shown)],
        archived=[group for group in everything if group.archived_at is not None],
        people=contacts.people([group.id for group in shown]),
        personas=personas.counts(),
        current_step=STEP,
    )


@blueprint.route("/o/<organisation>/groups/new", methods=["GET", "POST"])
@member(Permission.EDIT_GROUPS)
def create() -> ResponseReturnValue:
    """Add a group; `?kind=` and `?parent=` fill the form in."""
    start = {"kind": request.args.get("kind", rules.KINDS[0]), "parent": request.args.get("parent", "")}
    form = group_form(queries.possible_parents(), start=start)
    if not form.is_submitted():
        return _new_page(form)
    if form.validate() and done(form, actions.create_group, **form.values(), code=form.code.data, by=g.access):
        flash(gettext("The group is added."), "ok")
        return redirect(url_for("stakeholders.groups"), 303)
    return _new_page(form), 422


def _new_page(form: GroupForm) -> str:
    return render_template("stakeholders/new.html", form=form, current_step=STEP)


@blueprint.route("/o/<organisation>/groups/<uuid:group_id>", methods=["GET", "POST"])
@member(Permission.EDIT_GROUPS)
def edit(group_id: UUID) -> ResponseReturnValue:
    """Change a group, its sub-groups and its segments."""
    group = queries.group(group_id)
    form = group_form(queries.possible_parents(group), group)
    if not form.is_submitted():
        return _group_page(group, form, SegmentForm(formdata=None))
    if form.validate() and done(form, actions.change_group, group, **form.values(group.name), by=g.access):
        flash(gettext("The group is changed."), "ok")
        return redirect(url_for("stakeholders.groups"), 303)
    return _group_page(group, form, SegmentForm(formdata=None)), 422


def _group_page(group: StakeholderGroup, form: GroupForm, segment_form: SegmentForm) -> str:
    return render_template(
        "stakeholders/group.html",
        group=group,
        form=form,
        segment_form=segment_form,
        sub_groups=queries.sub_groups(group.id),
        people=contacts.people([group.id])[group.id],
        current_step=STEP,
    )


@blueprint.post("/o/<organisation>/groups/<uuid:group_id>/archive")
@member(Permission.EDIT_GROUPS)
def archive(group_id: UUID) -> ResponseReturnValue:
    """Take the group out of use; it can be brought back on the page this leads to."""
    group = act(actions.archive_group, queries.group(group_id), by=g.access)
    flash(gettext("“%(name)s” is archived. You can bring it back below.", name=text(group.name)), "ok")
    return redirect(url_for("stakeholders.groups"), 303)


@blueprint.post("/o/<organisation>/groups/<uuid:group_id>/restore")
@member(Permission.EDIT_GROUPS)
def restore(group_id: UUID) -> ResponseReturnValue:
    group = act(actions.restore_group, queries.group(group_id), by=g.access)
    flash(gettext("“%(name)s” is back.", name=text(group.name)), "ok")
    return redirect(url_for("stakeholders.groups"), 303)


@blueprint.post("/o/<organisation>/groups/<uuid:group_id>/segments")
@member(Permission.EDIT_GROUPS)
def add_segment(group_id: UUID) -> ResponseReturnValue:
    group, typed = queries.group(group_id), SegmentForm()
    given = {"attribute": typed.attribute.data, "value": typed.value.data}
    if typed.validate() and done(typed, actions.add_segment, group, **given):
        return redirect(url_for("stakeholders.edit", group_id=group_id, _anchor="h-segments"), 303)
    form = group_form(queries.possible_parents(group), group, sent=False)
    return _group_page(group, form, typed), 422


@blueprint.post("/o/<organisation>/groups/<uuid:group_id>/segments/<uuid:segment_id>/remove")
@member(Permission.EDIT_GROUPS)
def remove_segment(group_id: UUID, segment_id: UUID) -> ResponseReturnValue:
    act(actions.remove_segment, group_id, segment_id)
    return redirect(url_for("stakeholders.edit", group_id=group_id, _anchor="h-segments"), 303)

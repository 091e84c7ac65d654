"""Step 1: portraits of people in a group, line by line."""

from __future__ import annotations

from uuid import UUID

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from feedback.errors import NotFound
from feedback.permissions import Permission
from feedback.stakeholders.actions import personas as actions
from feedback.stakeholders.models import Persona, PersonaLine, StakeholderGroup
from feedback.stakeholders.persona_forms import LineForm, PersonaForm, line_form, persona_form
from feedback.stakeholders.queries import groups
from feedback.stakeholders.queries import personas as queries
from feedback.stakeholders.rules import personas as rules
from feedback.web.guards import act, member
from feedback.web.templating import text
from feedback.web.texts_forms import done

blueprint = Blueprint("personas", __name__, url_prefix="/o/<organisation>/groups/<group>/personas")
STEP = 1


@blueprint.get("")
@member(Permission.VIEW)
def index(group: str) -> ResponseReturnValue:
    """The personas of a group, and those that were archived."""
    row = _group(group)
    everybody = queries.of_group(row.id)
    return render_template(
        "stakeholders/personas.html",
        group=row,
        personas=[one for one in everybody if one.archived_at is None],
        archived=[one for one in everybody if one.archived_at is not None],
        rules=rules,
        current_step=STEP,
    )


def _group(code: str) -> StakeholderGroup:
    if (found := groups.group_with_code(code)) is None:
        raise NotFound()
    return found


@blueprint.route("/new", methods=["GET", "POST"])
@member(Permission.EDIT_GROUPS)
def create(group: str) -> ResponseReturnValue:
    """Draw a persona; afterwards its lines."""
    row = _group(group)
    form = persona_form(row)
    if not form.is_submitted():
        return _form_page(form, row)
    if form.validate() and (made := done(form, actions.create_persona, row, **form.values(), by=g.access)):
        flash(gettext("The persona is added. Now what is known of it, line by line."), "ok")
        return _to_persona(row, made)
    return _form_page(form, row), 422


def _form_page(form: PersonaForm, group: StakeholderGroup, persona: Persona | None = None) -> str:
    return render_template("stakeholders/persona_form.html", form=form, group=group, persona=persona, current_step=STEP)


def _to_persona(group: StakeholderGroup, persona: Persona, anchor: str | None = None) -> ResponseReturnValue:
    return redirect(url_for("personas.persona", group=group.code, persona=persona.code, _anchor=anchor), 303)


@blueprint.get("/<persona>")
@member(Permission.VIEW)
def persona(group: str, persona: str) -> ResponseReturnValue:
    """One persona: portrait, lines with how sure each is, and what its people live. `?about=` begins a line."""
    about = request.args.get("about", "")
    return _page(*_found(group, persona), line_form(sent=False, kind=about if about in rules.LINES else ""))


def _found(group: str, persona: str) -> tuple[StakeholderGroup, Persona]:
    row = _group(group)
    return row, queries.persona(row, persona)


def _page(group: StakeholderGroup, persona: Persona, form: LineForm) -> str:
    return render_template(
        "stakeholders/persona.html",
        group=group,
        persona=persona,
        lines=[(kind, [line for line in persona.lines if line.kind == kind]) for kind in rules.LINES],
        line_form=form,
        rules=rules,
        current_step=STEP,
    )


@blueprint.route("/<persona>/edit", methods=["GET", "POST"])
@member(Permission.EDIT_GROUPS)
def edit(group: str, persona: str) -> ResponseReturnValue:
    """Change the portrait, how to be in touch, and which people it is of."""
    row, found = _found(group, persona)
    form = persona_form(row, found)
    if not form.is_submitted():
        return _form_page(form, row, found)
    if form.validate() and done(form, actions.change_persona, found, row, **form.values(found)):
        flash(gettext("The persona is changed."), "ok")
        return _to_persona(row, found)
    return _form_page(form, row, found), 422


@blueprint.post("/<persona>/archive")
@member(Permission.EDIT_GROUPS)
def archive(group: str, persona: str) -> ResponseReturnValue:
    """Take the persona out of use; it can be brought back on the page this leads to."""
    row, found = _found(group, persona)
    act(actions.archive_persona, found, by=g.access)
    flash(gettext("“%(name)s” is archived. You can bring it back below.", name=text(found.name)), "ok")
    return redirect(url_for("personas.index", group=row.code), 303)


@blueprint.post("/<persona>/restore")
@member(Permission.EDIT_GROUPS)
def restore(group: str, persona: str) -> ResponseReturnValue:
    row, found = _found(group, persona)
    act(actions.restore_persona, found, by=g.access)
    flash(gettext("“%(name)s” is back.", name=text(found.name)), "ok")
    return _to_persona(row, found)


# --- its lines ----------------------------------------------------------------------------------------


@blueprint.post("/<persona>/lines")
@member(Permission.EDIT_GROUPS)
def add_line(group: str, persona: str) -> ResponseReturnValue:
    """One more thing said of the persona."""
    row, found = _found(group, persona)
    form = line_form()
    if form.validate() and (made := done(form, actions.add_line, found.id, **form.values())):
        return _to_persona(row, found, f"h-{made.kind}")
    return _page(row, found, form), 422


@blueprint.route("/<persona>/lines/<uuid:line_id>", methods=["GET", "POST"])
@member(Permission.EDIT_GROUPS)
def edit_line(group: str, persona: str, line_id: UUID) -> ResponseReturnValue:
    """Other words for a line, or another kind."""
    row, found = _found(group, persona)
    line = queries.line(found, line_id)
    form = line_form(line)
    if not form.is_submitted():
        return _line_page(row, found, line, form)
    if form.validate() and done(form, actions.change_line, line, **form.values(line)):
        return _to_persona(row, found, f"h-{line.kind}")
    return _line_page(row, found, line, form), 422


def _line_page(group: StakeholderGroup, persona: Persona, line: PersonaLine, form: LineForm) -> str:
    return render_template(
        "stakeholders/persona_line.html", group=group, persona=persona, line=line, form=form, current_step=STEP
    )


@blueprint.post("/<persona>/lines/<uuid:line_id>/move")
@member(Permission.EDIT_GROUPS)
def move_line(group: str, persona: str, line_id: UUID) -> ResponseReturnValue:
    """One place up or down, by `direction`."""
    row, found = _found(group, persona)
    kind = queries.line(found, line_id).kind
    act(actions.move_line, found.id, line_id, direction=request.form.get("direction", ""))
    return _to_persona(row, found, f"h-{kind}")


@blueprint.post("/<persona>/lines/<uuid:line_id>/remove")
@member(Permission.EDIT_GROUPS)
def remove_line(group: str, persona: str, line_id: UUID) -> ResponseReturnValue:
    row, found = _found(group, persona)
    act(actions.remove_line, found.id, line_id)
    return _to_persona(row, found)

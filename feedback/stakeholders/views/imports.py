"""A file of people on its way in: uploaded, looked at, taken in or refused as a whole."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from flask import Blueprint, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import FileStorage

from feedback import files
from feedback.accounts.queries import organisation
from feedback.errors import Message
from feedback.permissions import Permission
from feedback.stakeholders.actions import imports as actions
from feedback.stakeholders.file_forms import MappingForm, Offer, UploadForm, mapping_form
from feedback.stakeholders.models import ContactImport, StakeholderGroup
from feedback.stakeholders.queries import erased, groups
from feedback.stakeholders.queries import imports as queries
from feedback.stakeholders.rules.columns import propose, recipe_from, region_of
from feedback.stakeholders.rules.importing import Look, look_at, read_people
from feedback.tables.limits import Unreadable
from feedback.web.guards import act, member
from feedback.web.templating import say

blueprint = Blueprint("contact_imports", __name__)
STEP = 1
ROWS_SHOWN, SAMPLES, LONGEST_CELL = 5, 3, 80
BAD_SHOWN = 100


@blueprint.route("/o/<organisation>/groups/<uuid:group_id>/contacts/import", methods=["GET", "POST"])
@member(Permission.EDIT_CONTACTS)
def upload(group_id: UUID) -> ResponseReturnValue:
    """Choose a file; what is no table is refused with what to do about it."""
    group, form = groups.group(group_id), UploadForm()
    if not form.is_submitted():
        return _upload_page(group, form)
    if not form.validate():
        return _upload_page(group, form), 422
    try:
        kept = _keep(group, form.file.data)
    except Unreadable as error:
        form.file.errors = [say(error.message)]
        return _upload_page(group, form), error.status
    return redirect(url_for("contact_imports.preview", group_id=group_id, import_id=kept), 303)


def _upload_page(group: StakeholderGroup, form: UploadForm) -> str:
    return render_template("stakeholders/contact_upload.html", group=group, form=form, current_step=STEP)


def _keep(group: StakeholderGroup, upload: FileStorage) -> UUID:
    name = (upload.filename or "").replace("\\", "/").rpartition("/")[2]
    key = files.keep(upload)
    path = files.path_of(key)
    try:
        look_at(path, name)
        with path.open("rb") as stored:
            digest = hashlib.file_digest(stored, "sha256").hexdigest()
    except Unreadable:
        files.discard(key)
        raise
    kept: ContactImport = act(actions.keep_file, group=group, file_key=key, file_name=name, sha256=digest, by=g.access)
    return kept.id


@blueprint.route("/o/<organisation>/groups/<uuid:group_id>/contacts/import/<uuid:import_id>", methods=["GET", "POST"])
@member(Permission.EDIT_CONTACTS)
def preview(group_id: UUID, import_id: UUID) -> ResponseReturnValue:
    """How the file is read and what its columns become; what became of it, once it is taken in."""
    row, group = queries.import_(group_id, import_id), groups.group(group_id)
    if row.state == "done":
        left_out = [(line, reason) for line, _column, reason in _rows_of(row.left_out)]
        shown = {"group": group, "row": row, "left_out": left_out}
        return render_template("stakeholders/contact_import.html", **shown, current_step=STEP)
    try:
        look = _look(row)
    except Unreadable as error:
        return _unreadable(row, group, error)
    form = mapping_form(_offer(row, group, look))
    if "look" in request.form or not form.is_submitted():
        return _preview_page(row, group, look, form)
    if form.validate() and _taken_in(row, look, form):
        return redirect(url_for("contact_imports.preview", group_id=group_id, import_id=import_id), 303)
    return _preview_page(queries.import_(group_id, import_id), group, look, form), 422


def _look(row: ContactImport, *, chosen: bool = True) -> Look:
    """The file, read as the person chose where they chose."""

    def typed(name: str) -> str | None:
        return request.form.get(name) or None if chosen else None

    return look_at(
        files.path_of(row.file_key or ""),
        row.file_name,
        encoding=typed("encoding"),
        delimiter=typed("delimiter"),
        sheet=typed("sheet"),
    )


def _unreadable(row: ContactImport, group: StakeholderGroup, error: Unreadable) -> ResponseReturnValue:
    """It cannot be read as the person chose: shown as it was guessed, with what they chose and why it cannot be."""
    look = _look(row, chosen=False)
    form = mapping_form(_offer(row, group, look))
    form.form_errors = [say(error.message)]
    return _preview_page(row, group, look, form), 422


def _offer(row: ContactImport, group: StakeholderGroup, look: Look) -> Offer:
    """What its columns seem to be, as they were called in the group's last file where it had the same."""
    earlier = recipe_from(row.mapping or _last(group))
    proposed = propose(look.header, look.sample, {one.attribute for one in group.segments})
    known = earlier.roles if set(earlier.roles) == set(look.header) else {}
    return Offer(look, {**proposed, **known}, earlier.region or region_of(organisation().languages[0]))


def _last(group: StakeholderGroup) -> dict[str, object]:
    last = queries.last_done(group.id)
    return last.mapping if last else {}


def _taken_in(row: ContactImport, look: Look, form: MappingForm) -> bool:
    """Whether everybody of the file is in the group now; the file goes then. Read before anything is written."""
    key, recipe = row.file_key or "", form.recipe(look)
    try:
        reading = read_people(files.path_of(key), row.file_name, recipe)
    except Unreadable as error:
        form.refuse(error)
        return False
    given = {"reading": reading, "recipe": recipe, "despite_erasure": bool(form.despite_erasure.data)}
    if act(actions.take_in, row, **given, by=g.access).state != "done":
        return False
    files.discard(key)
    return True


def _preview_page(row: ContactImport, group: StakeholderGroup, look: Look, form: MappingForm) -> str:
    return render_template(
        "stakeholders/contact_preview.html",
        group=group,
        row=row,
        form=form,
        look=look,
        columns=[(form.role_of(column), _samples(look, column)) for column in look.header],
        sample=[[_short(one.get(column, "")) for column in look.header] for one in look.sample[:ROWS_SHOWN]],
        bad=_rows_of(row.bad) if row.state == "refused" else [],
        anybody_erased=erased.anybody(),
        current_step=STEP,
    )


def _samples(look: Look, column: str) -> list[str]:
    cells = dict.fromkeys(one.get(column, "").strip() for one in look.sample)
    return [_short(cell) for cell in cells if cell][:SAMPLES]


def _short(cell: str) -> str:
    return cell if len(cell) <= LONGEST_CELL else f"{cell[: LONGEST_CELL - 1]}…"


def _rows_of(told: Sequence[Mapping[str, Any]]) -> list[tuple[int, str, str]]:
    """Rows of a report: line in the spreadsheet, column, reason."""
    return [(one["row"], one["column"], say(Message(one["reason"], one["params"]))) for one in told[:BAD_SHOWN]]

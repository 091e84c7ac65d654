"""A file on its way in: uploaded, looked at, its columns named."""

from __future__ import annotations

from uuid import UUID

from flask import Blueprint, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import FileStorage

from feedback import files
from feedback.evidence import showing
from feedback.evidence.actions import imports as actions
from feedback.evidence.forms import UploadForm
from feedback.evidence.mapping_form import MappingForm, Offer, mapping_form
from feedback.evidence.models import EvidenceImport
from feedback.evidence.queries import imports as queries
from feedback.evidence.reader import FileShape, Unreadable, sniff
from feedback.journeys import queries as journeys
from feedback.permissions import Permission
from feedback.stakeholders import queries as stakeholders
from feedback.web.guards import act, member
from feedback.web.templating import say
from feedback.web.texts_forms import done

blueprint = Blueprint("evidence_uploads", __name__)
STEP = 2
ROWS_SHOWN = 5
LONGEST_CELL = 120


@blueprint.route("/o/<organisation>/evidence/import", methods=["GET", "POST"])
@member(Permission.EDIT_EVIDENCE)
def upload() -> ResponseReturnValue:
    """Choose a file; what is no table is refused with what to do about it."""
    form = UploadForm()
    if not form.is_submitted():
        return _upload_page(form)
    if not form.validate():
        return _upload_page(form), 422
    try:
        kept = _keep(form.file.data)
    except Unreadable as error:
        form.file.errors = [say(error.message)]
        return _upload_page(form), error.status
    return redirect(url_for("evidence_uploads.preview", import_id=kept), 303)


def _upload_page(form: UploadForm) -> str:
    return render_template("evidence/upload.html", form=form, any_group=bool(stakeholders.groups()), current_step=STEP)


def _keep(upload: FileStorage) -> UUID:
    name = (upload.filename or "").replace("\\", "/").rpartition("/")[2]
    key = files.keep(upload)
    try:
        sniff(files.path_of(key), name)
    except Unreadable:
        files.discard(key)
        raise
    kept: EvidenceImport = act(actions.keep_upload, file_key=key, file_name=name, by=g.access)
    return kept.id


@blueprint.route("/o/<organisation>/evidence/import/<uuid:import_id>", methods=["GET", "POST"])
@member(Permission.EDIT_EVIDENCE)
def preview(import_id: UUID) -> ResponseReturnValue:
    """How the file would be read, and the form that says what its columns are; sent with `look` it looks again."""
    row = queries.import_(import_id)
    if row.state != "preview":
        return redirect(url_for("evidence_imports.show", import_id=import_id), 303)
    try:
        shape = _shape(row)
    except Unreadable as error:
        return _refused(row, error)
    offer = _offer(row, shape)
    looking = "look" in request.form
    form = mapping_form(offer, looking=looking)
    if looking or not form.is_submitted():
        return _preview_page(row, shape, form)
    if form.validate() and _started(row, shape, form):
        return redirect(url_for("evidence_imports.show", import_id=import_id), 303)
    return _preview_page(row, shape, form), 422


def _shape(row: EvidenceImport, *, chosen: bool = True) -> FileShape:
    """The file, read as the person chose where they chose."""

    def typed(name: str) -> str | None:
        return request.form.get(name) or None if chosen else None

    file = files.path_of(row.file_key or "")
    return sniff(file, row.file_name, encoding=typed("encoding"), delimiter=typed("delimiter"), sheet=typed("sheet"))


def _refused(row: EvidenceImport, error: Unreadable) -> ResponseReturnValue:
    """The file cannot be read as the person chose: as it was guessed, with what they chose and why it cannot be."""
    shape = _shape(row, chosen=False)
    form = mapping_form(_offer(row, shape), looking=True)
    form.form_errors = [say(error.message)]
    return _preview_page(row, shape, form), 422


def _offer(row: EvidenceImport, shape: FileShape) -> Offer:
    return Offer(shape, row.file_name, stakeholders.groups(), journeys.stages())


def _started(row: EvidenceImport, shape: FileShape, form: MappingForm) -> EvidenceImport | None:
    named = stakeholders.group_named(form.group_code) if form.group_code else None
    chosen = {"shape": shape, "mapping": form.mapping(row.file_name), "group": named, "strict": form.strict.data}
    started: EvidenceImport | None = done(form, actions.start_import, row, **chosen, by=g.access)
    return started


def _preview_page(row: EvidenceImport, shape: FileShape, form: MappingForm) -> str:
    rows = [
        [showing.excerpt(cell, LONGEST_CELL) for cell in _cells(shape, number)] for number in range(len(shape.sample))
    ]
    return render_template(
        "evidence/preview.html",
        row=row,
        shape=shape,
        form=form,
        rows=rows[:ROWS_SHOWN],
        current_step=STEP,
    )


def _cells(shape: FileShape, number: int) -> list[str]:
    row = shape.sample[number]
    return [str(row.number), *(row.cells[name] for name in shape.header)]

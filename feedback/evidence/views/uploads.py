"""A file on its way in: uploaded, looked at, its columns named."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

from flask import Blueprint, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import FileStorage

from feedback import files
from feedback.evidence import showing
from feedback.evidence.actions import imports as actions
from feedback.evidence.column_fields import ColumnFields
from feedback.evidence.file_form import MappingForm
from feedback.evidence.forms import UploadForm
from feedback.evidence.mapping_form import HEADER_ROWS, Offer, mapping_form
from feedback.evidence.models import EvidenceImport
from feedback.evidence.queries import imports as queries
from feedback.evidence.reader import TOOLS, FileShape, Unreadable, profile, refuse_early, sniff
from feedback.journeys import queries as journeys
from feedback.permissions import Permission
from feedback.stakeholders.queries import groups as stakeholders
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
        refuse_early(files.path_of(key), sniff(files.path_of(key), name))
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
        offer = _offer(row, _shape(row))
    except Unreadable as error:
        return _refused(row, error)
    looking = "look" in request.form
    form = mapping_form(offer, looking=looking)
    if looking or not form.is_submitted():
        return _preview_page(row, offer, form)
    if form.validate() and _started(row, offer.shape, form):
        return redirect(url_for("evidence_imports.show", import_id=import_id), 303)
    return _preview_page(row, offer, form), 422


def _shape(row: EvidenceImport, *, chosen: bool = True) -> FileShape:
    """The file, read as the person chose where they chose."""

    def typed(name: str) -> str | None:
        return request.form.get(name) or None if chosen else None

    rows = typed("header_rows")
    return sniff(
        files.path_of(row.file_key or ""),
        row.file_name,
        encoding=typed("encoding"),
        delimiter=typed("delimiter"),
        sheet=typed("sheet"),
        header_rows=_chosen_rows(rows) if rows else None,
    )


def _chosen_rows(typed: str) -> int | None:
    return int(typed) if typed in HEADER_ROWS else None


def _refused(row: EvidenceImport, error: Unreadable) -> ResponseReturnValue:
    """The file cannot be read as the person chose: as it was guessed, with what they chose and why it cannot be."""
    offer = _offer(row, _shape(row, chosen=False))
    form = mapping_form(offer, looking=True)
    form.form_errors = [say(error.message)]
    return _preview_page(row, offer, form), 422


def _offer(row: EvidenceImport, shape: FileShape) -> Offer:
    counted = profile(files.path_of(row.file_key or ""), shape)
    return Offer(shape, counted, row.file_name, stakeholders.groups(), journeys.stages())


def _started(row: EvidenceImport, shape: FileShape, form: MappingForm) -> EvidenceImport | None:
    named = stakeholders.group_named(form.group_code) if form.group_code else None
    mapping = form.mapping(row.file_name, shape)
    chosen = {"shape": shape, "mapping": mapping, "group": named, "strict": form.strict.data}
    started: EvidenceImport | None = done(form, actions.start_import, row, **chosen, by=g.access)
    return started


def _preview_page(row: EvidenceImport, offer: Offer, form: MappingForm) -> str:
    return render_template(
        "evidence/preview.html",
        row=row,
        shape=offer.shape,
        tool=TOOLS.get(offer.shape.tool, ""),
        form=form,
        columns=[(column, _samples(column)) for column in form.columns],
        outcome=showing.outcome(form.columns, offer.counted),
        rows=[[showing.excerpt(cell, LONGEST_CELL) for cell in cells] for cells in _first_rows(offer.shape)],
        current_step=STEP,
    )


def _samples(column: ColumnFields) -> list[str]:
    return [showing.excerpt(text, LONGEST_CELL) for text in column.profile.samples]


def _first_rows(shape: FileShape) -> Iterator[list[str]]:
    for sample in shape.sample[:ROWS_SHOWN]:
        yield [str(sample.number), *sample.cells.values(), *sample.extra]

"""An import under way and its result: progress, counts, bad rows, undo."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from uuid import UUID

from flask import (
    Blueprint,
    Response,
    g,
    make_response,
    redirect,
    render_template,
    request,
    stream_with_context,
    url_for,
)
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from feedback.errors import Message
from feedback.evidence import rules, showing
from feedback.evidence.actions import imports as actions
from feedback.evidence.models import EvidenceBadRow, EvidenceImport
from feedback.evidence.queries import imports as queries
from feedback.evidence.reader import TOOLS, BadRow, bad_rows_csv
from feedback.evidence.recipe import mapping_from, message_from, shape_from, source_named
from feedback.jobs import Job
from feedback.permissions import Permission
from feedback.spreadsheet import content_disposition
from feedback.stakeholders.queries import groups as stakeholders
from feedback.web.guards import act, member
from feedback.web.templating import language_code, say

blueprint = Blueprint("evidence_imports", __name__)
STEP = 2


@blueprint.get("/o/<organisation>/evidence/imports/<uuid:import_id>")
@member(Permission.EDIT_EVIDENCE)
def show(import_id: UUID) -> ResponseReturnValue:
    """How far the import is, then what became of its rows."""
    row = queries.import_(import_id)
    if row.state == "preview":
        return redirect(url_for("evidence_uploads.preview", import_id=import_id), 303)
    return render_template(
        "evidence/import.html",
        **_state(row, queries.job_of(row)),
        group=stakeholders.group(row.group_id) if row.group_id else None,
        kind=rules.kind_label(row.kind),
        read=mapping_from(row.mapping),
        tool=TOOLS.get(row.shape.get("tool", ""), ""),
        current_step=STEP,
    )


@blueprint.get("/o/<organisation>/evidence/imports/<uuid:import_id>/progress")
@member(Permission.EDIT_EVIDENCE)
def progress(import_id: UUID) -> ResponseReturnValue:
    """The part of the page that changes while the work goes on, asked again with its ETag."""
    row = queries.import_(import_id)
    job = queries.job_of(row)
    response = make_response()
    response.set_etag(_tag(row, job))
    if response.make_conditional(request).status_code != 304:
        response.set_data(render_template("evidence/import_state.html", **_state(row, job)))
    return response


def _tag(row: EvidenceImport, job: Job | None) -> str:
    work = (job.state, job.done, job.total) if job else ()
    seen = (row.state, row.rows, row.imported, work, language_code())
    return hashlib.sha256(repr(seen).encode()).hexdigest()[:16]


def _state(row: EvidenceImport, job: Job | None) -> dict[str, object]:
    bad = queries.bad_rows(row.id) if row.bad and row.state not in showing.WORKING else []
    header = _columns_read(row)
    return {
        "row": row,
        "work": showing.work(row, job),
        "state": showing.state_of(row),
        "problem": message_from(row.problem),
        "notes": [message_from(note) for note in row.notes],
        "bad": [(one, Message(one.reason, one.params), showing.cells_of(one, header)) for one in bad],
        "undoable": row.state in rules.UNDOABLE,
    }


def _columns_read(row: EvidenceImport) -> list[str]:
    """The columns something was read from: what was left out, such as names, is not shown with a bad row either."""
    if not row.shape:
        return []
    read = mapping_from(row.mapping).columns
    return [name for name in shape_from(row.shape).header if name in read]


@blueprint.post("/o/<organisation>/evidence/imports/<uuid:import_id>/undo")
@member(Permission.EDIT_EVIDENCE)
def undo(import_id: UUID) -> ResponseReturnValue:
    """Take back everything the import added."""
    act(actions.undo_import, queries.import_(import_id), by=g.access)
    return redirect(url_for("evidence_imports.show", import_id=import_id), 303)


@blueprint.get("/o/<organisation>/evidence/imports/<uuid:import_id>/bad-rows.csv")
@member(Permission.EXPORT)
def bad_rows(import_id: UUID) -> ResponseReturnValue:
    """The rows to mend, as they were, with number and reason in front; the file can be imported when it is mended."""
    row = queries.import_(import_id)
    header = shape_from(row.shape).header if row.shape else ()
    delimiter = row.shape.get("delimiter") or ","
    lines = bad_rows_csv(header, _reasons(queries.every_bad_row(import_id)), delimiter)
    title = gettext("%(name)s, rows to mend", name=source_named(row.file_name))
    response = Response(stream_with_context(lines), mimetype="text/csv")
    response.headers["Content-Disposition"] = content_disposition(title, "csv")
    return response


def _reasons(rows: Iterator[EvidenceBadRow]) -> Iterator[tuple[BadRow, str]]:
    for row in rows:
        reason = Message(row.reason, row.params)
        cells = {name: str(cell) for name, cell in row.cells.items()}
        yield BadRow(row.row, row.column or None, reason, cells, tuple(row.extra)), say(reason)

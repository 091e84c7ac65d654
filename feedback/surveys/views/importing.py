"""Bringing a questionnaire of another tool, and taking one away as a file."""

from __future__ import annotations

from flask import Blueprint, Response, current_app, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from werkzeug.datastructures import FileStorage

from feedback.errors import Gone, Invalid, NotFound, UnknownName
from feedback.journeys import queries as journeys
from feedback.permissions import Permission
from feedback.spreadsheet import content_disposition
from feedback.surveys import pending
from feedback.surveys.actions import importing as actions
from feedback.surveys.exporting import Format, format_named
from feedback.surveys.forms.importing import UploadForm
from feedback.surveys.importers import Imported, inspect
from feedback.surveys.importers.ready import ready, unknown_stages
from feedback.surveys.outlining import outline
from feedback.surveys.pending import Pending
from feedback.surveys.presenting import tongue
from feedback.surveys.queries import questionnaires as queries
from feedback.web.guards import act, member
from feedback.web.templating import language_code, say

blueprint = Blueprint("questionnaire_files", __name__, url_prefix="/o/<organisation>/surveys/questionnaires")
STEP = 3


@blueprint.route("/import", methods=["GET", "POST"])
@member(Permission.EDIT_SURVEYS)
def upload() -> ResponseReturnValue:
    """Choose a file, then see what it would become; nothing is saved by looking."""
    form = UploadForm()
    if not form.is_submitted():
        return _upload_page(form)
    if not form.validate():
        return _upload_page(form), 422
    try:
        return _preview_page(_read(form.file.data))
    except Invalid as error:
        form.file.errors = [say(error.message)]
        return _upload_page(form), error.status


@blueprint.post("/import/save")
@member(Permission.EDIT_SURVEYS)
def save() -> ResponseReturnValue:
    """Save what the preview showed as a draft."""
    try:
        shown = pending.take_back(request.form.get("pending", ""), _secret(), g.access.organisation_id)
    except Gone as error:
        form = UploadForm(formdata=None)
        form.file.errors = [say(error.message)]
        return _upload_page(form), error.status
    known = queries.questionnaire_from(shown.source_hash) is not None
    row = act(actions.take_in, document=shown.document, report=shown.report, source_hash=shown.source_hash)
    flash(
        gettext("This file was imported before: this is what it became.") if known else gettext("Imported as a draft."),
        "ok",
    )
    return redirect(url_for("questionnaires.design", code=row.code), 303)


@blueprint.get("/<code>/export/<format>")
@member(Permission.EXPORT)
def export(code: str, format: str) -> ResponseReturnValue:
    """The draft as a file: our own JSON, or an XLSForm."""
    draft = queries.draft_of(queries.questionnaire(code))
    wanted = _format(format)
    response = Response(wanted.write(draft, say), mimetype=wanted.mimetype)
    title = draft.title.text_in(language_code(), draft.base_language)
    response.headers["Content-Disposition"] = content_disposition(title, wanted.extension)
    return response


def _format(name: str) -> Format:
    try:
        return format_named(name)
    except UnknownName:
        raise NotFound() from None


def _read(upload: FileStorage) -> Pending:
    name = (upload.filename or "").replace("\\", "/").rpartition("/")[2]
    raw = upload.read()
    found: Imported = inspect(raw, name)
    document = ready(found, name)
    stages = {stage.code for stage in journeys.all_stages() if stage.retired_at is None}
    report = (*found.report, *unknown_stages(document, stages))
    return Pending(name, actions.source_hash(raw), document, report)


def _upload_page(form: UploadForm) -> str:
    return render_template("surveys/import.html", form=form, current_step=STEP)


def _preview_page(shown: Pending) -> str:
    token = pending.hand_out(shown, _secret(), g.access.organisation_id)
    return render_template(
        "surveys/import_preview.html",
        shown=shown,
        outline=outline(shown.document, shown.report, language_code()),
        languages=[tongue(code).name for code in shown.document.languages],
        before=queries.questionnaire_from(shown.source_hash),
        token=token,
        current_step=STEP,
    )


def _secret() -> str:
    return str(current_app.secret_key)

"""Answers and figures of a survey as files to take away."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

from flask import Blueprint, Flask, Response, current_app
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from feedback.db import enter, here
from feedback.permissions import Permission
from feedback.spreadsheet import content_disposition
from feedback.stakeholders.queries import groups as stakeholders
from feedback.surveys import listing, results_file
from feedback.surveys.document import Questionnaire
from feedback.surveys.exporting import files
from feedback.surveys.models import Survey
from feedback.surveys.queries import questionnaires, questions, responses
from feedback.surveys.queries import surveys as queries
from feedback.web.guards import member
from feedback.web.templating import language_code, say, text

blueprint = Blueprint("survey_downloads", __name__)
CSV, JSONL = "text/csv; charset=utf-8", "application/x-ndjson; charset=utf-8"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@blueprint.get("/o/<organisation>/surveys/<code>/responses.csv")
@member(Permission.EXPORT)
def responses_csv(code: str) -> ResponseReturnValue:
    """Every response, a line each, as they are read."""
    row, document = _survey(code)
    return _stream(row, files.csv_of(document, responses.records(row)), CSV, "csv")


@blueprint.get("/o/<organisation>/surveys/<code>/responses.jsonl")
@member(Permission.EXPORT)
def responses_jsonl(code: str) -> ResponseReturnValue:
    """Every response as one JSON object a line."""
    row, document = _survey(code)
    return _stream(row, files.jsonl_of(document, responses.records(row)), JSONL, "jsonl")


@blueprint.get("/o/<organisation>/surveys/<code>/responses.xlsx")
@member(Permission.EXPORT)
def responses_xlsx(code: str) -> ResponseReturnValue:
    """Every response as a workbook, with the codebook."""
    row, document = _survey(code)
    made = files.xlsx_of(document, responses.records(row), language_code(), say)
    return Response(made, mimetype=XLSX, headers=_name(row, gettext("answers"), "xlsx"))


@blueprint.get("/o/<organisation>/surveys/<code>/codebook.csv")
@member(Permission.EXPORT)
def codebook(code: str) -> ResponseReturnValue:
    """What stands in each column of the responses."""
    row, document = _survey(code)
    return _whole(row, files.codebook_csv(document, language_code(), say), gettext("column guide"))


@blueprint.get("/o/<organisation>/surveys/<code>/results.csv")
@member(Permission.EXPORT)
def results_csv(code: str) -> ResponseReturnValue:
    """Every figure of the results page, as the disclosure rule shows it; of every kind of survey."""
    row, document = _survey(code)
    found = questions.question_results(row)
    groups = {one.id: one.code for one in stakeholders.groups(include_archived=True)}
    return _whole(row, results_file.results_csv(document, found, groups, language_code(), say), gettext("figures"))


def _survey(code: str) -> tuple[Survey, Questionnaire]:
    row = queries.survey(code)
    return row, questionnaires.document_of(questionnaires.version(row.version_id))


def _stream(row: Survey, pieces: Iterator[bytes], mimetype: str, extension: str) -> Response:
    """The pieces as they are made: the request has ended by then, so they are read in a context of their own."""
    app: Flask = current_app._get_current_object()  # type: ignore[attr-defined]
    organisation_id = here()

    def body() -> Iterator[bytes]:
        while piece := _next(app, organisation_id, pieces):
            yield piece

    return Response(body(), mimetype=mimetype, headers=_name(row, gettext("answers"), extension))


def _next(app: Flask, organisation_id: UUID, pieces: Iterator[bytes]) -> bytes:
    """One piece; nothing of ours stays open while whoever downloads takes their time with it."""
    with app.app_context():
        enter(organisation_id)
        try:
            return next(pieces, b"")
        finally:
            enter(None)


def _whole(row: Survey, pieces: Iterator[bytes], what: str) -> Response:
    return Response(b"".join(pieces), mimetype=CSV, headers=_name(row, what, "csv"))


def _name(row: Survey, what: str, extension: str) -> dict[str, str]:
    """The title, and which of the files of a survey it is: in a folder they stand beside each other."""
    return {"Content-Disposition": content_disposition(f"{text(listing.title_of(row))}, {what}", extension)}

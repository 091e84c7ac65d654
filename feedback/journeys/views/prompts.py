"""The questions of the matrix on paper, to talk about in a workshop and to write on."""

from __future__ import annotations

from flask import Blueprint, Response, current_app, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from feedback import jobs, printing
from feedback.errors import NotFound
from feedback.journeys.queries import prompt_sheets, roles
from feedback.journeys.queries.prompt_sheets import BY_AREA, BY_STAGE, PromptSheet
from feedback.journeys.rules.roles import PARTS
from feedback.permissions import Permission
from feedback.spreadsheet import content_disposition
from feedback.web.guards import member

blueprint = Blueprint("prompts", __name__, url_prefix="/o/<organisation>/journey/functions")
STYLES = "css/sheet.css"


@blueprint.get("/sheet")
@member(Permission.VIEW)
def sheet() -> ResponseReturnValue:
    """A sheet for each area, with `?by=stage` for each stage; `?area=` and `?stage=` print the one with that code."""
    return _page()


@blueprint.get("/sheet.pdf")
@member(Permission.VIEW)
def sheet_pdf() -> ResponseReturnValue:
    """The same as a file; NotFound where this installation makes no PDF."""
    if not printing.is_available():
        raise NotFound()
    html, styles = _page(linked=False), _styles()
    with jobs.pool(1) as executor:
        made = executor.submit(printing.pdf, html, styles).result()
    headers = {"Content-Disposition": content_disposition(gettext("Questions for each area and stage"), "pdf")}
    return Response(made, mimetype="application/pdf", headers=headers)


def _page(*, linked: bool = True) -> str:
    """The page; `linked` names its stylesheet and icon, which a file brings along instead."""
    sheets = _sheets()
    by, area, stage = (request.args.get(name) for name in ("by", BY_AREA, BY_STAGE))
    return render_template(
        "journeys/prompts_sheet.html",
        linked=linked,
        sheets=sheets,
        parts=PARTS,
        by_stage=_is_by_stage(),
        pdf=url_for("prompts.sheet_pdf", by=by, area=area, stage=stage) if printing.is_available() else "",
    )


def _sheets() -> list[PromptSheet]:
    held = roles.matrix()
    if _is_by_stage():
        return prompt_sheets.by_stage(held, request.args.get(BY_STAGE, ""))
    return prompt_sheets.by_area(held, request.args.get(BY_AREA, ""))


def _is_by_stage() -> bool:
    return request.args.get("by") == BY_STAGE or BY_STAGE in request.args


def _styles() -> str:
    with current_app.open_resource(f"static/{STYLES}", "r", "utf-8") as sheet:
        return str(sheet.read())

"""One page per area: what people live at its stages, what it can improve, how its work goes."""

from __future__ import annotations

from flask import Blueprint, render_template, url_for
from flask.typing import ResponseReturnValue

from feedback import printing
from feedback.errors import NotFound
from feedback.permissions import Permission
from feedback.reports import paper
from feedback.reports.document import Document, of_area
from feedback.reports.downloads import attached
from feedback.reports.queries import documents
from feedback.web.guards import member

blueprint = Blueprint("area_reports", __name__, url_prefix="/o/<organisation>/reports/areas")


@blueprint.get("")
@member(Permission.VIEW)
def index() -> ResponseReturnValue:
    """The areas, each with what its page would tell."""
    found = documents.document()
    rows = [(area, of_area(found, area.code)) for area in found.areas]
    return render_template("reports/areas.html", rows=rows, pdf=printing.is_available())


@blueprint.get("/<code>")
@member(Permission.VIEW)
def area(code: str) -> ResponseReturnValue:
    """The summary of one area, to read or to print."""
    found = _known(code)
    pdf = url_for("area_reports.pdf", code=code) if printing.is_available() else ""
    return paper.page(found, area=code, links={"back": url_for("area_reports.index"), "pdf": pdf})


@blueprint.get("/<code>/summary.pdf")
@member(Permission.VIEW)
def pdf(code: str) -> ResponseReturnValue:
    """The same as a file; NotFound where this installation makes no PDF."""
    if not printing.is_available():
        raise NotFound()
    found = _known(code)
    return attached(paper.pdf(paper.page(found, area=code), one_sheet=True), paper.title_of(found, code), "pdf")


def _known(code: str) -> Document:
    found = documents.document()
    if found.area(code) is None:
        raise NotFound()
    return found

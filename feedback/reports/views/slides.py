"""The management report as slides."""

from __future__ import annotations

from flask import Blueprint
from flask.typing import ResponseReturnValue

from feedback.permissions import Permission
from feedback.reports import paper, queries
from feedback.reports.downloads import attached
from feedback.reports.queries import documents
from feedback.reports.queries.spoken import spoken
from feedback.reports.slides import outline
from feedback.reports.veiling import veiled
from feedback.web.guards import member

blueprint = Blueprint("report_slides", __name__)


@blueprint.get("/o/<organisation>/reports/slides.pptx")
@member(Permission.EXPORT)
def download() -> ResponseReturnValue:
    """The report for a meeting, in the reader's language, with sentences of people as far as they may be shown."""
    found = queries.report()
    held = documents.document(found)
    sentences = spoken(found, veiled(held).shared)
    return attached(outline.file(held, cycle=paper.cycle_so_far(), spoken=sentences), paper.title_of(held), "pptx")

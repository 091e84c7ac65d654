"""The management report: a page to read, the same on paper and as PDF, and its figures as a workbook."""

from __future__ import annotations

from flask import Blueprint, current_app, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from feedback import printing
from feedback.backlog.presenting import line_record
from feedback.db import now
from feedback.errors import NotFound
from feedback.insights.map_asked import asked_page
from feedback.insights.presenting import Names
from feedback.outreach import showing
from feedback.permissions import Permission
from feedback.reports import map_sheets, paper, queries, workbook
from feedback.reports.downloads import attached
from feedback.reports.queries import documents
from feedback.reports.words import status_word
from feedback.web.guards import member

blueprint = Blueprint("reports", __name__)
MOST_LINES = 10
MOST_POINTS = 12
DAYS_OF_A_MONTH = 30


@blueprint.get("/o/<organisation>/reports")
@member(Permission.VIEW)
def report() -> ResponseReturnValue:
    """Who was asked, how each stage is lived, what is shared, what comes first and how the work goes."""
    found = queries.report()
    config = current_app.config["FEEDBACK"]
    return render_template(
        "reports/report.html",
        report=found,
        table=showing.table(found.plan),
        names=Names(found.plan.everybody, [life.stage for life in found.lived.stages]),
        codes={group.code: group for group in found.plan.everybody},
        points=found.shared[:MOST_POINTS],
        lines=[line_record(found.board, line) for line in found.board.lines[:MOST_LINES] if line.rank is not None],
        status_word=status_word,
        months=max(1, round(config.old_after_days / DAYS_OF_A_MONTH)),
    )


@blueprint.get("/o/<organisation>/reports/paper")
@member(Permission.VIEW)
def on_paper() -> ResponseReturnValue:
    """The report to print from the browser."""
    pdf = url_for("reports.pdf") if printing.is_available() else ""
    return paper.page(documents.document(), links={"back": url_for("reports.report"), "pdf": pdf})


@blueprint.get("/o/<organisation>/reports/report.pdf")
@member(Permission.VIEW)
def pdf() -> ResponseReturnValue:
    """The same as a file; NotFound where this installation makes no PDF."""
    if not printing.is_available():
        raise NotFound()
    found = documents.document()
    return attached(paper.pdf(paper.page(found)), paper.title_of(found), "pdf")


@blueprint.get("/o/<organisation>/reports/workbook.xlsx")
@member(Permission.EXPORT)
def download() -> ResponseReturnValue:
    """The same figures as a workbook, one sheet per table."""
    found = documents.document()
    return attached(paper.sheets(found), paper.title_of(found), "xlsx")


@blueprint.get("/o/<organisation>/journey.xlsx")
@member(Permission.EXPORT)
def journey_workbook() -> ResponseReturnValue:
    """The map as a workbook, with the rows that stand on its page and no others."""
    made = workbook.workbook(map_sheets.sheets(asked_page()))
    return attached(made, gettext("Journey map of %(day)s", day=f"{now():%Y-%m-%d}"), "xlsx")

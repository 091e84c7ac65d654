"""The management report: a page to read and print, and the same figures as a workbook."""

from __future__ import annotations

from flask import Blueprint, Response, current_app, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from feedback.backlog.presenting import line_record
from feedback.db import now
from feedback.insights.map_asked import asked_page
from feedback.insights.presenting import Names
from feedback.outreach import showing
from feedback.permissions import Permission
from feedback.reports import map_sheets, queries, workbook
from feedback.reports.tables import status_word, tables
from feedback.spreadsheet import content_disposition
from feedback.web.guards import member

blueprint = Blueprint("reports", __name__)
MOST_LINES = 10
MOST_POINTS = 12
DAYS_OF_A_MONTH = 30
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


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


@blueprint.get("/o/<organisation>/reports/workbook.xlsx")
@member(Permission.EXPORT)
def download() -> ResponseReturnValue:
    """The same figures as a workbook, one sheet per table."""
    found = queries.report()
    made = workbook.workbook(tables(found))
    named = {"organisation": found.organisation, "day": f"{found.made_at:%Y-%m-%d}"}
    title = gettext("%(organisation)s, report of %(day)s", **named)
    return Response(made, mimetype=XLSX, headers={"Content-Disposition": content_disposition(title, "xlsx")})


@blueprint.get("/o/<organisation>/journey.xlsx")
@member(Permission.EXPORT)
def journey_workbook() -> ResponseReturnValue:
    """The map as a workbook, with the rows that stand on its page and no others."""
    made = workbook.workbook(map_sheets.sheets(asked_page()))
    title = gettext("Journey map of %(day)s", day=f"{now():%Y-%m-%d}")
    return Response(made, mimetype=XLSX, headers={"Content-Disposition": content_disposition(title, "xlsx")})

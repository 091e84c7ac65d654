"""The map on A3 paper: as a page to print from the browser, and as a PDF."""

from __future__ import annotations

from flask import Blueprint, Response, current_app, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from markupsafe import Markup

from feedback import jobs, printing
from feedback.db import now
from feedback.errors import NotFound
from feedback.insights.map_asked import asked_page
from feedback.insights.map_page import MapPage
from feedback.insights.map_words import written
from feedback.permissions import Permission
from feedback.spreadsheet import content_disposition
from feedback.web.guards import member
from feedback.web.templating import day

blueprint = Blueprint("journey_paper", __name__)
STYLES = "css/sheet-map.css"
ON_A_SHEET = 7
"""Stages side by side on A3 that can still be read at arm's length."""


@blueprint.get("/o/<organisation>/journey/paper")
@member(Permission.VIEW)
def paper() -> ResponseReturnValue:
    """The map to print from the browser, some stages a sheet, with the rows and the variant of the address."""
    return _printed(asked_page())


@blueprint.get("/o/<organisation>/journey.pdf")
@member(Permission.VIEW)
def pdf() -> ResponseReturnValue:
    """The same as a file; NotFound where this installation makes no PDF."""
    if not printing.is_available():
        raise NotFound()
    html = _printed(asked_page(), linked=False)
    with jobs.pool(1) as executor:
        made = executor.submit(printing.pdf, html, _styles()).result()
    title = gettext("Journey map of %(day)s", day=day(now()))
    headers = {"Content-Disposition": content_disposition(title, "pdf")}
    return Response(made, mimetype="application/pdf", headers=headers)


def _printed(page: MapPage, *, linked: bool = True) -> str:
    """`linked` names the stylesheet and has links, which a file brings along or does without."""
    return render_template(
        "insights/journey_paper.html",
        **written(page),
        linked=linked,
        on_paper=True,
        sheets=_sheets(page),
        made=now(),
        back=url_for("journey.journey", **page.asked),
        pdf=url_for("journey_paper.pdf", **page.asked) if printing.is_available() else "",
    )


def _sheets(page: MapPage) -> list[dict[str, object]]:
    """Stages in lots that fit a sheet, evenly, each with its part of the curve."""
    columns = page.columns
    lots = -(-len(columns) // ON_A_SHEET)
    size = -(-len(columns) // lots) if lots else 1
    return [
        {"columns": columns[start : start + size], "curve": _curve(page, start, start + size)}
        for start in range(0, len(columns), size)
    ]


def _curve(page: MapPage, start: int, stop: int) -> Markup | None:
    part = page.curve.part(start, stop)
    return Markup(part.svg("light", "wide").decode()) if part.has_figures or part.assumed else None


def _styles() -> str:
    with current_app.open_resource(f"static/{STYLES}", "r", "utf-8") as sheet:
        return str(sheet.read())

"""The views by formula, taken out as files for spreadsheet programs."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from flask import Blueprint, Response
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from feedback.analysis.priority.formula_language import FormulaError
from feedback.backlog import formula_files as files
from feedback.backlog.formula_files import Row
from feedback.backlog.queries import comparing
from feedback.backlog.queries import own_formulas as queries
from feedback.backlog.queries.formulas import opportunities
from feedback.backlog.queries.kano import kano_asked
from feedback.backlog.views.decisions import BYTE_ORDER_MARK, CSV
from feedback.db import now
from feedback.permissions import Permission
from feedback.spreadsheet import content_disposition, csv_lines
from feedback.web.guards import member

blueprint = Blueprint("formula_files", __name__)


@blueprint.get("/o/<organisation>/backlog/views/rice.csv")
@member(Permission.EXPORT)
def rice() -> ResponseReturnValue:
    """Every line by RICE."""
    return _file(gettext("RICE"), files.rice_rows(comparing.figures()))


@blueprint.get("/o/<organisation>/backlog/views/ice.csv")
@member(Permission.EXPORT)
def ice() -> ResponseReturnValue:
    """Every line by ICE."""
    return _file(gettext("ICE"), files.ice_rows(comparing.figures()))


@blueprint.get("/o/<organisation>/backlog/views/wsjf.csv")
@member(Permission.EXPORT)
def wsjf() -> ResponseReturnValue:
    """Every line by WSJF."""
    return _file(gettext("WSJF"), files.wsjf_rows(comparing.figures(), now().date()))


@blueprint.get("/o/<organisation>/backlog/views/effort.csv")
@member(Permission.EXPORT)
def effort() -> ResponseReturnValue:
    """Every line with its impact and effort."""
    return _file(gettext("Impact and effort"), files.effort_rows(comparing.figures()))


@blueprint.get("/o/<organisation>/backlog/views/opportunity.csv")
@member(Permission.EXPORT)
def opportunity() -> ResponseReturnValue:
    """Every question of importance and satisfaction, by group."""
    return _file(gettext("Opportunity"), files.opportunity_rows(opportunities(), now().date()))


@blueprint.get("/o/<organisation>/backlog/views/kano.csv")
@member(Permission.EXPORT)
def kano() -> ResponseReturnValue:
    """Every Kano question, by group."""
    return _file(gettext("Kano"), files.kano_rows(kano_asked(), now().date()))


@blueprint.get("/o/<organisation>/backlog/views/own/<uuid:formula_id>.csv")
@member(Permission.EXPORT)
def own(formula_id: UUID) -> ResponseReturnValue:
    """Every line by one formula; only the columns where it cannot be worked out any more."""
    row, found = queries.formula(formula_id), comparing.figures()
    read = queries.read(row)
    order = queries.ordered(found, row, read, now().date()) if found and not isinstance(read, FormulaError) else None
    return _file(row.name, files.own_rows(row.name, found, order))


def _file(name: str, rows: Iterable[Row]) -> Response:
    headers = {"Content-Disposition": content_disposition(name, "csv"), "Cache-Control": "no-store"}
    return Response(BYTE_ORDER_MARK + "".join(csv_lines(rows)), mimetype=CSV, headers=headers)

"""The same list by further formulas in use elsewhere: ICE, WSJF, and what Kano questions say."""

from __future__ import annotations

from flask import Blueprint, render_template, url_for
from flask.typing import ResponseReturnValue

from feedback.analysis.kano import CATEGORIES
from feedback.backlog.presenting import STEP, paged
from feedback.backlog.queries import comparing
from feedback.backlog.queries.ice import ice_lines
from feedback.backlog.queries.kano import kano_asked
from feedback.backlog.queries.wsjf import wsjf_lines
from feedback.backlog.views.formulas import PER_PAGE
from feedback.db import now
from feedback.permissions import Permission
from feedback.surveys.wording import KANO
from feedback.web.addresses import page_asked
from feedback.web.guards import member

blueprint = Blueprint("further_formulas", __name__)


@blueprint.get("/o/<organisation>/backlog/views/ice")
@member(Permission.VIEW)
def ice() -> ResponseReturnValue:
    """The list by impact, confidence and ease."""
    found = comparing.figures()
    lines = ice_lines(found) if found else []
    pages = paged(lines, page_asked(), PER_PAGE, lambda page: url_for("further_formulas.ice", page=page))
    return render_template("backlog/ice.html", current_step=STEP, **pages)


@blueprint.get("/o/<organisation>/backlog/views/wsjf")
@member(Permission.VIEW)
def wsjf() -> ResponseReturnValue:
    """The list by what waiting costs against the size of the job."""
    found = comparing.figures()
    lines = wsjf_lines(found, now().date()) if found else []
    pages = paged(lines, page_asked(), PER_PAGE, lambda page: url_for("further_formulas.wsjf", page=page))
    dated, joined = any(one.due for one in lines), any(one.waiting for one in lines)
    return render_template("backlog/wsjf.html", dated=dated, joined=joined, current_step=STEP, **pages)


@blueprint.get("/o/<organisation>/backlog/views/kano")
@member(Permission.VIEW)
def kano() -> ResponseReturnValue:
    """What each thing that was asked about is to each group."""
    return render_template("backlog/kano.html", asked=kano_asked(), words=KANO, codes=CATEGORIES, current_step=STEP)

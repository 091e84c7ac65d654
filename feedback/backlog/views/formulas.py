"""The same list by formulas in use elsewhere: RICE, opportunity, impact against effort."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from feedback.analysis.priority.formulas import Box, middle, quarter
from feedback.backlog.presenting import STEP, paged
from feedback.backlog.queries import comparing
from feedback.backlog.queries import formulas as queries
from feedback.backlog.queries.formulas import BoxLine
from feedback.charts import BoxNames, BoxRow, boxes_chart, boxes_size
from feedback.charts.records import Shape, Theme
from feedback.permissions import Permission
from feedback.web.addresses import page_asked
from feedback.web.guards import member
from feedback.web.pictures import kept, look, sent

blueprint = Blueprint("formulas", __name__)
PER_PAGE = 25
DRAWN = 20
"""Lines in the picture: more boxes would lie over each other."""
Cut = tuple[float, float]
NO_CUT: Cut = (1.0, 1.0)
"""Where the picture is quartered while nothing stands in it."""


@blueprint.get("/o/<organisation>/backlog/views")
@member(Permission.VIEW)
def rice() -> ResponseReturnValue:
    """The list by reach, impact, confidence and effort."""
    found = comparing.figures()
    lines = queries.rice_lines(found) if found else []
    pages = paged(lines, page_asked(), PER_PAGE, lambda page: url_for("formulas.rice", page=page))
    return render_template("backlog/rice.html", current_step=STEP, **pages)


@blueprint.get("/o/<organisation>/backlog/views/effort")
@member(Permission.VIEW)
def effort() -> ResponseReturnValue:
    """Impact against effort, with a box for what is not known."""
    lines, cut = _boxes()
    return render_template("backlog/effort.html", figure=_figure(lines, cut) if cut else None, current_step=STEP)


@blueprint.get("/o/<organisation>/backlog/views/effort.svg")
@member(Permission.VIEW)
def effort_chart() -> ResponseReturnValue:
    """The picture of impact against effort; nothing but its axes while nothing is ranked."""
    lines, cut = _boxes()
    return sent(_svg(lines, cut or NO_CUT, *look()))


def _boxes() -> tuple[list[BoxLine], Cut | None]:
    """The first lines of the list, and the middles of impact and effort over all of it."""
    found = comparing.figures()
    lines = queries.box_lines(found) if found else []
    return lines[:DRAWN], middle([one.box for one in lines]) if lines else None


def _svg(lines: list[BoxLine], cut: Cut, theme: Theme, shape: Shape) -> bytes:
    rows = [_row(str(one.rank), one.box, cut) for one in lines]
    names = BoxNames(gettext("effort in person-days"), gettext("impact × 100"))
    middles = (cut[1], cut[0])
    return kept(lambda: boxes_chart(rows, middles, names, theme=theme, shape=shape), rows, middles, names, theme, shape)


def _row(label: str, box: Box, cut: Cut) -> BoxRow:
    effort = (box.effort.low, box.effort.likely, box.effort.high)
    return BoxRow(label, effort, box.impact, quarter(box, *cut) == "undecided")


def _figure(lines: list[BoxLine], cut: Cut) -> dict[str, Any]:
    (width, height), (narrow_width, narrow_height) = boxes_size("wide"), boxes_size("narrow")
    return {
        "url": url_for("formulas.effort_chart"),
        "width": width,
        "height": height,
        "narrow_width": narrow_width,
        "narrow_height": narrow_height,
        "lines": [(one, quarter(one.box, *cut)) for one in lines],
        "impact": cut[0],
        "effort": cut[1],
    }


@blueprint.get("/o/<organisation>/backlog/views/opportunity")
@member(Permission.VIEW)
def opportunity() -> ResponseReturnValue:
    """Questions of importance and satisfaction, by group: what matters and is not good enough."""
    return render_template("backlog/opportunity.html", asked=queries.opportunities(), current_step=STEP)

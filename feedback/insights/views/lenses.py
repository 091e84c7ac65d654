"""Step 5: the same evidence through a lens, what is lost between functions, and what people meet."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from feedback.insights.queries.dimensions import dimensions
from feedback.insights.queries.hand_overs import crossings
from feedback.insights.queries.lenses import Lived
from feedback.insights.rules import EVERYWHERE
from feedback.journeys.rules.details import DIMENSIONS
from feedback.journeys.rules.lenses import FUNCTIONAL, GOAL, LENSES, Lens, lens
from feedback.permissions import Permission
from feedback.surveys.readings.figures import Difference
from feedback.web.guards import member
from feedback.web.templating import say

blueprint = Blueprint("lenses", __name__)
STEP = 5


@blueprint.get("/o/<organisation>/journey/lenses")
@member(Permission.VIEW)
def lenses() -> ResponseReturnValue:
    """One lens, by `lens` in the address, or two side by side, by `beside`, over the same evidence."""
    chosen = lens(request.args.get("lens") or GOAL)
    beside = lens(code) if (code := request.args.get("beside", "")) and code != chosen.code else None
    lived = Lived()
    return render_template(
        "insights/lenses.html",
        lives=[lived.through(one.code) for one in (chosen, beside) if one],
        stages=lived.stages,
        groups=lived.groups,
        lens_switch=_switch("lens", chosen, beside),
        beside_switch=_switch("beside", chosen, beside),
        pages=_pages("lenses.lenses"),
        current_step=STEP,
    )


def _switch(which: str, chosen: Lens, beside: Lens | None) -> list[dict[str, Any]]:
    if which == "lens":
        kept = beside.code if beside else None
        return [_item(one, one == chosen, lens=one.code, beside=kept) for one in LENSES]
    alone = {"text": gettext("None"), "url": url_for("lenses.lenses", lens=chosen.code), "current": beside is None}
    others = [_item(one, one == beside, lens=chosen.code, beside=one.code) for one in LENSES if one != chosen]
    return [alone, *others]


def _item(one: Lens, current: bool, **query: Any) -> dict[str, Any]:
    return {"text": say(one.label), "url": url_for("lenses.lenses", **query), "current": current}


@blueprint.get("/o/<organisation>/journey/hand-overs")
@member(Permission.VIEW)
def hand_overs() -> ResponseReturnValue:
    """What the score loses where one function hands people over to another, the largest loss first."""
    lived = Lived()
    found = crossings(lived)
    losses = [one for crossing in (*found.of_lens, *found.of_areas) for one in crossing.losses]
    return render_template(
        "insights/hand_overs.html",
        found=found,
        stages=lived.stages,
        groups={group.id: group for group in lived.groups},
        clear=any(isinstance(one.lost, Difference) and one.lost.sign > 0 for one in losses),
        functional=FUNCTIONAL,
        pages=_pages("lenses.hand_overs"),
        current_step=STEP,
    )


@blueprint.get("/o/<organisation>/journey/dimensions")
@member(Permission.VIEW)
def by_dimension() -> ResponseReturnValue:
    """The physical, the human and the digital side of the journey."""
    lived = Lived()
    return render_template(
        "insights/dimensions.html",
        lives=dimensions(lived),
        labels=DIMENSIONS,
        stages={stage.id: stage for stage in lived.stages},
        groups=lived.groups,
        everywhere=EVERYWHERE,
        pages=_pages("lenses.by_dimension"),
        current_step=STEP,
    )


def _pages(here: str) -> list[dict[str, Any]]:
    named = (
        ("lenses.lenses", gettext("Five lenses")),
        ("lenses.hand_overs", gettext("Hand-overs")),
        ("lenses.by_dimension", gettext("Physical, human, digital")),
    )
    return [{"text": name, "url": url_for(endpoint), "current": endpoint == here} for endpoint, name in named]

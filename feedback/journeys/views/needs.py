"""What we need and what we have: everything the stages lack, each one click away from an improvement."""

from __future__ import annotations

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from feedback.journeys import queries
from feedback.journeys.queries import needs as lacking
from feedback.journeys.rules import blueprint as layers
from feedback.journeys.rules import needs as rules
from feedback.permissions import Permission
from feedback.web.guards import member

blueprint = Blueprint("needs", __name__)
STEP = 5


@blueprint.get("/o/<organisation>/journey/needs")
@member(Permission.VIEW)
def needs() -> ResponseReturnValue:
    """Per stage what is lacking; `?kind=` shows one kind alone."""
    found, stages = lacking.needs(), queries.stages()
    kind = request.args.get("kind", "")
    chosen = kind if kind in {code for code, _ in rules.KINDS} else ""
    totals = {code: sum(len(here.of(code)) for here in found.values()) for code, _ in rules.KINDS}
    return render_template(
        "journeys/needs.html",
        stages=[(stage, found[stage.id]) for stage in stages if stage.id in found],
        empty_stages=[stage for stage in stages if stage.id not in found],
        points={point.id: point for stage in stages for point in stage.touchpoints},
        kinds=rules.KINDS,
        chosen=chosen,
        totals=totals,
        total=sum(totals.values()),
        unjudged=sum(here.unjudged for here in found.values()),
        rules=layers,
        current_step=STEP,
    )

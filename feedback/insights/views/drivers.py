"""Step 4: what goes together with the verdict, and what insiders believe against what customers live."""

from __future__ import annotations

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from feedback.errors import NotFound
from feedback.insights import comparing
from feedback.insights.queries import gaps, run_figures, runs
from feedback.insights.queries import themes as theme_queries
from feedback.insights.views.themes import STEP, names
from feedback.permissions import Permission
from feedback.stakeholders.queries import groups as stakeholders
from feedback.web.guards import member
from feedback.web.pictures import look, sent

blueprint = Blueprint("drivers", __name__)


@blueprint.get("/o/<organisation>/themes/drivers")
@member(Permission.VIEW)
def drivers() -> ResponseReturnValue:
    """Which stages go with the verdict of each group, and which themes with better or worse scores."""
    known, found = names(), run_figures.drivers()
    groups = [group for group in stakeholders.groups() if group.id in found]
    return render_template(
        "insights/drivers.html",
        panels=[comparing.drivers_panel(group, found[group.id], known) for group in groups],
        effects=[one for one in run_figures.effects() if one.group_id in known.groups],
        themes=theme_queries.by_id(),
        names=known,
        run=runs.newest_done(),
        current_step=STEP,
    )


@blueprint.get("/o/<organisation>/themes/drivers/<group>/chart.svg")
@member(Permission.VIEW)
def drivers_chart(group: str) -> ResponseReturnValue:
    """The drivers of one group's verdict, as its panel lists them."""
    row = stakeholders.group_with_code(group)
    found = run_figures.drivers().get(row.id) if row else None
    if not found:
        raise NotFound()
    return sent(comparing.drivers_svg(found, names(), *look()))


@blueprint.get("/o/<organisation>/themes/gaps")
@member(Permission.VIEW)
def gap_page() -> ResponseReturnValue:
    """What insiders believe that customers live, beside what they live: where we are most wrong comes first."""
    known, groups = names(), stakeholders.groups()
    found = gaps.of_stages(groups)
    return render_template(
        "insights/gaps.html",
        panels=comparing.gap_panels(found, gaps.agreement(found), known),
        questions=gaps.of_questions(),
        names=known,
        current_step=STEP,
    )


@blueprint.get("/o/<organisation>/themes/gaps/<guessing>/<living>/chart.svg")
@member(Permission.VIEW)
def gaps_chart(guessing: str, living: str) -> ResponseReturnValue:
    """One group's guesses beside what another group lives."""
    one, other = stakeholders.group_with_code(guessing), stakeholders.group_with_code(living)
    pair = (one.id, other.id) if one and other else None
    found = [gap for gap in gaps.of_stages(stakeholders.groups()) if (gap.group_id, gap.lived_by) == pair]
    if not found:
        raise NotFound()
    return sent(comparing.gaps_svg(found, names(), *look()))

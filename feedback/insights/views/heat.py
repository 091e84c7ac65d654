"""Step 4: stage, theme and group in one table, with colour as data on top of its numbers."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from feedback.errors import NotFound
from feedback.insights import heat
from feedback.insights.queries import figures
from feedback.insights.queries.questions import asked_cells
from feedback.insights.rules import EVERYWHERE, Place
from feedback.insights.views.themes import STEP, asked_group, names
from feedback.insights.voices import Voices
from feedback.journeys import queries as journeys
from feedback.permissions import Permission
from feedback.stakeholders.models import StakeholderGroup
from feedback.stakeholders.queries import groups as stakeholders
from feedback.web.guards import member
from feedback.web.templating import text

blueprint = Blueprint("heat", __name__)
EVERY = "every"
"""In an address: all groups side by side."""


@blueprint.get("/o/<organisation>/themes/heat")
@member(Permission.VIEW)
def heat_map() -> ResponseReturnValue:
    """Themes by stage, for one group or for all side by side, by one of two measures."""
    known, said, groups = names(), figures.voices(), stakeholders.groups()
    measure = request.args.get("measure") or "share"
    if measure not in heat.MEASURES:
        raise NotFound()
    chosen = _chosen(groups, said)
    rows = figures.theme_table(said, group_id=chosen)
    every = bool(request.args.get("all"))
    shown = rows if every else rows[: heat.MOST]
    compared = [group for group in groups if group.id == chosen] if chosen else _heard(groups, said)
    places = _places(said)
    return render_template(
        "insights/heat.html",
        rows=heat.heat(shown, places, [group.id for group in compared], measure, said, asked_cells()),
        places=[(known.code(place), known.place(place)) for place in places],
        groups={group.id: group for group in compared},
        single=compared[0] if chosen and compared else None,
        measure=measure,
        limits=heat.STEPS[measure],
        group_switch=_group_switch(_heard(groups, said), chosen, measure, every),
        measure_switch=_measure_switch(measure, chosen, groups, every),
        more=len(rows) - len(shown),
        every=every,
        every_url=_url(chosen, groups, measure, True),
        fewer_url=_url(chosen, groups, measure, False),
        current_step=STEP,
    )


def _chosen(groups: list[StakeholderGroup], said: Voices) -> UUID | None:
    """The group the address names, else the one of which most people wrote; None for all side by side."""
    code = request.args.get("group")
    if code == EVERY:
        return None
    return asked_group(code) or heat.loudest([group.id for group in groups], said, EVERYWHERE)


def _heard(groups: list[StakeholderGroup], said: Voices) -> list[StakeholderGroup]:
    return [group for group in groups if group.id in said.groups]


def _places(said: Voices) -> list[Place]:
    """The stages of today's map in its order, then earlier ones that somebody spoke of, then no stage."""
    spoken = {place for _, place, _ in said.cells if place != EVERYWHERE}
    today = [stage.id for stage in journeys.stages()]
    before = [stage.id for stage in journeys.all_stages() if stage.id in spoken and stage.id not in today]
    return [*today, *before, *([None] if None in spoken else [])]


def _url(chosen: UUID | None, groups: list[StakeholderGroup], measure: str, every: bool) -> str:
    code = next((group.code for group in groups if group.id == chosen), EVERY)
    return url_for("heat.heat_map", group=code, measure=measure, all=1 if every else None)


def _group_switch(
    groups: list[StakeholderGroup], chosen: UUID | None, measure: str, every: bool
) -> list[dict[str, Any]]:
    items = [
        {"text": text(group.name), "url": _url(group.id, groups, measure, every), "current": group.id == chosen}
        for group in groups
    ]
    side_by_side = {"text": gettext("Side by side"), "url": _url(None, groups, measure, every), "current": not chosen}
    return [*items, side_by_side] if len(groups) > 1 else items


def _measure_switch(
    measure: str, chosen: UUID | None, groups: list[StakeholderGroup], every: bool
) -> list[dict[str, Any]]:
    return [
        {"text": gettext(words), "url": _url(chosen, groups, name, every), "current": name == measure}
        for name, words in heat.MEASURES.items()
    ]

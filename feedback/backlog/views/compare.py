"""The order with other weights beside the list's own, and what would tell two lines apart."""

from __future__ import annotations

from math import isfinite
from typing import Any

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from feedback.analysis.priority import EQUAL, Weights
from feedback.backlog.actions.weights import MOST
from feedback.backlog.presenting import STEP
from feedback.backlog.queries import comparing, rankings
from feedback.backlog.queries.comparing import Compared, Figures
from feedback.backlog.rules import sentences
from feedback.permissions import Permission
from feedback.stakeholders.models import StakeholderGroup
from feedback.stakeholders.queries import groups as stakeholders
from feedback.web.addresses import page_asked
from feedback.web.guards import member

blueprint = Blueprint("compare", __name__)
LINES = 15
"""Lines of the list that are shown side by side."""
FLIPS = 25
SLIDER = 5.0
"""Where a slider ends: only proportions matter."""


@blueprint.get("/o/<organisation>/backlog/compare")
@member(Permission.VIEW)
def compare() -> ResponseReturnValue:
    """The list beside its order under the weights in the address: `?vector=` a saved one, or `?w_<group>=` each."""
    found, groups = comparing.figures(), stakeholders.groups()
    if found is None:
        return render_template("backlog/compare.html", found=None, current_step=STEP)
    vectors = [EQUAL, *(Weights(row.name, dict(row.weights)) for row in rankings.weight_vectors())]
    tried = _tried(vectors, groups, found.weights)
    named = [vector for vector in vectors if vector.name != found.weights.name]
    columns = [found.weights, *named, tried]
    result = comparing.compared(found, columns)
    return render_template(
        "backlog/compare.html",
        found=found,
        groups=groups,
        tried=tried,
        choices=_choices(vectors, tried),
        sliders=_sliders(tried, groups),
        columns=[_title(vector) for vector in columns],
        current_step=STEP,
        **_lines(result),
        **_flips(result),
    )


def _tried(vectors: list[Weights], groups: list[StakeholderGroup], standing: Weights) -> Weights:
    """The weights in the address; where it has none, those of the list."""
    asked = request.args.get("vector", "")
    if chosen := next((vector for vector in vectors if vector.name == asked), None):
        return chosen
    written = {group.code: request.args.get(f"w_{group.code}") for group in groups}
    if all(value is None for value in written.values()):
        return standing
    return Weights("", {code: _number(value) for code, value in written.items()})


def _number(written: str | None) -> float:
    """A weight as typed; what is no weight counts as one."""
    try:
        value = float((written or "1").replace(",", "."))
    except ValueError:
        return 1.0
    return min(value, MOST) if isfinite(value) and value >= 0 else 1.0


def _choices(vectors: list[Weights], tried: Weights) -> list[dict[str, Any]]:
    return [
        {
            "text": _title(vector),
            "url": url_for("compare.compare", vector=vector.name),
            "current": vector.name == tried.name,
        }
        for vector in vectors
    ]


def _title(vector: Weights) -> str:
    if vector.name == EQUAL.name:
        return str(gettext("Equal"))
    return vector.name or str(gettext("As set here"))


def _sliders(tried: Weights, groups: list[StakeholderGroup]) -> list[tuple[StakeholderGroup, float]]:
    """Each group's weight on a scale from 0 to 5, the proportions kept."""
    most = max((tried.of(group.code) for group in groups), default=1.0)
    scale = SLIDER / most if most > SLIDER else 1.0
    return [(group, round(tried.of(group.code) * scale, 2)) for group in groups]


def _lines(result: Compared) -> dict[str, Any]:
    """The first lines of the list with their place in every order."""
    keys = [line.key for line in result.orders[0].lines[:LINES]]
    places = [order.by_key for order in result.orders]
    titles = comparing.named(keys)
    return {"lines": [(titles[key], [one.get(key) for one in places]) for key in keys if key in titles]}


def _flips(result: Compared) -> dict[str, Any]:
    """One page of the lines that change places or tier."""
    pages = max(1, -(-len(result.flips) // FLIPS))
    page = min(page_asked(), pages)
    some = result.flips[FLIPS * (page - 1) : FLIPS * page]
    titles = comparing.named([one.key for one in some])
    return {
        "flips": [(titles[one.key], one) for one in some if one.key in titles],
        "total": len(result.flips),
        "tiers_changed": result.tiers_changed,
        "pages": {
            "first": FLIPS * (page - 1) + 1,
            "last": FLIPS * (page - 1) + len(some),
            "previous": _page(page - 1, pages),
            "next": _page(page + 1, pages),
        },
    }


def _page(page: int, pages: int) -> str:
    args: dict[str, Any] = {
        name: value for name, value in request.args.items() if name == "vector" or name.startswith("w_")
    }
    return url_for("compare.compare", **args, page=page) if 1 <= page <= pages else ""


@blueprint.get("/o/<organisation>/backlog/apart")
@member(Permission.VIEW)
def apart() -> ResponseReturnValue:
    """What would tell the lines at two places of the list apart: `?first=` and `?second=` are their ranks."""
    found = comparing.figures()
    places = [request.args.get(name, type=int) for name in ("first", "second")]
    answer = _apart(found, places) if found else {}
    return render_template("backlog/apart.html", found=found, places=places, current_step=STEP, **answer)


def _apart(found: Figures, places: list[int | None]) -> dict[str, Any]:
    wanted = {place for place in places if place}
    lines = comparing.at_places(found.ranking.id, wanted)
    last = len(found.sheet.keys)
    if len(lines) < 2:
        return {"last": last, "problem": bool(wanted)}
    pair = [lines[place] for place in places if place]
    separation = comparing.separated(found, *(named for _, named in pair))
    names = {group.code: group.name for group in stakeholders.groups(include_archived=True)}
    return {"last": last, "pair": pair, "said": sentences.separated(separation, names) if separation else None}

"""What the improvements of the example carry: objectives, scope, area, cost, what comes first, talk, a formula."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from feedback.backlog.actions import improvements as backlog
from feedback.backlog.actions import objectives, own_formulas, remarks, strategies
from feedback.backlog.queries import strategies as planned
from feedback.cocreation.loading.content import Content, Record
from feedback.cocreation.loading.people import members, owner
from feedback.journeys import queries as journeys
from feedback.journeys.queries import functions
from feedback.permissions import Access
from feedback.stakeholders.queries import groups


@dataclass(frozen=True, slots=True)
class _Known:
    """Codes of the files -> ids here."""

    improvements: dict[str, UUID]
    objectives: dict[str, UUID]
    areas: dict[str, UUID]
    groups: dict[str, UUID]
    stages: dict[str, UUID]


def carry(content: Content, numbers: dict[str, UUID]) -> None:
    """Everything of `improvements.json`, onto the improvements and strategies there are."""
    told = content.improvements
    known = _known(told, numbers)
    for one in told["carried"]:
        backlog.change_improvement(known.improvements[one["code"]], **_carried(one, known), by=owner())
    _add(content, told["foundation"], known)
    for one in told["strategies"]:
        _say_why(content, one)
    for one in told["remarks"]:
        _talk(content, one, known)
    for one in told["formulas"]:
        name = content.own(one["name"])
        own_formulas.write_formula(name=name, text=one["text"], higher_first=one["higher_first"], by=owner())


def _known(told: Record, numbers: dict[str, UUID]) -> _Known:
    return _Known(
        improvements=numbers,
        objectives={one["code"]: objectives.add_objective(name=one["name"]).id for one in told["objectives"]},
        areas={one.code: one.id for one in functions.functions()},
        groups={one.code: one.id for one in groups.groups()},
        stages={one.code: one.id for one in journeys.stages()},
    )


def _carried(one: Record, known: _Known) -> dict[str, Any]:
    return {
        "scope": one.get("scope", "steps"),
        "how": one.get("how", ""),
        "objective_id": known.objectives[one["objective"]],
        "function_id": known.areas[one["area"]],
        "cost": one.get("cost"),
        "tags": one["tags"],
        "strong_stage_id": known.stages.get(one.get("strong_stage", "")),
        "strong_group_id": known.groups.get(one.get("strong_group", "")),
        "group_ids": [known.groups[code] for code in one.get("groups", ())],
        "further_stage_ids": [known.stages[code] for code in one.get("further", ())],
        "needs_ids": [known.improvements[code] for code in one.get("needs", ())],
    }


def _add(content: Content, one: Record, known: _Known) -> None:
    """What only the sponsor decides."""
    backlog.add_improvement(
        direction=one["direction"],
        title=one["title"],
        hypothesis=content.own(one["hypothesis"]),
        stage_id=known.stages[one["stage"]],
        **{**_carried(one, known), "scope": "foundation"},
        by=owner(),
    )


def _say_why(content: Content, one: Record) -> None:
    names = {wished["code"]: wished["name"] for wished in content.backlog["strategies"]}
    row = next(row for row in planned.strategies() if row.name == names[one["code"]])
    held = [link.theme_id for link in row.themes]
    said: dict[str, Any] = {"why": content.own(one["why"]), "owner_id": members()[one["owner"]]}
    strategies.change_strategy(row, name=row.name, what=row.what, theme_ids=held, **said, by=owner())


def _talk(content: Content, one: Record, known: _Known) -> None:
    speaker = Access(UUID(str(members()[one["by"]])), owner().organisation_id, owner().role)
    said = remarks.remark(known.improvements[one["improvement"]], text=content.own(one["text"]), by=speaker)
    said.written_at = content.moment(one["on"])

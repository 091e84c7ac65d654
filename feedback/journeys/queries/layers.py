"""What stands behind the stages, as a journey file has it; what a thing does not say is left out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from feedback.journeys.models import BlueprintItem, Claim, Journey, KeyFlow, Stage, StageRole, Touchpoint
from feedback.journeys.queries import blueprint, claims, flows, functions, lenses, roles
from feedback.journeys.queries.lenses import LensPart
from feedback.journeys.rules.lenses import LENSES
from feedback.stakeholders.models import Persona
from feedback.stakeholders.queries import groups, personas

Codes = Mapping[UUID, str]
Part = dict[str, Any]


def of_stages(stages: Sequence[Stage]) -> Mapping[UUID, Part]:
    """Stage of the current journey -> its roles, blueprint and claims; a fixed number of reads."""
    areas = _areas()
    points = {point.id: point.code for stage in stages for point in stage.touchpoints}
    held, items, said = roles.by_stage(), blueprint.by_stage(), _claims(stages)
    codes = item_codes(stages, items)
    return {
        stage.id: _said(
            roles=[_role(one, areas) for one in held.get(stage.id, ())],
            blueprint=[_item(one, codes, points, areas) for one in items.get(stage.id, ())],
            claims=[_claim(one, points, areas) for one in said.get(stage.id, ())],
        )
        for stage in stages
    }


def of_journey(journey: Journey, stages: Sequence[Stage]) -> Part:
    """Areas, lenses as somebody placed them, tool links, flows and personas of the current journey."""
    items = item_codes(stages, blueprint.by_stage())
    return _said(
        functions=[{"code": one.code, "name": one.name} for one in functions.functions()],
        lenses={lens.code: parts for lens in LENSES if (parts := _lens(journey, lens.code, stages))},
        tool_links=_links(items),
        flows=[_flow(one) for one in flows.flows()],
        personas=_personas(),
    )


def item_codes(stages: Sequence[Stage], items: Mapping[UUID, Sequence[BlueprintItem]]) -> Codes:
    """Blueprint item -> what the file calls it: the stage's code and its place there."""
    return {one.id: f"{stage.code}-{n}" for stage in stages for n, one in enumerate(items.get(stage.id, ()), start=1)}


def _areas() -> Codes:
    return {one.id: one.code for one in functions.all_functions()}


def _claims(stages: Sequence[Stage]) -> Mapping[UUID, Sequence[Claim]]:
    """Stage -> claims about it or its touchpoints that were not taken back."""
    homes = {point.id: stage.id for stage in stages for point in stage.touchpoints}
    found: dict[UUID, list[Claim]] = {stage.id: [] for stage in stages}
    for one in claims.claims():
        home = one.stage_id or (homes.get(one.touchpoint_id) if one.touchpoint_id else None)
        if home in found and one.withdrawn_at is None and (one.text or one.value is not None):
            found[home].append(one)
    return found


def _role(role: StageRole, areas: Codes) -> Part:
    return {"function": areas[role.function_id], "part": role.part, **_said(task=role.task, knows=role.knows)}


def _item(item: BlueprintItem, codes: Codes, points: Codes, areas: Codes) -> Part:
    said = _said(
        touchpoint=points.get(item.touchpoint_id) if item.touchpoint_id else None,
        function=areas.get(item.function_id) if item.function_id else None,
        need=item.need,
        state=item.state,
        answered=item.answered,
        said_when=item.said_when,
    )
    minutes = {} if item.minutes is None else {"minutes": item.minutes}
    return {"code": codes[item.id], "kind": item.kind, "text": item.text, **said, **minutes}


def _claim(claim: Claim, points: Codes, areas: Codes) -> Part:
    value = {} if claim.value is None else {"value": claim.value}
    return value | _said(
        touchpoint=points.get(claim.touchpoint_id) if claim.touchpoint_id else None,
        topic=claim.topic,
        text=claim.text,
        reason=claim.reason,
        function=areas.get(claim.function_id) if claim.function_id else None,
    )


def _lens(journey: Journey, code: str, stages: Sequence[Stage]) -> list[Part]:
    """The parts of a lens that somebody placed; none where only our proposal stands."""
    if not lenses.rows_of(journey, code):
        return []
    names = {stage.id: stage.code for stage in stages}
    return [_part(one, names) for one in lenses.cut(code, stages).parts]


def _part(part: LensPart, names: Codes) -> Part:
    inside = [code for stage_id, code in names.items() if stage_id in part.stages]
    return {"code": part.code, "name": dict(part.name), "stages": inside}


def _links(codes: Codes) -> list[Part]:
    joined = (one for one in blueprint.links() if one.from_item_id in codes and one.to_item_id in codes)
    there = sorted(joined, key=lambda one: (codes[one.from_item_id], codes[one.to_item_id]))
    return [
        {
            "from": codes[one.from_item_id],
            "to": codes[one.to_item_id],
            "integration": one.integration,
            **_said(what=one.what),
        }
        for one in there
    ]


def _flow(flow: KeyFlow) -> Part:
    places = flows.touchpoints()
    points = [places[step.touchpoint_id] for step in flow.steps if step.touchpoint_id in places]
    return {
        "code": flow.code,
        "name": flow.name,
        **_said(good_end=flow.good_end),
        "touchpoints": [_place(one) for one in points],
    }


def _place(point: Touchpoint) -> str:
    return f"{point.stage.code}/{point.code}"


def _personas() -> list[Part]:
    codes = {group.id: group.code for group in groups.groups()}
    return [_persona(one, codes) for one in personas.all_personas() if one.group_id in codes]


def _persona(persona: Persona, groups_by_id: Codes) -> Part:
    return {
        "code": persona.code,
        "group": groups_by_id[persona.group_id],
        "name": persona.name,
        **_said(
            portrait=persona.portrait,
            leaning=persona.leaning,
            reached_by=list(persona.reached_by),
            segments=list(persona.segments),
            lines=[{"kind": line.kind, "text": line.text} for line in persona.lines],
        ),
    }


def _said(**values: Any) -> Part:
    return {name: value for name, value in values.items() if value}

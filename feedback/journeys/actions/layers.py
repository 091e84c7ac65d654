"""Taking over what a journey file holds behind its stages: what is there already keeps its row."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from feedback.errors import Message, message
from feedback.journeys import queries as journeys
from feedback.journeys.actions import blueprint, claims, flows, functions, lenses, roles, tool_links
from feedback.journeys.actions.lenses import Part
from feedback.journeys.actions.roles import Wanted
from feedback.journeys.layers import DrawnClaim, DrawnFlow, DrawnItem, DrawnPart, DrawnPersona, Layers, StageLayers
from feedback.journeys.models import BlueprintItem, BusinessFunction, Journey, Stage
from feedback.journeys.queries import blueprint as items
from feedback.journeys.queries import functions as areas
from feedback.journeys.rules.lenses import ready
from feedback.permissions import Access
from feedback.stakeholders.actions import personas
from feedback.stakeholders.queries import groups
from feedback.stakeholders.queries import personas as portraits

Note = tuple[str, Message]


@dataclass
class Taking:
    """One import: areas and stages by code, blueprint items by what the file calls them, and what had no place."""

    journey: Journey
    by: Access | None
    areas: dict[str, BusinessFunction] = field(default_factory=dict)
    stages: dict[str, Stage] = field(default_factory=dict)
    items: dict[str, BlueprintItem] = field(default_factory=dict)
    notes: list[Note] = field(default_factory=list)

    def area(self, path: str, code: str) -> BusinessFunction | None:
        """The area with this code; a note where there is none."""
        if code and code not in self.areas:
            self.notes.append((path, message("There is no area “%(code)s”.", code=code)))
        return self.areas.get(code)


def take_functions(drawn: Sequence[tuple[str, Mapping[str, str]]], *, by: Access | None = None) -> None:
    """The areas of a file; one that is there takes over the names it has in other languages."""
    there = {one.code: one for one in areas.all_functions()}
    for code, name in drawn:
        if code not in there:
            functions.add(name=dict(name), code=code, by=by)
        elif there[code].name | dict(name) != there[code].name:
            functions.rename(there[code], name={**dict(name), **there[code].name})


def take(journey: Journey, layers: Layers, *, by: Access | None = None) -> list[Note]:
    """Everything behind the stages, which are there already; what refers to nothing is told by its path."""
    stages = {one.code: one for one in journeys.stages_of(journey.id)}
    taking = Taking(journey, by, {one.code: one for one in areas.functions()}, stages)
    for code, behind in layers.stages.items():
        _take_stage(taking, stages[code], behind)
    for lens, parts in layers.lenses.items():
        _take_lens(taking, lens, parts)
    for link in layers.links:
        if link.source in taking.items and link.target in taking.items:
            source, target = taking.items[link.source], taking.items[link.target]
            tool_links.link(source, target, integration=link.integration, what=link.what)
        else:
            taking.notes.append(("tool_links", message("A link joins two tools that the file draws.")))
    for flow in layers.flows:
        _take_flow(taking, flow)
    for persona in layers.personas:
        _take_persona(taking, persona)
    return taking.notes


def _take_stage(taking: Taking, stage: Stage, behind: StageLayers) -> None:
    path = f"stages.{stage.code}"
    wanted = [(area, role) for role in behind.roles if (area := taking.area(f"{path}.roles", role.function))]
    if wanted:
        cells = [Wanted(area, role.part, role.task, role.knows) for area, role in wanted]
        roles.fill(stage, cells, by=taking.by)
    there = items.of_stage(stage.id)
    for item in behind.blueprint:
        row = _item(taking, stage, there, item)
        if item.code:
            taking.items[item.code] = row
    for claim in behind.claims:
        _take_claim(taking, stage, claim)


def _item(taking: Taking, stage: Stage, there: Sequence[BlueprintItem], drawn: DrawnItem) -> BlueprintItem:
    """The same thing is one of its kind that says the same in a language."""
    known = next((one for one in there if one.kind == drawn.kind and _same(one.text, drawn.text)), None)
    area = taking.area(f"stages.{stage.code}.blueprint", drawn.function)
    point = next((one.id for one in stage.touchpoints if one.code == drawn.touchpoint), None)
    said: blueprint.Fields = {
        "text": {**(known.text if known else {}), **drawn.text},
        "touchpoint_id": point,
        "function_id": area.id if area else None,
        "need": drawn.need,
        "state": drawn.state,
        "answered": drawn.answered,
        "said_when": drawn.said_when,
        "minutes": drawn.minutes,
    }
    if known is None:
        return blueprint.add(stage, kind=drawn.kind, by=taking.by, **said)
    return blueprint.change(known, **said)


def _same(one: Mapping[str, str], other: Mapping[str, str]) -> bool:
    return any(one.get(lang) == text for lang, text in other.items())


def _take_claim(taking: Taking, stage: Stage, drawn: DrawnClaim) -> None:
    area = taking.area(f"stages.{stage.code}.claims", drawn.function)
    point = next((one.id for one in stage.touchpoints if one.code == drawn.touchpoint), None)
    about: tuple[str, UUID] = ("touchpoint", point) if point else ("stage", stage.id)
    claims.claim(
        about=about,
        text=drawn.text,
        topic=drawn.topic,
        value=drawn.value,
        reason=drawn.reason,
        function_id=area.id if area else None,
        by=taking.by,
    )


def _take_lens(taking: Taking, lens: str, drawn: Sequence[DrawnPart]) -> None:
    given = {part.code: dict(part.name) for part in ready(lens)}
    parts = [
        Part(
            one.code,
            one.name or given.get(one.code, {}),
            [taking.stages[code].id for code in one.stages if code in taking.stages],
        )
        for one in drawn
    ]
    lenses.save(taking.journey, lens=lens, parts=parts, by=taking.by)


def _take_flow(taking: Taking, drawn: DrawnFlow) -> None:
    places = {f"{stage.code}/{point.code}": point for stage in taking.stages.values() for point in stage.touchpoints}
    if missing := [place for place in drawn.touchpoints if place not in places]:
        unknown = message("There is no touchpoint “%(place)s”.", place=missing[0])
        taking.notes.append((f"flows.{drawn.code}", unknown))
    points = [places[place] for place in drawn.touchpoints if place in places]
    flows.take(code=drawn.code, name=drawn.name, good_end=drawn.good_end, touchpoints=points, by=taking.by)


def _take_persona(taking: Taking, drawn: DrawnPersona) -> None:
    """Into the group with its code; where there is none, the first group of customers. Known ones stay as they are."""
    if drawn.code in portraits.codes():
        return
    there = groups.groups()
    group = next((one for one in there if one.code == drawn.group), None)
    group = group or next((one for one in there if one.kind == "customer"), None)
    if group is None:
        unknown = message("There is no group “%(code)s”: make it, then import again.", code=drawn.group)
        taking.notes.append((f"personas.{drawn.code}", unknown))
        return
    made = personas.create_persona(
        group,
        name=drawn.name,
        portrait=drawn.portrait,
        leaning=drawn.leaning,
        reached_by=drawn.reached_by,
        code=drawn.code,
        by=taking.by,
    )
    for kind, text in drawn.lines:
        personas.add_line(made.id, kind=kind, text=text)

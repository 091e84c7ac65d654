"""What is drawn behind the stages, for the rows of the map: areas, roles, blueprint, services walked through."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from feedback.db import Texts
from feedback.insights.rules.holds import has_hold
from feedback.journeys.models import BlueprintItem, Stage, StageRole, Touchpoint
from feedback.journeys.queries import blueprint, functions, roles, walks
from feedback.journeys.rules.walks import Share

ANSWERS = ("decides", "does")
"""Parts of a role by which an area answers for a stage, the first that there is."""


@dataclass(frozen=True, slots=True)
class Layers:
    """Every layer by what it belongs to. `areas`: names of all areas, archived ones too."""

    areas: Mapping[UUID, Texts] = field(default_factory=dict)
    roles: Mapping[UUID, Sequence[StageRole]] = field(default_factory=dict)
    items: Mapping[UUID, Sequence[BlueprintItem]] = field(default_factory=dict)
    shares: Mapping[UUID, Share] = field(default_factory=dict)

    def of_kind(self, stage: Stage, kind: str) -> list[BlueprintItem]:
        """The blueprint items of a kind at a stage, in their order."""
        return [item for item in self.items.get(stage.id, ()) if item.kind == kind]

    def answering(self, stage: Stage) -> list[Texts]:
        """The areas that answer for a stage: who decides there, else who does it, else who owns its touchpoints."""
        held = self.roles.get(stage.id, ())
        by_part = [[role.function_id for role in held if role.part == part] for part in ANSWERS]
        owners = [point.function_id for point in stage.touchpoints if point.function_id]
        found = next((ids for ids in (*by_part, owners) if ids), [])
        return [self.areas[one] for one in dict.fromkeys(found) if one in self.areas]

    def walked(self, stage: Stage) -> list[tuple[Touchpoint, Share]]:
        """The touchpoints of a stage that somebody looked at in real services."""
        return [(point, self.shares[point.id]) for point in stage.touchpoints if point.id in self.shares]

    def has_hold(self, stage: Stage) -> bool:
        """Whether the company can act at a stage at all: by a contact, or by a process or tool that is there."""
        items = self.items.get(stage.id, ())
        return has_hold(len(stage.touchpoints), [(item.kind, item.state) for item in items])

    def filled(self, stages: Collection[Stage]) -> set[str]:
        """Codes of the rows that these layers have something for at these stages."""
        found = {item.kind for stage in stages for item in self.items.get(stage.id, ())}
        if any(stage.trigger or stage.before_contact or stage.lasts_minutes for stage in stages):
            found.add("trigger")
        if any(self.roles.get(stage.id) for stage in stages):
            found.add("roles")
        if any(self.answering(stage) for stage in stages):
            found.add("area")
        if any(self.walked(stage) for stage in stages):
            found.add("walked")
        return found


def layers() -> Layers:
    """All layers of the current journey; the number of reads does not depend on what is drawn."""
    return Layers(
        {one.id: one.name for one in functions.all_functions()},
        roles.by_stage(),
        blueprint.by_stage(),
        walks.shares(),
    )

"""What a journey file holds beside its stages: areas and roles, blueprint, claims, lenses, flows, personas. Pure.

Every part may be left out. References are by code: `"function"` names one of `functions` or an area there is,
`"touchpoint"` one of the same stage, a flow's touchpoint is `"stage/touchpoint"`, a tool link joins two blueprint
items by the `"code"` they have in the file.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from feedback.errors import message
from feedback.journeys import rules
from feedback.journeys.rules import blueprint
from feedback.journeys.rules.lenses import LENSES
from feedback.journeys.rules.roles import PARTS
from feedback.journeys.rules.statements import LONGEST_REASON, LONGEST_TEXT, LONGEST_TOPIC
from feedback.journeys.walking import Walking
from feedback.names import LONGEST_NAME

Said = dict[str, str]
MOST_FUNCTIONS = 60
MOST_OF_A_LAYER = 200
LONGEST = 500
OF_A_STAGE = ("roles", "blueprint", "claims")
OF_A_JOURNEY = ("functions", "lenses", "tool_links", "flows", "personas")
LEANINGS = ("", "physical", "digital", "both")
LINES = ("need", "expectation", "frustration", "task", "treatment", "influence", "follow_up")
STATES = ("", "missing", "failing", "working")
INTEGRATIONS = ("none", "by_hand", "automatic")


@dataclass(frozen=True, slots=True)
class DrawnRole:
    """What an area does at a stage."""

    function: str
    part: str
    task: Said
    knows: Said


@dataclass(frozen=True, slots=True)
class DrawnItem:
    """A thing of the blueprint; `code` is the file's own, '' where no tool link needs it."""

    code: str
    kind: str
    text: Said
    touchpoint: str
    function: str
    need: Said
    state: str
    answered: Said
    said_when: Said
    minutes: int | None


@dataclass(frozen=True, slots=True)
class DrawnClaim:
    """A statement about a stage, or about one of its touchpoints."""

    touchpoint: str
    topic: str
    text: Said
    value: float | None
    reason: str
    function: str


@dataclass(frozen=True, slots=True)
class StageLayers:
    """What stands behind one stage."""

    roles: tuple[DrawnRole, ...] = ()
    blueprint: tuple[DrawnItem, ...] = ()
    claims: tuple[DrawnClaim, ...] = ()


@dataclass(frozen=True, slots=True)
class DrawnPart:
    """A part of a lens and its stages; without a name it is the ready one with this code."""

    code: str
    name: Said
    stages: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DrawnLink:
    """How what stands in one tool gets into another."""

    source: str
    target: str
    integration: str
    what: Said


@dataclass(frozen=True, slots=True)
class DrawnFlow:
    """A path that must end well."""

    code: str
    name: Said
    good_end: Said
    touchpoints: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DrawnPersona:
    """A portrait; `lines` are (kind, text), `segments` {"attribute", "value"}."""

    code: str
    group: str
    name: Said
    portrait: Said
    leaning: str
    reached_by: tuple[str, ...]
    segments: tuple[Mapping[str, str], ...]
    lines: tuple[tuple[str, Said], ...]


@dataclass(frozen=True, slots=True)
class Layers:
    """Everything beside the stages themselves; `stages` by the code of the stage, `lenses` by lens."""

    functions: tuple[tuple[str, Said], ...] = ()
    stages: Mapping[str, StageLayers] = field(default_factory=dict)
    lenses: Mapping[str, tuple[DrawnPart, ...]] = field(default_factory=dict)
    links: tuple[DrawnLink, ...] = ()
    flows: tuple[DrawnFlow, ...] = ()
    personas: tuple[DrawnPersona, ...] = ()


def of_stage(walking: Walking, path: str, thing: Mapping[str, Any]) -> StageLayers:
    """The layers of one stage; faults and notes are told to `walking`."""
    reading = _Reading(walking)
    return StageLayers(
        tuple(reading.many(f"{path}.roles", thing.get("roles"), reading.role)),
        tuple(reading.many(f"{path}.blueprint", thing.get("blueprint"), reading.item)),
        tuple(reading.many(f"{path}.claims", thing.get("claims"), reading.claim)),
    )


def of_journey(walking: Walking, thing: Mapping[str, Any], stages: Mapping[str, StageLayers]) -> Layers:
    """The layers of a journey whose stages were read."""
    reading = _Reading(walking)
    return Layers(
        tuple(reading.many("functions", thing.get("functions"), reading.function)),
        {code: layers for code, layers in stages.items() if layers != StageLayers()},
        reading.lenses(thing.get("lenses")),
        tuple(reading.many("tool_links", thing.get("tool_links"), reading.link)),
        tuple(reading.many("flows", thing.get("flows"), reading.flow)),
        tuple(reading.many("personas", thing.get("personas"), reading.persona)),
    )


@dataclass(frozen=True, slots=True)
class _Reading:
    """Reads one kind of thing after the other."""

    walking: Walking

    def many(self, path: str, value: object, read_one: Any) -> list[Any]:
        return [] if value is None else self.walking.many(path, value, MOST_OF_A_LAYER, read_one)

    def function(self, path: str, value: object) -> tuple[str, Said]:
        thing = self.walking.thing(path, value, ("code", "name"))
        return self.walking.code(f"{path}.code", thing.get("code")), self._name(path, thing)

    def role(self, path: str, value: object) -> DrawnRole:
        thing = self.walking.thing(path, value, ("function", "part", "task", "knows"))
        part = self._one_of(f"{path}.part", thing.get("part"), tuple(part.code for part in PARTS))
        function = self.walking.code(f"{path}.function", thing.get("function"))
        return DrawnRole(function, part, self._said(path, thing, "task"), self._said(path, thing, "knows"))

    def item(self, path: str, value: object) -> DrawnItem:
        known = ("code", "kind", "text", "touchpoint", "function", "need", "state", "answered", "said_when", "minutes")
        thing = self.walking.thing(path, value, known)
        return DrawnItem(
            self._code(path, thing, "code"),
            self._one_of(f"{path}.kind", thing.get("kind"), tuple(kind.code for kind in blueprint.KINDS)),
            self.walking.texts(f"{path}.text", thing.get("text"), blueprint.LONGEST_ITEM),
            self._code(path, thing, "touchpoint"),
            self._code(path, thing, "function"),
            self._said(path, thing, "need", blueprint.LONGEST_ITEM),
            self._one_of(f"{path}.state", thing.get("state", ""), STATES),
            self._said(path, thing, "answered", blueprint.LONGEST_ITEM),
            self._said(path, thing, "said_when", blueprint.LONGEST_ITEM),
            self._minutes(f"{path}.minutes", thing.get("minutes")),
        )

    def claim(self, path: str, value: object) -> DrawnClaim:
        thing = self.walking.thing(path, value, ("touchpoint", "topic", "text", "value", "reason", "function"))
        return DrawnClaim(
            self._code(path, thing, "touchpoint"),
            self._line(f"{path}.topic", thing.get("topic", ""), LONGEST_TOPIC),
            self._said(path, thing, "text", LONGEST_TEXT),
            self._number(f"{path}.value", thing.get("value")),
            self._line(f"{path}.reason", thing.get("reason", ""), LONGEST_REASON),
            self._code(path, thing, "function"),
        )

    def lenses(self, value: object) -> dict[str, tuple[DrawnPart, ...]]:
        if value is None:
            return {}
        thing = self.walking.thing("lenses", value, tuple(one.code for one in LENSES))
        known = [one.code for one in LENSES if one.code in thing]
        return {code: tuple(self.many(f"lenses.{code}", thing[code], self._part)) for code in known}

    def _part(self, path: str, value: object) -> DrawnPart:
        thing = self.walking.thing(path, value, ("code", "name", "stages"))
        code = self.walking.code(f"{path}.code", thing.get("code"))
        stages = self.many(f"{path}.stages", thing.get("stages"), self.walking.code)
        return DrawnPart(code, self._said(path, thing, "name", LONGEST_NAME), tuple(stages))

    def link(self, path: str, value: object) -> DrawnLink:
        thing = self.walking.thing(path, value, ("from", "to", "integration", "what"))
        return DrawnLink(
            self.walking.code(f"{path}.from", thing.get("from")),
            self.walking.code(f"{path}.to", thing.get("to")),
            self._one_of(f"{path}.integration", thing.get("integration"), INTEGRATIONS),
            self._said(path, thing, "what"),
        )

    def flow(self, path: str, value: object) -> DrawnFlow:
        thing = self.walking.thing(path, value, ("code", "name", "good_end", "touchpoints"))
        return DrawnFlow(
            self.walking.code(f"{path}.code", thing.get("code")),
            self._name(path, thing),
            self._said(path, thing, "good_end", rules.LONGEST_GOAL),
            tuple(self.many(f"{path}.touchpoints", thing.get("touchpoints"), self._place)),
        )

    def persona(self, path: str, value: object) -> DrawnPersona:
        known = ("code", "group", "name", "portrait", "leaning", "reached_by", "segments", "lines")
        thing = self.walking.thing(path, value, known)
        return DrawnPersona(
            self.walking.code(f"{path}.code", thing.get("code")),
            self.walking.code(f"{path}.group", thing.get("group")),
            self._name(path, thing),
            self._said(path, thing, "portrait"),
            self._one_of(f"{path}.leaning", thing.get("leaning", ""), LEANINGS),
            tuple(self.many(f"{path}.reached_by", thing.get("reached_by"), self.walking.code)),
            tuple(self.many(f"{path}.segments", thing.get("segments"), self._segment)),
            tuple(self.many(f"{path}.lines", thing.get("lines"), self._persona_line)),
        )

    def _segment(self, path: str, value: object) -> dict[str, str]:
        thing = self.walking.thing(path, value, ("attribute", "value"))
        return {name: self._line(f"{path}.{name}", thing.get(name), LONGEST_NAME) for name in ("attribute", "value")}

    def _persona_line(self, path: str, value: object) -> tuple[str, Said]:
        thing = self.walking.thing(path, value, ("kind", "text"))
        kind = self._one_of(f"{path}.kind", thing.get("kind"), LINES)
        return kind, self.walking.texts(f"{path}.text", thing.get("text"), LONGEST)

    def _place(self, path: str, value: object) -> str:
        place = self._line(path, value, 2 * LONGEST_NAME)
        if place.count("/") != 1:
            self.walking.fault(path, message("Here “stage/touchpoint” is needed."))
        return place

    def _name(self, path: str, thing: Mapping[str, Any]) -> Said:
        return self.walking.texts(f"{path}.name", thing.get("name"), LONGEST_NAME)

    def _said(self, path: str, thing: Mapping[str, Any], name: str, most: int = LONGEST) -> Said:
        return {} if not thing.get(name) else self.walking.texts(f"{path}.{name}", thing[name], most)

    def _code(self, path: str, thing: Mapping[str, Any], name: str) -> str:
        return "" if not thing.get(name) else self.walking.code(f"{path}.{name}", thing[name])

    def _one_of(self, path: str, value: object, allowed: tuple[str, ...]) -> str:
        if isinstance(value, str) and value in allowed:
            return value
        choices = ", ".join(one for one in allowed if one)
        self.walking.fault(path, message("Here one of these is needed: %(choices)s.", choices=choices))
        return allowed[0]

    def _line(self, path: str, value: object, most: int) -> str:
        if isinstance(value, str) and len(value) <= most:
            return value
        self.walking.fault(path, message("Here a text of at most %(most)s characters is needed.", most=most))
        return ""

    def _number(self, path: str, value: object) -> float | None:
        if value is None:
            return None
        if isinstance(value, int | float) and not isinstance(value, bool):
            return float(value)
        self.walking.fault(path, message("Here a number is needed."))
        return None

    def _minutes(self, path: str, value: object) -> int | None:
        number = self._number(path, value)
        return None if number is None else max(0, round(number))

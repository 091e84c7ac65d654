"""Reading a drawn journey from a JSON file: every wrong place is named by its path. Pure.

The shape is `{"code", "name": {"es", …}, "stages": [{"code", "name", "goal", "silent", "assumed_feeling",
"touchpoints": [{"code", "name", "channel"}]}]}`; goal, silent, assumed_feeling and touchpoints may be left out. What
stages and touchpoints say besides, and variants, is read in `saying`; what stands behind them in `layers`.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field

from feedback.errors import Invalid, Message, message
from feedback.journeys import layers, rules, saying
from feedback.journeys.layers import Layers, StageLayers
from feedback.journeys.saying import DrawnVariant, StageSays, TouchpointSays
from feedback.journeys.walking import Walking
from feedback.names import LONGEST_NAME

LARGEST_FILE = 1_000_000
"""Bytes; a journey of sixty stages in three languages takes a tenth of it."""
MOST_FAULTS = 20


@dataclass(frozen=True, slots=True)
class DrawnTouchpoint:
    """A contact as the file draws it; `channel` is one of ours."""

    code: str
    name: dict[str, str]
    channel: str
    says: TouchpointSays = field(default_factory=TouchpointSays)


@dataclass(frozen=True, slots=True)
class DrawnStage:
    """A stage as the file draws it; None where the file says nothing."""

    code: str
    name: dict[str, str]
    goal: dict[str, str] | None
    silent: bool | None
    assumed_feeling: float | None
    touchpoints: tuple[DrawnTouchpoint, ...]
    layers: StageLayers = field(default_factory=StageLayers)
    says: StageSays = field(default_factory=StageSays)


@dataclass(frozen=True, slots=True)
class Drawing:
    """A whole journey; `notes` says, by path, what was taken over differently or not at all."""

    code: str
    name: dict[str, str]
    stages: tuple[DrawnStage, ...]
    notes: tuple[tuple[str, Message], ...]
    layers: Layers = field(default_factory=Layers)
    """What stands behind the stages: areas, lenses, flows, personas."""
    variants: tuple[DrawnVariant, ...] = ()


def read(data: bytes) -> Drawing:
    """The journey in a file; Invalid with the path of everything that is wrong, such as `stages[2].name`."""
    document = _document(data)
    reading = _Reading()
    drawing = reading.journey(document)
    if reading.faults:
        shown = dict(list(reading.faults.items())[:MOST_FAULTS])
        raise Invalid(message("This file does not hold a journey; nothing was changed."), shown)
    return drawing


def _document(data: bytes) -> object:
    if len(data) > LARGEST_FILE:
        raise Invalid(message("The file is larger than a journey can be (%(most)s bytes).", most=LARGEST_FILE))
    try:
        return json.loads(data.decode("utf-8-sig"), object_pairs_hook=_unique, parse_constant=_no_constant)
    except UnicodeDecodeError:
        raise Invalid(message("The file is not UTF-8 text.")) from None
    except json.JSONDecodeError as error:
        where = {"line": error.lineno, "column": error.colno}
        raise Invalid(message("This is not JSON: line %(line)s, column %(column)s.", **where)) from None
    except (RecursionError, ValueError):
        raise Invalid(message("This is not JSON that can be read.")) from None


def _unique(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise Invalid(message("“%(name)s” stands twice in the same place.", name=twice[:LONGEST_NAME]))
    return found


def _no_constant(text: str) -> object:
    raise ValueError(text)


class _Reading(Walking):
    """Reads stages and what is in them."""

    def journey(self, value: object) -> Drawing:
        thing = self.thing("", value, ("code", "name", "stages", *saying.OF_A_JOURNEY, *layers.OF_A_JOURNEY))
        code, name = self.code("code", thing.get("code")), self.texts("name", thing.get("name"), LONGEST_NAME)
        stages = self.many("stages", thing.get("stages"), rules.MOST_STAGES, self._stage)
        if not stages and "stages" not in self.faults:
            self.faults["stages"] = message("A journey needs at least one stage.")
        self.no_twins("stages", [stage.code for stage in stages])
        behind = layers.of_journey(self, thing, {stage.code: stage.layers for stage in stages})
        ways = saying.variants(self, thing.get("variants"), [stage.code for stage in stages])
        return Drawing(code, name, tuple(stages), tuple(self.notes), behind, ways)

    def _stage(self, path: str, value: object) -> DrawnStage:
        known: tuple[str, ...] = ("code", "name", "goal", "silent", "assumed_feeling", "touchpoints")
        known = (*known, *saying.OF_A_STAGE, *layers.OF_A_STAGE)
        thing = self.thing(path, value, known)
        touchpoints: list[DrawnTouchpoint] = []
        if thing.get("touchpoints") is not None:
            most, inside = rules.MOST_TOUCHPOINTS, f"{path}.touchpoints"
            touchpoints = self.many(inside, thing["touchpoints"], most, self._touchpoint)
            self.no_twins(inside, [touchpoint.code for touchpoint in touchpoints])
        return DrawnStage(
            code=self.code(f"{path}.code", thing.get("code")),
            name=self.texts(f"{path}.name", thing.get("name"), LONGEST_NAME),
            goal=self._goal(f"{path}.goal", thing.get("goal")),
            silent=self.truth(f"{path}.silent", thing.get("silent")),
            assumed_feeling=self._feeling(f"{path}.assumed_feeling", thing.get("assumed_feeling")),
            touchpoints=tuple(touchpoints),
            layers=layers.of_stage(self, path, thing),
            says=saying.of_stage(self, path, thing),
        )

    def _touchpoint(self, path: str, value: object) -> DrawnTouchpoint:
        thing = self.thing(path, value, ("code", "name", "channel", *saying.OF_A_TOUCHPOINT))
        return DrawnTouchpoint(
            code=self.code(f"{path}.code", thing.get("code")),
            name=self.texts(f"{path}.name", thing.get("name"), LONGEST_NAME),
            channel=self._channel(f"{path}.channel", thing.get("channel")),
            says=saying.of_touchpoint(self, path, thing),
        )

    def _goal(self, path: str, value: object) -> dict[str, str] | None:
        return None if value in (None, {}) else self.texts(path, value, rules.LONGEST_GOAL)

    def _feeling(self, path: str, value: object) -> float | None:
        if value is None:
            return None
        if isinstance(value, int | float) and not isinstance(value, bool) and 1 <= value <= 5:
            return float(value)
        self.fault(path, message("A feeling goes from 1 (very bad) to 5 (very good)."))
        return None

    def _channel(self, path: str, value: object) -> str:
        if not isinstance(value, str):
            self.fault(path, message('A channel is needed, such as "phone".'))
            return rules.OTHER
        if (code := rules.channel_meant(value)) is None:
            word = value[:LONGEST_NAME]
            self.notes.append((path, message("“%(word)s” is not a channel here; it stands as another one.", word=word)))
        return code or rules.OTHER

"""What stages, touchpoints and variants say in a journey file beside name, goal and channel. Pure.

Every part may be left out: then what was drawn before stays. `"function"` of a touchpoint is the code of an area,
`"persona"` of a variant the code of a persona, `"stages"` codes of stages of the same file.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from feedback.errors import message
from feedback.journeys.rules import details, steps
from feedback.journeys.rules.variants import MOST_VARIANTS
from feedback.journeys.walking import Walking
from feedback.names import LONGEST_NAME

OF_A_STAGE = ("trigger", "before_contact", "lasts_minutes", "step")
OF_A_TOUCHPOINT = ("dimension", "moment", "function")
OF_A_JOURNEY = ("variants",)
MOST_STAGES = 60


@dataclass(frozen=True, slots=True)
class StageSays:
    """What a stage says; None where the file says nothing."""

    trigger: dict[str, str] | None = None
    before_contact: bool | None = None
    lasts_minutes: int | None = None
    step: str | None = None


@dataclass(frozen=True, slots=True)
class TouchpointSays:
    """What a touchpoint says; None where the file says nothing. `function` is the code of an area."""

    dimension: str | None = None
    moment: str | None = None
    function: str | None = None


@dataclass(frozen=True, slots=True)
class DrawnVariant:
    """A way through the journey; `persona` is '' where it is nobody's in particular."""

    code: str
    name: dict[str, str]
    persona: str
    stages: tuple[str, ...]


def of_stage(walking: Walking, path: str, thing: Mapping[str, Any]) -> StageSays:
    """What a stage says of itself."""
    trigger = thing.get("trigger")
    known = [step.code for step in steps.steps()]
    return StageSays(
        walking.texts(f"{path}.trigger", trigger, details.LONGEST_TRIGGER) if trigger not in (None, {}) else None,
        walking.truth(f"{path}.before_contact", thing.get("before_contact")),
        _minutes(walking, f"{path}.lasts_minutes", thing.get("lasts_minutes")),
        _one_of(walking, f"{path}.step", thing.get("step"), known),
    )


def of_touchpoint(walking: Walking, path: str, thing: Mapping[str, Any]) -> TouchpointSays:
    """What a touchpoint says of itself."""
    function = thing.get("function")
    return TouchpointSays(
        _one_of(walking, f"{path}.dimension", thing.get("dimension"), details.DIMENSIONS),
        _one_of(walking, f"{path}.moment", thing.get("moment"), details.MOMENTS),
        walking.code(f"{path}.function", function) if function not in (None, "") else None,
    )


def variants(walking: Walking, value: object, stages: Collection[str]) -> tuple[DrawnVariant, ...]:
    """The variants of a journey with these stages."""
    if value is None:
        return ()

    def read(path: str, one: object) -> DrawnVariant:
        return _variant(walking, path, one, stages)

    found = walking.many("variants", value, MOST_VARIANTS, read)
    walking.no_twins("variants", [one.code for one in found])
    return tuple(found)


def _variant(walking: Walking, path: str, value: object, stages: Collection[str]) -> DrawnVariant:
    thing = walking.thing(path, value, ("code", "name", "persona", "stages"))
    persona = thing.get("persona")
    order = walking.many(f"{path}.stages", thing.get("stages"), MOST_STAGES, walking.code)
    for index, code in enumerate(order):
        if code and code not in stages:
            walking.fault(f"{path}.stages[{index}]", message("There is no stage “%(code)s”.", code=code))
    return DrawnVariant(
        walking.code(f"{path}.code", thing.get("code")),
        walking.texts(f"{path}.name", thing.get("name"), LONGEST_NAME),
        walking.code(f"{path}.persona", persona) if persona not in (None, "") else "",
        tuple(dict.fromkeys(order)),
    )


def _minutes(walking: Walking, path: str, value: object) -> int | None:
    if value is None:
        return None
    if isinstance(value, int) and not isinstance(value, bool) and 1 <= value <= details.MOST_MINUTES:
        return value
    walking.fault(path, message("From one minute to ten years, in whole minutes."))
    return None


def _one_of(walking: Walking, path: str, value: object, known: Collection[str]) -> str | None:
    if value in (None, ""):
        return None
    if isinstance(value, str) and value in known:
        return value
    walking.fault(path, message("One of these is needed: %(words)s.", words=", ".join(known)))
    return None

"""Five ways to cut the same journey: their ready parts, and which stages we propose for each. Pure.

The parts and their names in es, en and pt are in lenses.toml.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

from feedback.errors import Invalid, Message, NotFound, message
from feedback.names import texts_of

MOST_PARTS = 60
"""As many as a journey has stages at most: the activity lens starts with a part for each."""
ACTIVITY, FUNCTIONAL, GOAL = "activity", "functional", "goal"
Texts = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Lens:
    """A way to cut the journey, and the question it answers."""

    code: str
    label: Message
    asks: Message


LENSES: tuple[Lens, ...] = (
    Lens(GOAL, message("By goal"), message("What are people trying to reach?")),
    Lens(FUNCTIONAL, message("By function"), message("Which part of the company has them in its hands?")),
    Lens("target", message("By target"), message("What does the company want at that point?")),
    Lens("engagement", message("By engagement"), message("How close are they to the company?")),
    Lens(ACTIVITY, message("By activity"), message("What are people doing?")),
)


@dataclass(frozen=True, slots=True)
class ReadyPart:
    """A part that a lens comes with; `steps` are those of the twelve that belong to it."""

    code: str
    name: Texts
    steps: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """A stage, as far as a proposal needs it: its code, its name, which of the twelve steps it stands for."""

    code: str
    name: Texts
    step: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a lens with the codes of the stages that belong to it; a stage may belong to several."""

    code: str
    name: Texts
    stages: frozenset[str]


def lens(code: str) -> Lens:
    """The lens with this code; NotFound."""
    found = next((one for one in LENSES if one.code == code), None)
    if found is None:
        raise NotFound()
    return found


@lru_cache(maxsize=1)
def _ready() -> Mapping[str, tuple[ReadyPart, ...]]:
    data: dict[str, Any] = tomllib.loads((files("feedback.journeys.rules") / "lenses.toml").read_text(encoding="utf-8"))
    return {
        one["code"]: tuple(ReadyPart(part["code"], part["name"], tuple(part["steps"])) for part in one.get("part", ()))
        for one in data["lens"]
    }


def ready(code: str) -> tuple[ReadyPart, ...]:
    """The parts a lens comes with, in order; none for the activity lens, which starts as the stages themselves."""
    return _ready()[lens(code).code]


def proposal(code: str, places: Sequence[Place]) -> tuple[Part, ...]:
    """The parts of a lens with the stages we suppose in each, for somebody to look at and correct.

    A stage goes where its step belongs; without one by how far along the journey it lies.
    """
    if lens(code).code == ACTIVITY:
        return tuple(Part(place.code, place.name, frozenset({place.code})) for place in places)
    parts = ready(code)
    found: dict[str, set[str]] = {part.code: set() for part in parts}
    for number, place in enumerate(places):
        found[_home(place, number, len(places), parts)].add(place.code)
    return tuple(Part(part.code, part.name, frozenset(found[part.code])) for part in parts)


def _home(place: Place, number: int, of: int, parts: Sequence[ReadyPart]) -> str:
    for part in parts:
        if place.step in part.steps:
            return part.code
    return parts[(2 * number + 1) * len(parts) // (2 * of)].code


def parts_of(names: Sequence[Texts]) -> list[dict[str, str]]:
    """The names of a lens' parts, cleaned; Invalid where there is none, too many, or a part has no name."""
    if not names:
        raise Invalid(message("A lens needs at least one part."))
    if len(names) > MOST_PARTS:
        raise Invalid(message("There is room for %(most)s. Take one out first.", most=MOST_PARTS))
    return [texts_of("name", name) for name in names]

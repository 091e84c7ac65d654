"""The twelve steps of whoever needs something, in four parts. Pure; names and goals are in steps.toml.

Framing: feel the need, set the goal, learn what is possible. Deciding: search, compare, choose. Transaction: contract
and pay, prepare, use or receive. Evaluation: get help, judge, return or leave.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

from feedback.errors import message
from feedback.names import refusal

Names = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Step:
    """One of the twelve: whose name and goal speak es, en and pt."""

    code: str
    part: str
    name: Names
    goal: Names
    silent: bool = False
    """Lived without any contact with the company."""
    before: bool = False
    """Lived before ever meeting the company."""


@dataclass(frozen=True, slots=True)
class Part:
    """Three steps that belong together: framing, deciding, transaction, evaluation."""

    code: str
    name: Names
    steps: tuple[Step, ...]


@lru_cache(maxsize=1)
def parts() -> tuple[Part, ...]:
    """The four parts in order, each with its three steps."""
    data = tomllib.loads((files("feedback.journeys.rules") / "steps.toml").read_text(encoding="utf-8"))
    found = [_step(one) for one in data["step"]]
    return tuple(
        Part(part["code"], part["name"], tuple(one for one in found if one.part == part["code"]))
        for part in data["part"]
    )


def _step(data: Mapping[str, Any]) -> Step:
    told = {name: bool(data.get(name)) for name in ("silent", "before")}
    return Step(data["code"], data["part"], data["name"], data["goal"], **told)


def steps() -> tuple[Step, ...]:
    """All twelve, in order."""
    return tuple(one for part in parts() for one in part.steps)


def step(code: str) -> Step | None:
    """The step with this code; None where there is none, as with a stage that stands for no step."""
    return next((one for one in steps() if one.code == code), None)


def step_of(code: str) -> str:
    """The code itself, '' for none; Invalid at `step` where there is no such step."""
    if code and step(code) is None:
        raise refusal("step", message("Choose one of the twelve steps, or none."))
    return code

"""The question a cell of the matrix asks as long as nobody filled it. Pure; the questions are in prompts.toml."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files

ANY = "any"
"""Stands for an area that an organisation named itself, and for a stage that stands for no step."""
Prompts = Mapping[str, Mapping[str, Mapping[str, str]]]


@lru_cache(maxsize=1)
def prompts() -> Prompts:
    """Code of the area, or ANY -> code of the step, or ANY -> the question in es, en and pt."""
    return tomllib.loads((files("feedback.journeys.rules") / "prompts.toml").read_text(encoding="utf-8"))


def prompt(function: str, step: str) -> Mapping[str, str]:
    """The question for this area at this step; for what is not known, the general one of the other."""
    known = prompts()
    of_area = known.get(function, known[ANY])
    return of_area.get(step, of_area[ANY])

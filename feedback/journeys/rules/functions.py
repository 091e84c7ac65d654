"""Business functions that come ready, and how many an organisation may have. Pure; the names are in functions.toml."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

MOST_FUNCTIONS = 30
"""More areas than this nobody reads in one matrix."""


@dataclass(frozen=True, slots=True)
class ReadyFunction:
    """An area most companies have, with its name in es, en and pt."""

    code: str
    name: Mapping[str, str]


@lru_cache(maxsize=1)
def ready() -> tuple[ReadyFunction, ...]:
    """The ready areas in their order: operations, customer care, field staff, marketing, …"""
    data = tomllib.loads((files("feedback.journeys.rules") / "functions.toml").read_text(encoding="utf-8"))
    return tuple(ReadyFunction(one["code"], one["name"]) for one in data["function"])

"""How lower templates are filled: the lower template names a slot, a higher slice fills it, `feedback.app` wires.

In a template: `{{ slot('stage.improvements', stage=stage) }}`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

Filler = Callable[..., Any]
_fillers: dict[str, list[Filler]] = {}


def fill(name: str, filler: Filler) -> None:
    """Let `filler(**context)` add to the slot: HTML (a `Markup`) in templates, records where code reads it."""
    known = _fillers.setdefault(name, [])
    if filler not in known:
        known.append(filler)


def fillers(name: str) -> tuple[Filler, ...]:
    """Who fills the slot, in the order of wiring; empty where no slice does."""
    return tuple(_fillers.get(name, ()))

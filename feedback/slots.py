"""How lower templates are filled: the lower template names a slot, a higher slice fills it, `feedback.app` wires.

In a template: `{{ slot('stage.improvements', stage=stage) }}`.
"""

from __future__ import annotations

from collections.abc import Callable

Filler = Callable[..., str]
_fillers: dict[str, list[Filler]] = {}


def fill(name: str, filler: Filler) -> None:
    """Let `filler(**context)` add HTML (a `Markup`) to the slot; filling twice adds it once."""
    known = _fillers.setdefault(name, [])
    if filler not in known:
        known.append(filler)


def fillers(name: str) -> tuple[Filler, ...]:
    """Who fills the slot, in the order of wiring; empty where no slice does."""
    return tuple(_fillers.get(name, ()))

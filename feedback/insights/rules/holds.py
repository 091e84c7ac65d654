"""Moments of truth: whether answers and people agree on them, and whether the company has a hold on them. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Literal

from feedback.errors import Message, message
from feedback.insights.rules import COMPUTED, DECLARED

BOTH: Literal["both"] = "both"
Agreement = Literal["both", "computed", "declared"]
MEANS = frozenset({"process", "tool"})
MISSING = "missing"

AGREED: dict[Agreement, Message] = {
    "both": message("Declared, and the answers say so too"),
    "computed": message("The answers say so; nobody declared it"),
    "declared": message("Declared; the answers do not say so"),
}


def agreement(sources: Collection[str]) -> Agreement | None:
    """Whether answers and people both make a stage a moment of a kind, or one of the two; None where neither does."""
    if {COMPUTED, DECLARED} <= set(sources):
        return BOTH
    if COMPUTED in sources:
        return "computed"
    return "declared" if DECLARED in sources else None


def has_hold(touchpoints: int, items: Iterable[tuple[str, str]]) -> bool:
    """Whether there is anything to act with: a touchpoint, or a process or tool that is not missing.

    `items`: (kind, state) of what stands behind the stage. One whose state nobody has judged counts as there.
    """
    return touchpoints > 0 or any(kind in MEANS and state != MISSING for kind, state in items)


@dataclass(frozen=True, slots=True)
class Agreed:
    """Stages that are a moment of a kind, counted by who says so."""

    both: int = 0
    computed: int = 0
    declared: int = 0

    @property
    def all(self) -> int:
        return self.both + self.computed + self.declared

    @property
    def alike(self) -> float | None:
        """Share of them on which both agree, 0..1 (Jaccard 1901); None where there is no moment."""
        return self.both / self.all if self.all else None


def agreed(stages: Iterable[Collection[str]]) -> Agreed:
    """Counted over stages, each with the sources that make it a moment."""
    found = [agreement(sources) for sources in stages]
    return Agreed(found.count("both"), found.count("computed"), found.count("declared"))

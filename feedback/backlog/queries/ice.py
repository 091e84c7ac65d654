"""The list by ICE: impact, confidence and ease from the figures of the order that stands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from feedback.analysis.priority import Effort
from feedback.analysis.priority.ice import Ice, ice
from feedback.backlog.queries.comparing import Figures, Named
from feedback.backlog.queries.formulas import scored


@dataclass(frozen=True)
class IceLine:
    """A line with its place in the list and its ICE; `estimated`: whether somebody estimated its effort."""

    line: Named
    rank: int
    ice: Ice
    estimated: bool


def ice_lines(found: Figures) -> list[IceLine]:
    """All ranked lines, the largest ICE first; equal ones as the list has them."""
    lines = [
        IceLine(Named(number, title), rank, _ice(parts), parts["effort_set"])
        for number, title, rank, _, parts in scored(found)
    ]
    return sorted(lines, key=lambda one: (-one.ice.value, one.rank))


def _ice(parts: dict[str, Any]) -> Ice:
    spread = parts.get("doubt", {}).get("severity")
    return ice(parts["severity"], parts["moment"], spread, (parts["low"], parts["high"]), Effort(*parts["effort"]))

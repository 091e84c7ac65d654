"""How much each stakeholder group counts: a policy someone chose and named, never a statistical finding."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from math import isfinite


@dataclass(frozen=True, slots=True)
class Weights:
    """A named weight vector over groups. Only proportions matter; a group that is not listed has weight `otherwise`."""

    name: str
    by_group: Mapping[str, float] = field(default_factory=dict)
    otherwise: float = 1.0

    def __post_init__(self) -> None:
        if not all(isfinite(weight) and weight >= 0 for weight in (*self.by_group.values(), self.otherwise)):
            raise ValueError("weights are finite and not negative")

    def of(self, group: str) -> float:
        """The weight of a group."""
        return self.by_group.get(group, self.otherwise)


EQUAL = Weights("equal")

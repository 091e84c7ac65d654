"""What the ranking knows of one line of the backlog: who was heard, who raised it, how strongly.

People are whole numbers that mean the same person on every line of a group; across groups they are not compared.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

from feedback.analysis.priority.effort import Effort

Direction = Literal["reduce", "amplify"]


def _people(ids: ArrayLike) -> NDArray[np.int64]:
    """Each person once, in order. Thousands of lines come with people in order: looking is cheaper than sorting."""
    given = np.asarray(ids, dtype=np.int64)
    return given if (given[1:] > given[:-1]).all() else np.unique(given)


def _with(people: NDArray[np.int64], more: NDArray[np.int64]) -> NDArray[np.int64]:
    """People and some more, most often among them already."""
    if not len(more):
        return people
    known = len(people) and (people.take(people.searchsorted(more), mode="clip") == more).all()
    return people if known else np.union1d(people, more)


@dataclass(frozen=True, eq=False)
class Raised:
    """Who raised a theme: per person, the sum of the intensity of their mentions, and how many mentions those are.

    Reducing a pain: intensity 0.1..1 of the negative mentions alone, 1 worst; somebody who only named the theme has
    sum 0 and 0 mentions, and counts for reach. Amplifying: the tone -1..1 of all mentions, 1 best. The three arrays
    run side by side; each person stands once.
    """

    people: NDArray[np.int64]
    intensity: NDArray[np.float64]
    mentions: NDArray[np.float64]

    def __post_init__(self) -> None:
        if not len(self.people) == len(self.intensity) == len(self.mentions):
            raise ValueError("one intensity and one number of mentions per person")
        if len(_people(self.people)) < len(self.people):
            raise ValueError("each person stands once")

    @classmethod
    def of(cls, by_person: Mapping[int, tuple[float, int]]) -> Raised:
        """From person → (sum of intensity, mentions)."""
        values = np.array(list(by_person.values()), dtype=float).reshape(-1, 2)
        return cls(np.fromiter(by_person, dtype=np.int64, count=len(by_person)), values[:, 0], values[:, 1])


NOBODY = Raised.of({})


@dataclass(frozen=True, eq=False)
class GroupEvidence:
    """One group at the stage of a line: who was `heard` there, `wrote` anything there, `raised` its themes.

    Whoever raised it wrote, and whoever wrote was heard: they are added where the sets leave them out. `elsewhere`, for
    lines that amplify: the same themes by the same group at its other stages.
    """

    heard: ArrayLike
    wrote: ArrayLike
    raised: Raised = NOBODY
    elsewhere: Raised = NOBODY

    def __post_init__(self) -> None:
        wrote = _with(_people(self.wrote), self.raised.people)
        object.__setattr__(self, "wrote", wrote)
        object.__setattr__(self, "heard", _with(_people(self.heard), wrote))


@dataclass(frozen=True, eq=False)
class LineEvidence:
    """An improvement to rank: its key, its direction, whether its stage is a moment of truth, its effort, its groups.

    `passing`: people passing its stage per month, where known.
    """

    line: str
    direction: Direction = "reduce"
    moment: bool = False
    effort: Effort | None = None
    groups: Mapping[str, GroupEvidence] = field(default_factory=dict)
    passing: float | None = None

    def __post_init__(self) -> None:
        if self.passing is not None and not self.passing > 0:
            raise ValueError("people passing a stage are more than none, or unknown")

    @property
    def raised_in(self) -> tuple[str, ...]:
        """Groups in which at least one person raised it."""
        return tuple(group for group, evidence in self.groups.items() if len(evidence.raised.people))

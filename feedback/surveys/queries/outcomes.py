"""What result queries answer: figures that passed the disclosure rule, with what they rest on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeAlias, TypeVar
from uuid import UUID

from feedback.analysis.disclosure import Hidden, Shown, Thresholds
from feedback.disclosure.rules import outcome
from feedback.errors import Message, message
from feedback.surveys.rules import IDENTIFIED, results_exist

T = TypeVar("T")
Result: TypeAlias = Shown[T] | Hidden
Cell: TypeAlias = tuple[UUID, UUID]
"""(stage, group)."""


class NotYet(Hidden):
    """A protected survey is still open, and nothing of it was released yet: nothing of it is counted before."""

    __slots__ = ()

    def __init__(self) -> None:
        super().__init__("not_yet")  # type: ignore[arg-type]

    @property
    def message(self) -> Message:
        return message("Not shown yet: it is counted with the next release, at the latest when the survey closes.")


@dataclass(frozen=True, slots=True)
class StageFigure:
    """One figure of a group at a stage. `measure` is csat, rating, ces, nps or predicted; None where there is none.

    `newest` is the day of the newest answer, of protected surveys the day of their release. `thresholds` are the
    strictest of the surveys it could come from. `whole`, of a group too small to be shown alone: the figure of the
    group that it is counted with, sub-groups and all.
    """

    stage_id: UUID
    group_id: UUID
    measure: str | None
    result: Result[float]
    newest: date | None
    thresholds: Thresholds
    whole: StageFigure | None = None


@dataclass(frozen=True, slots=True)
class StageSums:
    """The scores people gave a stage, added up: 1..5, each survey's people once, of the measure that makes the score.

    `sources` is survey -> how many of its people are in it. `population` is the size of the group where it narrows the
    interval. `hidden` is why there is no figure, where nobody is in it.
    """

    measure: str | None
    total: float
    squares: float
    sources: Mapping[UUID, int]
    thresholds: Thresholds
    population: int | None
    hidden: Hidden

    @property
    def people(self) -> int:
        return sum(self.sources.values())


@dataclass(frozen=True, slots=True)
class Coverage:
    """A group that was asked at a stage: how many people answered anything there, when last, in which rounds.

    With its sub-groups, where it was asked for with them: then `people` are all that may be counted together.
    """

    stage_id: UUID
    group_id: UUID
    people: Result[int]
    newest: date | None
    waves: frozenset[UUID] = frozenset()


@dataclass(frozen=True, slots=True)
class Launched:
    """What decides whether figures of a survey may be shown."""

    id: UUID
    mode: str
    thresholds: Thresholds
    release_id: UUID | None

    def decision(self, kind: str, key: str, group: str, releases: Mapping[UUID, Any]) -> Hidden | None:
        """Why a figure of this survey may not be shown; None where it may."""
        if self.mode == IDENTIFIED:
            return None
        if not results_exist(mode=self.mode, released=self.release_id is not None):
            return NotYet()
        held = releases.get(self.release_id, {}) if self.release_id else {}
        found = outcome(held.get(kind, {}).get(key, {}), group, self.thresholds.scores)
        return NotYet() if found and found.reason == NotYet().reason else found


KEPT_BACK = ("too_few", "complement")
"""Reasons why answers that there are stand in no figure of their group alone."""


def strictest(launched: list[Launched]) -> Thresholds:
    """The thresholds that protect everybody in a figure that several surveys are behind."""
    scores = max((one.thresholds.scores for one in launched), default=1)
    return Thresholds(scores, max([scores, *(one.thresholds.comments for one in launched)]))


def loudest(reasons: list[Hidden]) -> Hidden:
    """The one reason to give where several figures are hidden: what protects people, then what is still to come."""
    for wanted in ("complement", "too_few", "not_yet"):
        for one in reasons:
            if one.reason == wanted:
                return one
    return Hidden("nobody")

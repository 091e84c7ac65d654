"""Assumed against lived: what the team drew and insiders believe, beside what every group lives, stage by stage."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from feedback.analysis.disclosure import Shown
from feedback.insights.queries.journey_map import JourneyMap, LoudTheme, Result, StageLife
from feedback.insights.rules import lived_by
from feedback.insights.rules.partings import Apart, apart, drawn
from feedback.stakeholders.models import StakeholderGroup
from feedback.surveys.readings.figures import Bounded, bounded


@dataclass(frozen=True, slots=True)
class Parting:
    """A stage as it was supposed by the team (`believed_by` None) or a group, and as another group lives it."""

    life: StageLife
    group: StakeholderGroup
    believed_by: StakeholderGroup | None
    supposed: float
    lived: Result
    apart: Apart

    @property
    def loudest(self) -> LoudTheme | None:
        """What hurts most there, to be read next."""
        return self.life.negative[0] if self.life.negative else None


@dataclass(frozen=True, slots=True)
class Line:
    """A stage of the table: what the team drew, what groups believe, and what groups live, in the table's order."""

    life: StageLife
    drawn: float | None
    believed: Sequence[Result | None]
    lived: Sequence[Result]


@dataclass(frozen=True, slots=True)
class Beside:
    """The table of the picture. `believing` and `living`: groups with a figure at some stage."""

    believing: Sequence[StakeholderGroup]
    living: Sequence[StakeholderGroup]
    lines: Sequence[Line]

    @property
    def drawn(self) -> bool:
        return any(line.drawn is not None for line in self.lines)


def partings(lived: JourneyMap) -> list[Parting]:
    """Every stage at which something was supposed of those whose life the journey is: the widest gap first.

    Stages where one side is missing come last, in the order of the journey.
    """
    kinds = {group.id: group.kind for group in lived.groups}
    living = [group for group in lived.groups if group.id in lived_by(kinds) and _has_figure(lived, group)]
    found = [parting for life in lived.stages for group in living for parting in _of_stage(lived, life, group)]
    return sorted(found, key=lambda one: -one.apart.width)


def _has_figure(lived: JourneyMap, group: StakeholderGroup) -> bool:
    return group.parent_id is None or any(isinstance(life.score(group.id), Shown) for life in lived.stages)


def _of_stage(lived: JourneyMap, life: StageLife, group: StakeholderGroup) -> Iterator[Parting]:
    score, told = life.score(group.id), bool(life.negative)
    for believing, supposed in _supposed(lived, life):
        if believing is not group:
            yield Parting(life, group, believing, supposed.value, score, apart(supposed, score, told=told))


def _supposed(lived: JourneyMap, life: StageLife) -> Iterator[tuple[StakeholderGroup | None, Bounded]]:
    if life.stage.assumed_feeling is not None:
        yield None, drawn(life.stage.assumed_feeling)
    for group in lived.groups:
        figure = life.predicted.get(group.id)
        if figure and (known := bounded(figure.result)):
            yield group, known


def beside(lived: JourneyMap) -> Beside:
    """Everything the picture shows, as a table."""
    believing = [group for group in lived.groups if any(group.id in life.predicted for life in lived.stages)]
    living = [group for group in lived.groups if any(group.id in life.scores for life in lived.stages)]
    return Beside(believing, living, [_line(life, believing, living) for life in lived.stages])


def _line(life: StageLife, believing: Sequence[StakeholderGroup], living: Sequence[StakeholderGroup]) -> Line:
    guesses = [life.predicted.get(group.id) for group in believing]
    return Line(
        life,
        life.stage.assumed_feeling,
        [guess.result if guess else None for guess in guesses],
        [life.score(group.id) for group in living],
    )

"""The same evidence through a lens: what each group lives in every part of it, and where the lens sees nothing."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal
from uuid import UUID

from feedback.insights.combining import Combined, StageSum, combine
from feedback.insights.models import JourneyMoment
from feedback.insights.queries import figures
from feedback.insights.queries import moments as moment_queries
from feedback.insights.queries.figures import ThemeRow
from feedback.insights.queries.journey_map import (
    LoudTheme,
    Rated,
    StageMoment,
    actionable,
    loudest,
    rated_sums,
    stage_moments,
    with_a_row,
)
from feedback.insights.voices import Said, Voices
from feedback.journeys import queries as journeys
from feedback.journeys.models import Stage
from feedback.journeys.queries.lenses import Cut, cut
from feedback.stakeholders.models import StakeholderGroup
from feedback.surveys.queries import results
from feedback.surveys.queries.outcomes import StageSums

EVIDENCE = "evidence"
Cell = tuple[UUID, UUID]


@dataclass(frozen=True, slots=True)
class PartScore:
    """How a group fares over some stages, 1 to 5, 5 best; where nobody was asked, by ratings of evidence.

    `answered` is at how many of the stages there are answers.
    """

    combined: Combined
    source: Literal["survey", "evidence"]
    answered: int


@dataclass(frozen=True, slots=True)
class Region:
    """Some stages together. Scores are by group; a group without one was not asked and has no evidence.

    `wrote` is group -> how many of it wrote at these stages; who wrote at two of them counts at both.
    """

    stages: Sequence[Stage]
    scores: Mapping[UUID, PartScore]
    wrote: Mapping[UUID, int]
    negative: Sequence[LoudTheme] = ()
    positive: Sequence[LoudTheme] = ()
    moments: Sequence[tuple[Stage, StageMoment]] = ()


@dataclass(frozen=True, slots=True)
class PartLife:
    """A part of a lens, lived. `key` is its code."""

    key: str
    name: Mapping[str, str]
    region: Region


@dataclass(frozen=True, slots=True)
class LensLife:
    """The journey through a lens: its parts, and each stage that it does not contain."""

    cut: Cut
    parts: Sequence[PartLife]
    outside: Sequence[Region]


class Lived:
    """Everything heard along the journey, each part read once and when needed; ask it for whichever stages."""

    def __init__(self) -> None:
        self.stages = journeys.stages()
        self._asked: Mapping[Cell, StageSums] = results.stage_sums()
        self._rated = {cell: _of_evidence(one) for cell, one in rated_sums().items()}
        self.groups: list[StakeholderGroup] = with_a_row({group for _, group in (*self._asked, *self._rated)})

    @cached_property
    def said(self) -> Voices:
        """What people wrote."""
        return figures.voices()

    @cached_property
    def themes(self) -> list[ThemeRow]:
        """The themes they raised, of those that tell what it is about."""
        return actionable(figures.theme_table(self.said))

    @cached_property
    def _moments(self) -> Mapping[UUID, Sequence[JourneyMoment]]:
        return moment_queries.declared_and_computed()

    def through(self, code: str) -> LensLife:
        """The journey through the lens with this code; NotFound."""
        shown = cut(code, self.stages)
        parts = [
            PartLife(part.code, part.name, self.region([stage for stage in self.stages if stage.id in part.stages]))
            for part in shown.parts
        ]
        return LensLife(shown, parts, [self.region([stage]) for stage in shown.outside(self.stages)])

    def region(self, stages: Sequence[Stage]) -> Region:
        """What was heard at these stages together."""
        places = [stage.id for stage in stages]
        return Region(
            stages,
            {group.id: score for group in self.groups if (score := self._score(places, group.id))},
            {group.id: self._wrote(places, group.id) for group in self.groups},
            loudest(self.themes, places, "negative"),
            loudest(self.themes, places, "positive"),
            [(stage, one) for stage in stages for one in stage_moments(stage, self._moments.get(stage.id, ()))],
        )

    def _score(self, places: Sequence[UUID], group_id: UUID) -> PartScore | None:
        """Never surveys and evidence in one figure: where anybody was asked at one of the stages, surveys make it."""
        cells = [(place, group_id) for place in places]
        if asked := [_of_surveys(self._asked[cell]) for cell in cells if cell in self._asked]:
            return PartScore(combine(asked), "survey", sum(bool(one.people) for one in asked))
        rated = [self._rated[cell] for cell in cells if cell in self._rated]
        return PartScore(combine(rated), "evidence", len(rated)) if rated else None

    def _wrote(self, places: Collection[UUID], group_id: UUID) -> int:
        found: list[Said] = [self.said.said(None, place, group_id) for place in places]
        return sum(one.wrote.people for one in found if not one.mostly_held)

    def sum_at(self, stage_id: UUID, group_id: UUID) -> StageSum | None:
        """What a group scored at one stage, in surveys or else in evidence; None where it was not asked."""
        cell = (stage_id, group_id)
        return _of_surveys(self._asked[cell]) if cell in self._asked else self._rated.get(cell)


def _of_surveys(sums: StageSums) -> StageSum:
    if sums.measure is None or not sums.people:
        return StageSum({}, 0.0, 0.0, hidden=sums.hidden)
    return StageSum(sums.sources, sums.total, sums.squares, sums.measure, sums.thresholds, sums.population)


def _of_evidence(rated: Rated) -> StageSum:
    return StageSum({EVIDENCE: rated.people}, rated.total, rated.squares, EVIDENCE)

"""The living map: what each group lives at each stage, beside what was assumed and what insiders believe."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Literal
from uuid import UUID

from sqlalchemy import func, select

from feedback.analysis.disclosure import Hidden, Shown
from feedback.db import db
from feedback.errors import Message
from feedback.insights.models import JourneyMoment, Theme, VoiceTally
from feedback.insights.queries import figures
from feedback.insights.queries import moments as moment_queries
from feedback.insights.queries import themes as theme_queries
from feedback.insights.queries.figures import ThemeRow
from feedback.insights.rules import COMPUTED, DECLARED, EVERYWHERE, Place
from feedback.insights.rules.holds import Agreement, agreement
from feedback.insights.voices import Said, Voices
from feedback.journeys import queries as journeys
from feedback.journeys.models import Stage
from feedback.journeys.queries.lineage import lineage
from feedback.stakeholders.models import StakeholderGroup
from feedback.stakeholders.queries import groups as stakeholders
from feedback.surveys.queries import results
from feedback.surveys.queries.outcomes import StageFigure
from feedback.surveys.sums import mean_of_sums

LOUDEST = 3
Result = Shown[float] | Hidden


@dataclass(frozen=True, slots=True)
class StageScore:
    """How a group fares at a stage, 1 to 5, 5 best; where nobody was asked, by ratings of evidence."""

    result: Result
    source: Literal["survey", "evidence"]
    newest: date | None = None
    whole: StageFigure | None = None
    """Of a group too small to be shown alone: the figure of the group it is counted with, sub-groups and all."""


@dataclass(frozen=True, slots=True)
class LoudTheme:
    """A theme at a stage with the mentions of one feeling, over the groups that may be shown."""

    theme: Theme
    mentions: int
    people: int


@dataclass(frozen=True, slots=True)
class StageMoment:
    """A moment of truth, of pain, or a silent one, and why. `row` is empty for a stage drawn without contact."""

    kind: str
    source: str
    reason: Message | str | None
    row: JourneyMoment | None = None


@dataclass(frozen=True, slots=True)
class StageLife:
    """One stage of the map. Scores are by group; a group without one was not asked and has no evidence."""

    stage: Stage
    scores: Mapping[UUID, StageScore]
    predicted: Mapping[UUID, StageFigure]
    negative: Sequence[LoudTheme] = ()
    positive: Sequence[LoudTheme] = ()
    moments: Sequence[StageMoment] = ()

    @property
    def is_truth(self) -> bool:
        return any(moment.kind == "truth" for moment in self.moments)

    def agreement(self, kind: str) -> Agreement | None:
        """Whether answers and people both make it a moment of this kind, or one of the two."""
        return agreement({moment.source for moment in self.moments if moment.kind == kind and moment.row})

    def score(self, group_id: UUID) -> Result:
        """The score of a group, or why there is none."""
        known = self.scores.get(group_id)
        return known.result if known else Hidden("not_asked")


@dataclass(frozen=True, slots=True)
class Unplaced:
    """People who wrote, over the groups shown: in all, at a stage by suggestion, at no stage."""

    people: int = 0
    suggested: int = 0
    nowhere: int = 0

    @property
    def placed(self) -> float | None:
        """Share of them that stands at a stage, 0..1; None where nobody wrote."""
        return (self.people - self.nowhere) / self.people if self.people else None


@dataclass(frozen=True, slots=True)
class JourneyMap:
    """Everything of the living map. `groups`: those in use, in order. `said`: the voices it was read from."""

    stages: Sequence[StageLife]
    groups: Sequence[StakeholderGroup]
    unplaced: Unplaced = field(default_factory=Unplaced)
    said: Voices | None = field(default=None, repr=False, compare=False)


def journey_map() -> JourneyMap:
    """The current journey as it is lived. The number of reads does not depend on what is on it."""
    said, lived = figures.voices(), felt()
    table, moments = actionable(figures.theme_table(said)), moment_queries.declared_and_computed()
    stages = [
        replace(
            life,
            negative=loudest(table, (life.stage.id,), "negative"),
            positive=loudest(table, (life.stage.id,), "positive"),
            moments=stage_moments(life.stage, moments.get(life.stage.id, ())),
        )
        for life in lived.stages
    ]
    return JourneyMap(stages, lived.groups, unplaced(lived.groups, said), said)


def felt() -> JourneyMap:
    """The same without anything anybody said: what groups live and believe at each stage, for the curve."""
    asked, rated, predicted = results.stage_scores(), _rated(), results.predicted_scores()
    groups = with_a_row({group_id for _, group_id in (*asked, *rated)})
    stages = [
        StageLife(
            stage,
            _scores(stage.id, groups, asked, rated),
            {group.id: predicted[(stage.id, group.id)] for group in groups if (stage.id, group.id) in predicted},
        )
        for stage in journeys.stages()
    ]
    return JourneyMap(stages, groups)


def with_a_row(heard: Collection[UUID]) -> list[StakeholderGroup]:
    """Every group, and those of its sub-groups that were asked for themselves: the others would be empty lines."""
    return [group for group in stakeholders.groups() if group.parent_id is None or group.id in heard]


def unplaced(groups: Sequence[StakeholderGroup], said: Voices | None = None) -> Unplaced:
    """How many of those who wrote stand at no stage, and how many only by suggestion."""
    known = said or figures.voices()
    everybody = [known.said(None, EVERYWHERE, group.id).wrote for group in groups]
    nowhere = [known.said(None, None, group.id).wrote for group in groups]
    return Unplaced(
        sum(one.people for one in everybody),
        sum(one.suggested for one in everybody),
        sum(one.people for one in nowhere),
    )


def stage_moments(stage: Stage, rows: Sequence[JourneyMoment]) -> list[StageMoment]:
    """The moments of a stage; drawn without contact it is silent without anybody saying so."""
    found = [StageMoment(row.kind, row.source, _reason(row), row) for row in rows]
    if stage.silent and not any(moment.kind == "silent" for moment in found):
        found.append(StageMoment("silent", DECLARED, None))
    return found


def _reason(row: JourneyMoment) -> Message | str:
    return Message(row.reason, row.params) if row.source == COMPUTED else row.reason


def _scores(
    stage_id: UUID,
    groups: Sequence[StakeholderGroup],
    asked: Mapping[tuple[UUID, UUID], StageFigure],
    rated: Mapping[tuple[UUID, UUID], Result],
) -> dict[UUID, StageScore]:
    found = {}
    for group in groups:
        cell = (stage_id, group.id)
        if cell in asked:
            found[group.id] = StageScore(asked[cell].result, "survey", asked[cell].newest, asked[cell].whole)
        elif cell in rated:
            found[group.id] = StageScore(rated[cell], "evidence")
    return found


@dataclass(frozen=True, slots=True)
class Rated:
    """Ratings of a group's evidence at a stage, added up: each person once, by the mean of theirs, 1 to 5."""

    people: int
    total: float
    squares: float


def rated_sums() -> dict[tuple[UUID, UUID], Rated]:
    """(stage, group) -> what its evidence adds up to; of stages that became one, together."""
    cell = (VoiceTally.stage_id, VoiceTally.group_id)
    sums = (func.sum(VoiceTally.rated), func.sum(VoiceTally.ratings), func.sum(VoiceTally.rating_squares))
    rows = db.session.execute(
        select(*cell, *sums).where(VoiceTally.rated > 0, VoiceTally.stage_id.is_not(None)).group_by(*cell)
    )
    known, found = lineage(), defaultdict[tuple[UUID, UUID], list[Rated]](list)
    for stage_id, group_id, people, total, squares in rows:
        assert stage_id is not None, "cells without a stage are left out"
        found[(known.standing(stage_id), group_id)].append(Rated(int(people), total, squares))
    return {place: _joined(parts) for place, parts in found.items()}


def _joined(parts: Sequence[Rated]) -> Rated:
    return Rated(*(sum(getattr(one, name) for one in parts) for name in ("people", "total", "squares")))


def _rated() -> dict[tuple[UUID, UUID], Result]:
    """(stage, group) -> mean rating of its evidence with its interval."""
    found: dict[tuple[UUID, UUID], Result] = {}
    for cell, sums in rated_sums().items():
        if estimate := mean_of_sums(sums.people, sums.total, sums.squares):
            found[cell] = Shown(estimate.value, estimate.n, estimate.low, estimate.high)
    return found


def actionable(rows: Sequence[ThemeRow]) -> list[ThemeRow]:
    """Themes that say what it is about; "it was fine" is loud everywhere and tells nothing."""
    book = theme_queries.codebook().by_id
    return [row for row in rows if row.theme.code not in book or book[row.theme.code].actionable]


def loudest(
    rows: Sequence[ThemeRow], places: Collection[Place], feeling: Literal["negative", "positive"]
) -> list[LoudTheme]:
    """The themes with most mentions of a feeling at these places together; who spoke at two of them counts at both."""
    found: list[LoudTheme] = []
    for most, row, said in _loudest_first(rows, places, feeling):
        # What is kept back makes a theme quieter, never louder: nothing that follows can be among the first any more.
        if len(found) >= LOUDEST and found[LOUDEST - 1].mentions > most:
            break
        voices = [one.raised for one in said if isinstance(getattr(one, feeling), Shown)]
        mentions = sum(getattr(voice, feeling) for voice in voices)
        if mentions:
            found.append(LoudTheme(row.theme, mentions, sum(voice.people for voice in voices)))
            found.sort(key=lambda one: (-one.mentions, one.theme.code))
    return found[:LOUDEST]


def _loudest_first(
    rows: Sequence[ThemeRow], places: Collection[Place], feeling: Literal["negative", "positive"]
) -> list[tuple[int, ThemeRow, list[Said]]]:
    """Themes raised at these places with what was said there, and how many mentions may be told of it at most."""
    found = []
    for row in rows:
        said = [one for place in places for one in row.at(place).values()]
        if most := sum(getattr(one.raised, feeling) for one in said):
            found.append((most, row, said))
    return sorted(found, key=lambda one: -one[0])

"""The living map: what each group lives at each stage, beside what was assumed and what insiders believe."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
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
from feedback.insights.voices import Voices
from feedback.journeys import queries as journeys
from feedback.journeys.models import Stage
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
    """Everything of the living map. `groups`: those in use, in order."""

    stages: Sequence[StageLife]
    groups: Sequence[StakeholderGroup]
    unplaced: Unplaced = field(default_factory=Unplaced)


def journey_map() -> JourneyMap:
    """The current journey as it is lived. The number of reads does not depend on what is on it."""
    said = figures.voices()
    asked, rated, predicted = results.stage_scores(), _rated(), results.predicted_scores()
    groups = _with_a_row({group_id for _, group_id in (*asked, *rated)})
    table, moments = _actionable(figures.theme_table(said)), moment_queries.declared_and_computed()
    stages = [
        StageLife(
            stage,
            _scores(stage.id, groups, asked, rated),
            {group.id: predicted[(stage.id, group.id)] for group in groups if (stage.id, group.id) in predicted},
            _loudest(table, stage.id, "negative"),
            _loudest(table, stage.id, "positive"),
            stage_moments(stage, moments.get(stage.id, ())),
        )
        for stage in journeys.stages()
    ]
    return JourneyMap(stages, groups, unplaced(groups, said))


def _with_a_row(heard: Collection[UUID]) -> list[StakeholderGroup]:
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


def _rated() -> dict[tuple[UUID, UUID], Result]:
    """(stage, group) -> mean rating of its evidence, 1 to 5, with its interval; each row is a person."""
    cell = (VoiceTally.stage_id, VoiceTally.group_id)
    sums = (func.sum(VoiceTally.rated), func.sum(VoiceTally.ratings), func.sum(VoiceTally.rating_squares))
    rows = db.session.execute(
        select(*cell, *sums).where(VoiceTally.rated > 0, VoiceTally.stage_id.is_not(None)).group_by(*cell)
    )
    found: dict[tuple[UUID, UUID], Result] = {}
    for stage_id, group_id, people, total, squares in rows:
        estimate = mean_of_sums(int(people), total, squares)
        if estimate and stage_id:
            found[(stage_id, group_id)] = Shown(estimate.value, estimate.n, estimate.low, estimate.high)
    return found


def _actionable(rows: Sequence[ThemeRow]) -> list[ThemeRow]:
    """Themes that say what it is about; "it was fine" is loud everywhere and tells nothing."""
    book = theme_queries.codebook().by_id
    return [row for row in rows if row.theme.code not in book or book[row.theme.code].actionable]


def _loudest(rows: Sequence[ThemeRow], place: Place, feeling: Literal["negative", "positive"]) -> list[LoudTheme]:
    found = []
    for row in rows:
        voices = [said.raised for said in row.at(place).values() if isinstance(getattr(said, feeling), Shown)]
        mentions = sum(getattr(voice, feeling) for voice in voices)
        if mentions:
            found.append(LoudTheme(row.theme, mentions, sum(voice.people for voice in voices)))
    return sorted(found, key=lambda one: (-one.mentions, one.theme.code))[:LOUDEST]

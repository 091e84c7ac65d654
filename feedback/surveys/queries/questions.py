"""Results of one survey, question by question and group by group, read from its tallies."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from feedback.analysis.disclosure import Hidden, Shown, Thresholds, distribution, figure
from feedback.analysis.disclosure.figures import Unit
from feedback.disclosure import queries as disclosure
from feedback.disclosure.rules import WHOLE
from feedback.surveys.document import Question
from feedback.surveys.models import Survey
from feedback.surveys.queries import counting, tallied
from feedback.surveys.queries.outcomes import Launched, Result
from feedback.surveys.queries.releasing import COMMENTS, QUESTIONS, thresholds_of
from feedback.surveys.queries.tallied import Groups, Tallied
from feedback.surveys.question_types import TYPES, Bar, Counts, Figure

_UNITS: Mapping[str, Unit] = {"nps": "points", "mean": "mean", "share": "share"}


@dataclass(frozen=True, slots=True)
class ShownBar:
    """One option or point of a scale: the share (0..1) of the people who answered, with its interval."""

    value: str
    share: Result[float]


@dataclass(frozen=True, slots=True)
class ShownFigure:
    """The number that stands for a question: "nps", "mean" or "share", and the ends of what it can be."""

    name: str
    result: Result[float]
    lowest: float
    highest: float


@dataclass(frozen=True, slots=True)
class Distribution:
    """How a group answered a question; without bars where it was answered in words."""

    bars: tuple[ShownBar, ...]
    figure: ShownFigure | None


@dataclass(frozen=True, slots=True)
class QuestionResult:
    """One question: how each group answered, all groups together, and how many wrote something."""

    row_id: UUID
    question: Question
    groups: Mapping[UUID, Result[Distribution]]
    together: Result[Distribution] | None
    """Each person counting once; None where the survey has one group only."""
    wrote: Mapping[UUID, Result[int]]
    """People who wrote, per group, where their sentences may be shown; empty where nobody can write."""


def question_results(survey: Survey) -> list[QuestionResult]:
    """The results of every question, in the order of the document: five reads, however many answers there are."""
    found = tallied.questions(survey.id)
    launched = Launched(survey.id, survey.mode, thresholds_of(survey), survey.release_id)
    releases = disclosure.cells([survey.release_id] if survey.release_id else [])
    reading = _Reading(launched, releases, [row.group_id for row in survey.groups])
    asked = counting.asked_by(survey.version_id)
    return [reading.result(row_id, question, found.get(row_id, {})) for row_id, question in asked.items()]


@dataclass(frozen=True, slots=True)
class _Reading:
    """One survey with what decides over its figures."""

    survey: Launched
    releases: Mapping[UUID, Any]
    groups: list[UUID]

    def result(self, row_id: UUID, question: Question, found: Groups) -> QuestionResult:
        groups = {one: self._cell(question, str(one), found.get(one, Tallied())) for one in self.groups}
        whole = self._cell(question, WHOLE, tallied.together(found)) if len(groups) > 1 else None
        return QuestionResult(row_id, question, groups, whole, self._wrote(question, found))

    def _cell(self, question: Question, group: str, tally: Tallied) -> Result[Distribution]:
        hidden = self.survey.decision(QUESTIONS, question.id, group, self.releases)
        if hidden or not tally.people:
            return hidden or Hidden("nobody")
        return disclosed(question, tally.counts(), self.survey.thresholds)

    def _wrote(self, question: Question, found: Groups) -> dict[UUID, Result[int]]:
        if not TYPES[question.kind].takes_comments(question):
            return {}
        return {one: self._writers(question, one, found.get(one, Tallied()).wrote) for one in self.groups}

    def _writers(self, question: Question, group: UUID, people: int) -> Result[int]:
        hidden = self.survey.decision(COMMENTS, question.id, str(group), self.releases)
        if hidden and hidden.k is not None:
            return Hidden("too_few", self.survey.thresholds.comments)
        return hidden or (Shown(people, people) if people else Hidden("nobody"))


def disclosed(question: Question, counts: Counts, thresholds: Thresholds) -> Result[Distribution]:
    """The summary of one question as it may be seen: rounded where people are protected, hidden where they agree."""
    summary = TYPES[question.kind].summarise(question, counts)
    values = {bar.value: bar.count for bar in summary.bars}
    shares = distribution(values, thresholds, people=summary.people)
    if isinstance(shares, Hidden):
        return shares
    bars = tuple(ShownBar(bar.value, _share(bar, thresholds)) for bar in summary.bars)
    number = _figure(summary.figure, list(values.values()), thresholds) if summary.figure else None
    return Shown(Distribution(bars, number), summary.people)


def _share(bar: Bar, thresholds: Thresholds) -> Result[float]:
    if bar.share is None:
        return Hidden("nobody")
    return figure(bar.share.value, bar.share.n, thresholds, bar.share.low, bar.share.high, unit="share")


def _figure(one: Figure, counts: list[int], thresholds: Thresholds) -> ShownFigure:
    estimate = one.estimate
    result = figure(
        estimate.value, estimate.n, thresholds, estimate.low, estimate.high, unit=_UNITS[one.name], counts=counts
    )
    return ShownFigure(one.name, result, one.lowest, one.highest)

"""Results of one survey, question by question and group by group, read from its tallies."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any
from uuid import UUID

from feedback.analysis.disclosure import Hidden, Shown, Thresholds, disclose, distribution, figure
from feedback.analysis.disclosure.figures import Unit
from feedback.disclosure import queries as disclosure
from feedback.disclosure.history import FAMILIES
from feedback.disclosure.rules import WHOLE, Families, group_of, leaves, shown_with
from feedback.surveys.document import Question
from feedback.surveys.flow import INFO
from feedback.surveys.models import Survey
from feedback.surveys.queries import counting, tallied
from feedback.surveys.queries.keys import COMMENTS, QUESTIONS, question_key
from feedback.surveys.queries.outcomes import KEPT_BACK, Launched, Result
from feedback.surveys.queries.releasing import thresholds_of
from feedback.surveys.queries.tallied import Groups, Tallied
from feedback.surveys.question_types import TYPES, Bar, Counts, Figure, Summary

_UNITS: Mapping[str, Unit] = {
    "nps": "points",
    "mean": "mean",
    "median": "mean",
    "rank": "mean",
    "gap": "mean",
    "share": "share",
    "first": "share",
}


@dataclass(frozen=True, slots=True)
class ShownBar:
    """One option or point of a scale: the share (0..1) of the people who answered, with its interval."""

    value: str
    share: Result[float]


@dataclass(frozen=True, slots=True)
class ShownFigure:
    """A number that stands for a question, named as `question_types.Figure` has it, and the ends of what it can be."""

    name: str
    result: Result[float]
    lowest: float
    highest: float


@dataclass(frozen=True, slots=True)
class Distribution:
    """How people answered a question; without bars where it was answered in words.

    `also` are figures beside the one that stands for it; `parts` the same by row of a matrix or half of a pair.
    """

    bars: tuple[ShownBar, ...]
    figure: ShownFigure | None
    also: tuple[ShownFigure, ...] = ()
    parts: tuple[tuple[str, Result[Distribution]], ...] = ()


@dataclass(frozen=True, slots=True)
class Reached:
    """What became of a question: shown = answered + skipped + not applicable; the rest never saw it."""

    shown: Result[int]
    skipped: Result[int]
    not_applicable: Result[int]


@dataclass(frozen=True, slots=True)
class QuestionResult:
    """One question: how each group answered, all groups together, and how many wrote something."""

    row_id: UUID
    question: Question
    groups: Mapping[UUID, Result[Distribution]]
    together: Result[Distribution] | None
    """Each person counting once; None where the survey has one group only."""
    reached: Mapping[UUID, Reached]
    wrote: Mapping[UUID, Result[int]]
    """People who wrote, per group, where their sentences may be shown; empty where nobody can write."""
    wholes: Mapping[UUID, Result[Distribution]] = field(default_factory=dict)
    """Groups together with their sub-groups, of a protected survey that asked several of them."""
    shown_with: Mapping[UUID, UUID | None] = field(default_factory=dict)
    """Group that is not shown -> the group in whose whole its answers are; None: in all together."""
    one_whole: bool = False
    """All together are the whole of one group, which stands under its own name as well."""


def question_results(survey: Survey) -> list[QuestionResult]:
    """The results of every question, in the order of the document: five reads, however many answers there are."""
    found = tallied.questions(survey.id)
    releases = disclosure.cells([survey.release_id] if survey.release_id else [])
    reading = Reading(survey_of(survey), releases, [row.group_id for row in survey.groups])
    asked = counting.asked_by(survey.version_id)
    # What only informs has no answers, not none.
    answered = {row_id: question for row_id, question in asked.items() if question.kind != INFO}
    return [reading.result(row_id, question, found.get(row_id, {})) for row_id, question in answered.items()]


def survey_of(survey: Survey) -> Launched:
    """What decides over the figures of a survey."""
    return Launched(survey.id, survey.mode, thresholds_of(survey), survey.release_id)


@dataclass(frozen=True, slots=True)
class Reading:
    """One survey with what decides over its figures."""

    survey: Launched
    releases: Mapping[UUID, Any]
    groups: list[UUID]

    def result(self, row_id: UUID, question: Question, found: Groups) -> QuestionResult:
        """Everything about one question, from its tallies."""
        groups = {one: self.cell(question, str(one), found.get(one, Tallied())) for one in self.groups}
        whole = self.cell(question, WHOLE, tallied.together(found)) if len(groups) > 1 else None
        reached = {one: self._reached(groups[one], found.get(one, Tallied())) for one in self.groups}
        wrote = self._wrote(question, found)
        wholes = {UUID(group_of(key)): self._whole(question, key, found) for key in self._divided if key != WHOLE}
        return QuestionResult(
            row_id, question, groups, whole, reached, wrote, wholes, self._shown_with(question, groups), self._one_whole
        )

    @property
    def _held(self) -> Mapping[str, Any]:
        held: Mapping[str, Any] = self.releases.get(self.survey.release_id, {}) if self.survey.release_id else {}
        return held

    @property
    def _divided(self) -> Families:
        divided: Families = self._held.get(FAMILIES, {})
        return divided

    @property
    def _one_whole(self) -> bool:
        return len(self.groups) > 1 and len(self._divided.get(WHOLE, self.groups)) == 1

    def _whole(self, question: Question, key: str, found: Groups) -> Result[Distribution]:
        inside = {UUID(leaf) for leaf in leaves(key, self._divided)}
        return self.cell(question, key, tallied.together({one: own for one, own in found.items() if one in inside}))

    def _shown_with(self, question: Question, groups: Mapping[UUID, Result[Distribution]]) -> dict[UUID, UUID | None]:
        cell: Mapping[str, str] = self._held.get(QUESTIONS, {}).get(question.id, {})
        hidden = [one for one, result in groups.items() if isinstance(result, Hidden) and result.reason in KEPT_BACK]
        found = {one: shown_with(cell, str(one), self._divided) for one in hidden}
        return {one: UUID(group_of(key)) if key else None for one, key in found.items() if key is not None}

    def cell(self, question: Question, group: str, tally: Tallied) -> Result[Distribution]:
        """How a group (or the whole) answered a question."""
        hidden = self.survey.decision(QUESTIONS, question.id, group, self.releases)
        if hidden or not tally.people:
            return hidden or Hidden("nobody")

        def part_hidden(part: str) -> Hidden | None:
            return self.survey.decision(QUESTIONS, question_key(question.id, part), group, self.releases)

        return disclosed(question, tally.counts(), self.survey.thresholds, part_hidden)

    def _reached(self, result: Result[Distribution], tally: Tallied) -> Reached:
        """Counts of people who did not answer are as protected as those who did."""
        if isinstance(result, Hidden) and (self.survey.thresholds.protected or result.reason != "nobody"):
            return Reached(result, result, result)
        counts = (tally.people + tally.skipped + tally.not_applicable, tally.skipped, tally.not_applicable)
        return Reached(*(people(count, self.survey.thresholds) for count in counts))

    def _wrote(self, question: Question, found: Groups) -> dict[UUID, Result[int]]:
        if not TYPES[question.kind].takes_comments(question):
            return {}
        return {one: self._writers(question, one, found.get(one, Tallied()).wrote) for one in self.groups}

    def _writers(self, question: Question, group: UUID, people: int) -> Result[int]:
        hidden = self.survey.decision(COMMENTS, question.id, str(group), self.releases)
        if hidden and hidden.k is not None:
            return Hidden("too_few", self.survey.thresholds.comments)
        return hidden or (Shown(people, people) if people else Hidden("nobody"))


def people(count: int, thresholds: Thresholds) -> Result[int]:
    """How many people; of protected surveys nobody, or enough of them."""
    if thresholds.protected and 0 < count < thresholds.scores:
        return Hidden("too_few", thresholds.scores)
    return Shown(count, count)


def disclosed(
    question: Question,
    counts: Counts,
    thresholds: Thresholds,
    part_hidden: Callable[[str], Hidden | None] = lambda part: None,
) -> Result[Distribution]:
    """The summary of one question as it may be seen: rounded where people are protected, hidden where they agree.

    `part_hidden` says why a row or half may not be shown, where that was decided.
    """
    summary = TYPES[question.kind].summarise(question, counts)
    result = _disclosed(summary, thresholds)
    if isinstance(result, Hidden) or not summary.parts:
        return result
    parts = tuple((part, part_hidden(part) or _part(one, thresholds)) for part, one in summary.parts)
    return replace(result, value=replace(result.value, parts=parts))


def _part(summary: Summary, thresholds: Thresholds) -> Result[Distribution]:
    return disclose(summary.people, thresholds) or _disclosed(summary, thresholds)


def _disclosed(summary: Summary, thresholds: Thresholds) -> Result[Distribution]:
    values = {bar.value: bar.count for bar in summary.bars}
    shares = distribution(values, thresholds, people=summary.people)
    if isinstance(shares, Hidden):
        return shares
    bars = tuple(ShownBar(bar.value, _share(bar, thresholds)) for bar in summary.bars)
    counts = list(values.values())
    number = _figure(summary.figure, counts, thresholds) if summary.figure else None
    also = tuple(_figure(one, counts, thresholds) for one in summary.also)
    return Shown(Distribution(bars, number, also), summary.people)


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

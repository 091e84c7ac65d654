"""What other formulas take from the list as it stands: figures that are shown there as well."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from feedback.analysis.disclosure import Hidden, Shown
from feedback.analysis.priority import Effort
from feedback.analysis.priority.formulas import Box, Opportunity, Rice, ends, opportunity, rice
from feedback.backlog.models import Improvement, Score
from feedback.backlog.queries.comparing import Figures, Named
from feedback.backlog.queries.evidence import line_key
from feedback.db import Texts, db
from feedback.stakeholders.models import StakeholderGroup
from feedback.stakeholders.queries import groups as stakeholders
from feedback.surveys.models import Question, Survey
from feedback.surveys.queries.questions import Distribution, QuestionResult, question_results
from feedback.surveys.question_types.importance import HALVES, Importance

POINTS = 5
"""The score is meant for shares of 4 and 5 on a scale of five; elsewhere its thresholds mean nothing."""
HIGH = ("4", "5")


@dataclass(frozen=True)
class RiceLine:
    """A line with its place in the list and its RICE."""

    line: Named
    rank: int
    rice: Rice


def rice_lines(found: Figures) -> list[RiceLine]:
    """All ranked lines, the largest RICE first."""
    lines = [
        RiceLine(
            Named(number, title),
            rank,
            rice(people, parts["severity"], parts["low"], parts["high"], parts["effort"][1]),
        )
        for number, title, rank, people, parts in scored(found)
    ]
    return sorted(lines, key=lambda one: (-one.rice.value, one.rank))


@dataclass(frozen=True)
class BoxLine:
    """A line with its place in the list and its box; `estimated`: whether somebody estimated its effort."""

    line: Named
    rank: int
    box: Box
    estimated: bool


def box_lines(found: Figures) -> list[BoxLine]:
    """All ranked lines in order, each with where it could lie between impact and effort."""
    spreads = found.sheet.spreads(found.weights)
    return [
        BoxLine(Named(number, title), rank, _box(parts, spreads[line_key(number)]), parts["effort_set"])
        for number, title, rank, _, parts in sorted(scored(found), key=lambda row: row[2])
        if line_key(number) in spreads
    ]


def _box(parts: Mapping[str, Any], spread: float) -> Box:
    impact = parts["reach"] * parts["severity"] * parts["breadth"] * parts["moment"]
    return Box(ends(impact, spread), Effort(*parts["effort"]))


def scored(found: Figures) -> Sequence[Any]:
    """Number, title, rank, people and parts of every ranked line with a score: one read."""
    wanted = (
        select(Improvement.number, Improvement.title, Score.rank, Score.people, Score.parts)
        .join(Score, Score.improvement_id == Improvement.id)
        .where(Score.ranking_id == found.ranking.id, Score.rank_low.is_not(None))
    )
    return db.session.execute(wanted).all()


@dataclass(frozen=True)
class Place:
    """Where a line stands in the list, from its best rank to its worst, and the people behind it."""

    rank: int
    low: int
    high: int
    people: int


def places(found: Figures) -> Mapping[int, Place]:
    """Number of every ranked line -> its place in the list: one read."""
    wanted = (
        select(Improvement.number, Score.rank, Score.rank_low, Score.rank_high, Score.people)
        .join(Score, Score.improvement_id == Improvement.id)
        .where(Score.ranking_id == found.ranking.id, Score.rank_low.is_not(None))
    )
    rows: Sequence[Any] = db.session.execute(wanted).all()
    return {number: Place(rank, low, high, people) for number, rank, low, high, people in rows}


@dataclass(frozen=True)
class Asked:
    """A question of importance and satisfaction as one group answered it; why not, where its score is not told."""

    question: Texts
    survey: Survey
    group: StakeholderGroup
    score: Opportunity | None
    hidden: Hidden | None


def opportunities() -> list[Asked]:
    """Every question of importance and satisfaction on a scale of five, by group: the largest opportunity first."""
    groups = {group.id: group for group in stakeholders.groups(include_archived=True)}
    asked = [
        _asked(survey, result, groups[group_id], outcome)
        for survey in _surveys()
        for result in question_results(survey)
        if result.question.kind == Importance.kind and _on_five(result)
        for group_id, outcome in result.groups.items()
        if group_id in groups
    ]
    return sorted(asked, key=lambda one: -one.score.value if one.score else 1)


def _surveys() -> Sequence[Survey]:
    asking = select(Question.version_id).where(Question.kind == Importance.kind)
    return list(
        db.session.scalars(select(Survey).where(Survey.version_id.in_(asking)).order_by(Survey.opened_at.desc()))
    )


def _on_five(result: QuestionResult) -> bool:
    return Importance().half_scale(result.question).high == POINTS


def _asked(survey: Survey, result: QuestionResult, group: StakeholderGroup, outcome: Any) -> Asked:
    halves = dict(outcome.value.parts) if isinstance(outcome, Shown) else {}
    counts = [_high(halves[half]) for half in HALVES if half in halves]
    known = [count for count in counts if count is not None]
    score = opportunity(*known[0], *known[1]) if len(known) == len(HALVES) else None
    hidden = None if score else _hidden(outcome, *halves.values())
    return Asked(dict(result.question.text.by_language), survey, group, score, hidden)


def _hidden(*outcomes: Any) -> Hidden:
    """The first reason why not; what is shown and has no answers was answered by nobody."""
    return next((one for one in outcomes if isinstance(one, Hidden)), Hidden("nobody"))


def _high(half: Any) -> tuple[int, int] | None:
    """How many answered 4 or 5, of how many; None where that may not be told."""
    if not isinstance(half, Shown):
        return None
    distribution: Distribution = half.value
    shares = [bar.share for bar in distribution.bars if bar.value in HIGH]
    if len(shares) < len(HIGH) or not all(isinstance(share, Shown) for share in shares):
        return None
    return round(half.n * sum(share.value for share in shares if isinstance(share, Shown))), half.n

"""Kano questions as each group answered them, with the improvements of the same stage."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import select

from feedback.analysis.disclosure import Hidden, Shown
from feedback.analysis.kano import CATEGORIES, Reading, read
from feedback.backlog.models import Improvement
from feedback.backlog.queries.comparing import Named
from feedback.backlog.rules.status import OUT_OF_RANKING
from feedback.db import Texts, db
from feedback.journeys import queries as journeys
from feedback.stakeholders.models import StakeholderGroup
from feedback.stakeholders.queries import groups as stakeholders
from feedback.surveys.models import Question, Survey
from feedback.surveys.queries.questions import Distribution, QuestionResult, question_results
from feedback.surveys.question_types.kano import Kano

NAMED = 5
"""Improvements that are named beside a question."""


@dataclass(frozen=True)
class KanoAsked:
    """A Kano question as one group answered it; why not, where that is not told.

    `stage` is its stage, the survey's where it has none of its own; None where neither has. `improvements` are those of
    that stage which are not over, the oldest first.
    """

    question: Texts
    survey: Survey
    group: StakeholderGroup
    stage: Texts | None
    reading: Reading | None
    hidden: Hidden | None
    improvements: Sequence[Named]


def kano_asked() -> list[KanoAsked]:
    """Every Kano question by group: the newest survey first."""
    stages, at_stage = {stage.id: stage.name for stage in journeys.all_stages()}, _improvements()
    groups = {group.id: group for group in stakeholders.groups(include_archived=True)}
    places = _places()
    return [
        _asked(
            survey, result, groups[group_id], outcome, places.get(result.row_id) or survey.stage_id, stages, at_stage
        )
        for survey in _surveys()
        for result in question_results(survey)
        if result.question.kind == Kano.kind
        for group_id, outcome in result.groups.items()
        if group_id in groups
    ]


def _surveys() -> Sequence[Survey]:
    asking = select(Question.version_id).where(Question.kind == Kano.kind)
    wanted = select(Survey).where(Survey.version_id.in_(asking)).order_by(Survey.opened_at.desc(), Survey.id)
    return list(db.session.scalars(wanted))


def _places() -> Mapping[UUID, UUID | None]:
    """Kano question -> its own stage: one read."""
    rows = db.session.execute(select(Question.id, Question.stage_id).where(Question.kind == Kano.kind))
    return {question_id: stage_id for question_id, stage_id in rows}


def _improvements() -> Mapping[UUID, list[Named]]:
    """Stage -> its improvements that are not over: one read."""
    wanted = (
        select(Improvement.stage_id, Improvement.number, Improvement.title)
        .where(Improvement.stage_id.is_not(None), Improvement.merged_into_id.is_(None))
        .where(Improvement.status.not_in(OUT_OF_RANKING))
        .order_by(Improvement.number)
    )
    found: dict[UUID, list[Named]] = {}
    for stage_id, number, title in db.session.execute(wanted):
        if stage_id is not None:
            found.setdefault(stage_id, []).append(Named(number, title))
    return found


def _asked(
    survey: Survey,
    result: QuestionResult,
    group: StakeholderGroup,
    outcome: Any,
    stage_id: UUID | None,
    stages: Mapping[UUID, Texts],
    at_stage: Mapping[UUID, list[Named]],
) -> KanoAsked:
    counts = _counts(outcome)
    reading = None if isinstance(counts, Hidden) else read(counts)
    hidden = counts if isinstance(counts, Hidden) else None if reading else Hidden("nobody")
    stage = stages.get(stage_id) if stage_id else None
    named = at_stage.get(stage_id, []) if stage_id else []
    return KanoAsked(dict(result.question.text.by_language), survey, group, stage, reading, hidden, named[:NAMED])


def _counts(outcome: Any) -> Mapping[str, int] | Hidden:
    """People by category, from the shares that are shown on the pages of the survey as well."""
    if not isinstance(outcome, Shown):
        return outcome if isinstance(outcome, Hidden) else Hidden("nobody")
    distribution: Distribution = outcome.value
    counts: dict[str, int] = {}
    for bar in distribution.bars:
        if isinstance(bar.share, Hidden):
            return bar.share
        if bar.value in CATEGORIES:
            counts[bar.value] = round(bar.share.value * outcome.n)
    return counts

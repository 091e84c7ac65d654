"""Rows behind results by stage and group, each with the survey that decides whether it may be shown."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import func, select

from feedback.analysis.disclosure import Thresholds
from feedback.analysis.statistics import SCORE_KINDS
from feedback.db import db
from feedback.disclosure import queries as disclosure
from feedback.stakeholders.models import StakeholderGroup
from feedback.surveys.models import Question, StageTally, Survey, SurveyGroup, Tally
from feedback.surveys.queries.outcomes import Cell, Launched
from feedback.surveys.queries.tallied import PEOPLE

LAUNCH = (Survey.id, Survey.mode, Survey.k_scores, Survey.k_comments, Survey.release_id)


@dataclass(frozen=True, slots=True)
class Asked:
    """A survey that asked a group something at a stage."""

    survey: Launched
    wave_id: UUID
    cell: Cell


@dataclass(frozen=True, slots=True)
class Sum:
    """One row of `StageTally` with its survey."""

    survey: Launched
    wave_id: UUID
    cell: Cell
    measure: str
    people: int
    total: float
    squares: float
    newest: date | None


def launched(survey_id: UUID, mode: str, k_scores: int, k_comments: int, release_id: UUID | None) -> Launched:
    return Launched(survey_id, mode, Thresholds(k_scores, max(k_scores, k_comments)), release_id)


def releases() -> dict[UUID, Any]:
    return disclosure.cells()


@dataclass(frozen=True, slots=True)
class People:
    """How large the groups are, and which sub-groups they have."""

    sizes: Mapping[UUID, int | None]
    parts: Mapping[UUID, Collection[UUID]]


def people() -> People:
    rows = list(db.session.execute(select(StakeholderGroup.id, StakeholderGroup.size, StakeholderGroup.parent_id)))
    parts: dict[UUID, list[UUID]] = {}
    for group_id, _, parent_id in rows:
        if parent_id is not None:
            parts.setdefault(parent_id, []).append(group_id)
    return People({group_id: size for group_id, size, _ in rows}, parts)


def asked(*, lived: bool = False, predicts: bool = False) -> list[Asked]:
    """Which surveys asked which group at which stage: anything, a question that scores it, or a guess about it."""
    stage = func.coalesce(Question.stage_id, Survey.stage_id)
    wanted = (
        select(stage, SurveyGroup.group_id, Survey.wave_id, *LAUNCH)
        .join(SurveyGroup, SurveyGroup.survey_id == Survey.id)
        .join(Question, Question.version_id == Survey.version_id)
        .where(stage.is_not(None), Survey.stage_id.is_(None) | (stage == Survey.stage_id))
        .distinct()
    )
    if lived or predicts:
        wanted = wanted.where(Question.predicts == predicts, Question.kind.in_(SCORE_KINDS))
    rows: Any = db.session.execute(wanted)
    return [Asked(launched(*row[3:]), row[2], (row[0], row[1])) for row in rows]


def sums(measures: Iterable[str]) -> list[Sum]:
    tally = (StageTally.measure, StageTally.people, StageTally.total, StageTally.squares, StageTally.newest)
    rows: Any = db.session.execute(
        select(StageTally.stage_id, StageTally.group_id, StageTally.wave_id, *tally, *LAUNCH)
        .join(Survey, Survey.id == StageTally.survey_id)
        .where(StageTally.measure.in_(tuple(measures)))
    )
    return [Sum(launched(*row[8:]), row[2], (row[0], row[1]), *row[3:8]) for row in rows]


def tallies_of(construct: str) -> Any:
    stage = func.coalesce(Question.stage_id, Survey.stage_id)
    return (
        select(stage, Tally.group_id, Question.identity, Tally.value, Tally.count, *LAUNCH)
        .join(Survey, Survey.id == Tally.survey_id)
        .join(Question, Question.id == Tally.question_id)
        .where(Question.construct == construct, stage.is_not(None), Tally.value.in_((PEOPLE, "yes")))
    )

"""Rows behind results by stage and group, each with the survey that decides whether it may be shown.

Every row stands at the stage it counts at today; what was collected at several stages that became one is one row.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import func, select

from feedback.analysis.disclosure import Thresholds
from feedback.analysis.statistics import SCORE_KINDS
from feedback.db import db
from feedback.disclosure import queries as disclosure
from feedback.journeys.queries.lineage import lineage, standing
from feedback.journeys.rules.lineage import Lineage
from feedback.stakeholders.models import StakeholderGroup
from feedback.surveys.models import Question, StageTally, Survey, SurveyGroup, Tally
from feedback.surveys.queries.outcomes import Cell, Launched
from feedback.surveys.queries.tallied import PEOPLE
from feedback.surveys.rules import IDENTIFIED

LAUNCH = (Survey.id, Survey.mode, Survey.k_scores, Survey.k_comments, Survey.release_id)


@dataclass(frozen=True, slots=True)
class Asked:
    """A survey that asked a group something at a stage."""

    survey: Launched
    wave_id: UUID
    cell: Cell


@dataclass(frozen=True, slots=True)
class Sum:
    """One row of `StageTally` with its survey.

    `parts` are the stages it was collected at: the survey decides about each, and shows none of them together where it
    does not show one by itself.
    """

    survey: Launched
    wave_id: UUID
    cell: Cell
    measure: str
    people: int
    total: float
    squares: float
    newest: date | None
    parts: tuple[UUID, ...] = ()

    def decisions(self) -> tuple[UUID, ...]:
        """The stages the survey's release speaks of."""
        return self.parts or (self.cell[0],)


def together(rows: Collection[Sum]) -> Sum:
    """What one survey asked the same group at several stages that are one today.

    Who answered at one of them may have answered at the others: they are as many people as the largest part has, so
    that nobody is counted twice. Mean and spread are those of all that was said.
    """
    first = next(iter(rows))
    said = sum(one.people for one in rows)
    most = max(one.people for one in rows)
    scale = most / said if said else 0.0
    return replace(
        first,
        people=most,
        total=scale * sum(one.total for one in rows),
        squares=scale * sum(one.squares for one in rows),
        newest=max((one.newest for one in rows if one.newest), default=None),
        parts=tuple(part for one in rows for part in one.decisions()),
    )


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
    stage, counts_at = func.coalesce(Question.stage_id, Survey.stage_id), lineage()
    wanted = (
        select(standing(stage, counts_at), SurveyGroup.group_id, Survey.wave_id, *LAUNCH)
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
    return _standing([Sum(launched(*row[8:]), row[2], (row[0], row[1]), *row[3:8]) for row in rows], lineage())


def _standing(rows: list[Sum], known: Lineage) -> list[Sum]:
    """The rows at the stages they count at; those of one survey, wave, group and measure at one stage are one."""
    if not known.moved:
        return rows
    found: dict[tuple[object, ...], list[Sum]] = {}
    for one in rows:
        cell = (known.standing(one.cell[0]), one.cell[1])
        placed = replace(one, cell=cell, parts=one.decisions())
        found.setdefault((one.survey.id, one.wave_id, cell, one.measure), []).append(placed)
    return [own[0] if len(own) == 1 else together(own) for own in found.values()]


def identified() -> list[UUID]:
    """Identified surveys of which anything was counted by stage."""
    counted = select(StageTally.survey_id).distinct()
    return list(db.session.scalars(select(Survey.id).where(Survey.mode == IDENTIFIED, Survey.id.in_(counted))))


def tallies_of(construct: str) -> Any:
    stage = func.coalesce(Question.stage_id, Survey.stage_id)
    return (
        select(stage, Tally.group_id, Question.identity, Tally.value, Tally.count, *LAUNCH)
        .join(Survey, Survey.id == Tally.survey_id)
        .join(Question, Question.id == Tally.question_id)
        .where(Question.construct == construct, stage.is_not(None), Tally.value.in_((PEOPLE, "yes")))
    )

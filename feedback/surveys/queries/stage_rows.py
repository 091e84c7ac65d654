"""Rows behind results by stage and group, each with the survey that decides whether it may be shown.

Every row stands at the stage it counts at today; what was collected at several stages that became one is one row.
Several figures of one page are made of the same rows: each kind of row is read once.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import case, func, or_, select

from feedback.analysis.disclosure import Thresholds
from feedback.analysis.statistics import SCORE_KINDS
from feedback.db import db
from feedback.disclosure.models import Release
from feedback.journeys.queries.lineage import lineage
from feedback.journeys.rules.lineage import Lineage
from feedback.stakeholders.models import StakeholderGroup
from feedback.statements import Walled
from feedback.surveys.models import Question, StageTally, Survey, SurveyGroup, Tally
from feedback.surveys.queries.outcomes import Cell, Launched
from feedback.surveys.queries.tallied import PEOPLE
from feedback.surveys.rules import IDENTIFIED
from feedback.web.remembering import once_a_page

LAUNCH = (Survey.id, Survey.mode, Survey.k_scores, Survey.k_comments, Survey.release_id)


@dataclass(frozen=True, slots=True)
class Asked:
    """A survey that asked a group something at a stage: a question that scores it, or a guess about it, or neither."""

    survey: Launched
    wave_id: UUID
    cell: Cell
    lived: bool = False
    predicts: bool = False


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


_STANDING = Walled(select(Release.id, Release.cells).join(Survey, Survey.release_id == Release.id))


def releases() -> Mapping[UUID, Any]:
    """Release -> its cells, of every release that a survey stands on now."""
    return once_a_page("surveys.releases", lambda: dict(_STANDING.all()))


@dataclass(frozen=True, slots=True)
class People:
    """How large the groups are, and which sub-groups they have."""

    sizes: Mapping[UUID, int | None]
    parts: Mapping[UUID, Collection[UUID]]


_SIZES = Walled(select(StakeholderGroup.id, StakeholderGroup.size, StakeholderGroup.parent_id))


def people() -> People:
    return once_a_page("surveys.people", _people)


def _people() -> People:
    rows = _SIZES.all()
    parts: dict[UUID, list[UUID]] = {}
    for group_id, _, parent_id in rows:
        if parent_id is not None:
            parts.setdefault(parent_id, []).append(group_id)
    return People({group_id: size for group_id, size, _ in rows}, parts)


def asked(*, lived: bool = False, predicts: bool = False) -> list[Asked]:
    """Which surveys asked which group at which stage: anything, a question that scores it, or a guess about it."""
    rows = once_a_page("surveys.asked", _asked)
    if predicts:
        return [one for one in rows if one.predicts]
    return [one for one in rows if one.lived or not lived]


def _every_question() -> Walled:
    """Each survey, group and stage with what kinds of questions there were: `guesses` is None where none scores it."""
    stage = func.coalesce(Question.stage_id, Survey.stage_id)
    guesses = case((or_(*(Question.kind == kind for kind in SCORE_KINDS)), Question.predicts))
    return Walled(
        select(stage, SurveyGroup.group_id, guesses, Survey.wave_id, *LAUNCH)
        .join(SurveyGroup, SurveyGroup.survey_id == Survey.id)
        .join(Question, Question.version_id == Survey.version_id)
        .where(stage.is_not(None), Survey.stage_id.is_(None) | (stage == Survey.stage_id))
        .distinct()
    )


_QUESTIONS = _every_question()


def _asked() -> list[Asked]:
    kinds: dict[tuple[Launched, UUID, Cell], set[bool | None]] = {}
    known, surveys = lineage(), _Surveys()
    for stage_id, group_id, guesses, wave_id, *launch in _QUESTIONS.all():
        one = (surveys.launched(launch), wave_id, (known.standing(stage_id), group_id))
        kinds.setdefault(one, set()).add(guesses)
    return [Asked(*one, lived=False in found, predicts=True in found) for one, found in kinds.items()]


class _Surveys:
    """The surveys of many rows, each made once."""

    def __init__(self) -> None:
        self._made: dict[UUID, Launched] = {}

    def launched(self, row: Sequence[Any]) -> Launched:
        if row[0] not in self._made:
            self._made[row[0]] = launched(*row)
        return self._made[row[0]]


_SUMS = Walled(
    select(StageTally.stage_id, StageTally.group_id, StageTally.wave_id, StageTally.measure, StageTally.people)
    .add_columns(StageTally.total, StageTally.squares, StageTally.newest, *LAUNCH)
    .join(Survey, Survey.id == StageTally.survey_id)
)


def sums(measures: Collection[str]) -> list[Sum]:
    """What was said at each stage in these measures."""
    return [one for one in once_a_page("surveys.sums", _sums) if one.measure in measures]


def _sums() -> list[Sum]:
    surveys = _Surveys()
    rows = [Sum(surveys.launched(row[8:]), row[2], (row[0], row[1]), *row[3:8]) for row in _SUMS.all()]
    return _standing(rows, lineage())


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

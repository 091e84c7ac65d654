"""Guesses of insiders beside what customers themselves answered: the same thing asked of both, paired by construct."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import func, select

from feedback.db import db
from feedback.journeys.models import Stage
from feedback.stakeholders.models import StakeholderGroup
from feedback.surveys.models import Question, Survey, SurveyGroup
from feedback.surveys.queries.questions import QuestionResult, question_results
from feedback.surveys.queries.readings import on_five
from feedback.surveys.readings.figures import Difference, Figure, bounded, difference

CUSTOMER = "customer"


@dataclass(frozen=True, slots=True)
class Pair:
    """One guessed question: what a group guesses, what customers answered, both on 1..5, and the difference.

    `lived` is None where customers were never asked; `gaps` are guess less answer, by group, where both are shown.
    """

    guesses: Mapping[UUID, Figure]
    lived: Figure | None
    survey: str
    """Code of the survey in which customers answered."""
    gaps: Mapping[UUID, Difference]


def pairs(survey: Survey, results: Sequence[QuestionResult]) -> dict[str, Pair]:
    """Question id -> its pair, of the guessed questions of a survey."""
    guessed = [one for one in results if one.question.predicts and one.question.construct]
    asked = _asked_customers({str(one.question.construct) for one in guessed})
    known: dict[UUID, list[QuestionResult]] = {}
    return {one.question.id: _pair(one, asked, known) for one in guessed}


def _pair(
    guessed: QuestionResult,
    asked: Mapping[tuple[str, str | None], tuple[Survey, UUID]],
    known: dict[UUID, list[QuestionResult]],
) -> Pair:
    guesses = {group: on_five(guessed.question, result) for group, result in guessed.groups.items()}
    key = (str(guessed.question.construct), guessed.question.stage)
    found = asked.get(key) or asked.get((key[0], None))
    if found is None:
        return Pair(guesses, None, "", {})
    row, group_id = found
    if row.id not in known:
        known[row.id] = question_results(row)
    lived = _lived(known[row.id], key, group_id)
    gaps = {group: gap for group, guess in guesses.items() if (gap := _gap(guess, lived)) is not None}
    return Pair(guesses, lived, row.code, gaps)


def _lived(results: Sequence[QuestionResult], key: tuple[str, str | None], group_id: UUID) -> Figure | None:
    same = [one for one in results if one.question.construct == key[0] and not one.question.predicts]
    best = next((one for one in same if one.question.stage == key[1]), same[0] if same else None)
    return None if best is None else on_five(best.question, best.groups[group_id])


def _gap(guess: Figure, lived: Figure | None) -> Difference | None:
    one, other = bounded(guess), bounded(lived)
    return None if one is None or other is None else difference(one, other)


def _asked_customers(constructs: Collection[str]) -> dict[tuple[str, str | None], tuple[Survey, UUID]]:
    """(construct, stage code) -> the newest survey that asked customers, and that group; stage None: at any stage."""
    if not constructs:
        return {}
    stage = func.coalesce(Question.stage_id, Survey.stage_id)
    rows = db.session.execute(
        select(Question.construct, Stage.code, Survey, SurveyGroup.group_id)
        .join(Survey, Survey.version_id == Question.version_id)
        .join(SurveyGroup, SurveyGroup.survey_id == Survey.id)
        .join(StakeholderGroup, StakeholderGroup.id == SurveyGroup.group_id)
        .outerjoin(Stage, Stage.id == stage)
        .where(Question.construct.in_(constructs), Question.predicts.is_(False), StakeholderGroup.kind == CUSTOMER)
        .order_by(Survey.opened_at.desc(), Survey.id)
    )
    found: dict[tuple[str, str | None], tuple[Survey, UUID]] = {}
    for construct, code, row, group_id in rows:
        found.setdefault((str(construct), code), (row, group_id))
        found.setdefault((str(construct), None), (row, group_id))
    return found

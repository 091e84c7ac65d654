"""How people got through a survey: where they stopped, and how long it took. Never of anonymous surveys."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import func, select

from feedback.analysis.disclosure import Hidden, Shown
from feedback.analysis.statistics import median_interval
from feedback.db import db
from feedback.surveys.models import PageTally, PartialResponse, Question, Response, Survey
from feedback.surveys.queries import counting
from feedback.surveys.queries.outcomes import Result
from feedback.surveys.queries.questions import people, survey_of
from feedback.surveys.queries.releasing import thresholds_of
from feedback.surveys.rules import ANONYMOUS, IDENTIFIED, may_release_now, results_exist

SAMPLE = 5_000
"""Responses per group that the median time is taken from: ids are random, so the first ones are a random sample."""


@dataclass(frozen=True, slots=True)
class Step:
    """One page, by its first question: how many people came to it, of all groups."""

    question_id: UUID
    reached: Result[int]


@dataclass(frozen=True, slots=True)
class Finishing:
    """`steps` are the pages after the first, in order; `finished` sent their answers; `waiting` saved them for later.

    `seconds` is the median time from opening the page to sending, with its 95 % interval; None where nobody is timed.
    """

    steps: tuple[Step, ...]
    finished: Result[int]
    waiting: Result[int]
    seconds: Result[float] | None


def finishing(survey: Survey) -> Finishing | None:
    """How people got through; None for anonymous surveys, where nobody is watched, and before results exist.

    Of a confidential survey None while it runs, whatever was released: these counts would go up with every person.
    """
    if survey.mode == ANONYMOUS or may_release_now(mode=survey.mode, closed_at=survey.closed_at):
        return None
    if not results_exist(mode=survey.mode, released=survey.release_id is not None):
        return None
    thresholds = thresholds_of(survey)
    finished = sum(one.people for one in survey.groups)
    waiting = db.session.scalar(
        select(func.count()).select_from(PartialResponse).where(PartialResponse.survey_id == survey.id)
    )
    return Finishing(
        steps=tuple(Step(row_id, people(count, thresholds)) for row_id, count in _pages(survey)),
        finished=people(finished, thresholds),
        waiting=people(waiting or 0, thresholds),
        seconds=_seconds(survey),
    )


def _pages(survey: Survey) -> Sequence[tuple[UUID, int]]:
    rows = db.session.execute(
        select(PageTally.question_id, func.sum(PageTally.count))
        .join(Question, Question.id == PageTally.question_id)
        .where(PageTally.survey_id == survey.id)
        .group_by(PageTally.question_id, Question.position)
        .order_by(Question.position)
    )
    return [(row_id, int(count)) for row_id, count in rows]


def _seconds(survey: Survey) -> Result[float] | None:
    taken: list[int] = []
    for group in survey.groups:
        own = (*counting.countable(survey.id), Response.group_id == group.group_id)
        mine = (*own, Response.seconds.is_not(None))
        taken += db.session.scalars(select(Response.seconds).where(*mine).order_by(Response.id).limit(SAMPLE))
    if not taken:
        return None
    if survey.mode != IDENTIFIED and len(taken) < survey_of(survey).thresholds.scores:
        return Hidden("too_few", survey.k_scores)
    estimate = median_interval([float(one) for one in taken])
    return None if estimate is None else Shown(estimate.value, estimate.n, estimate.low, estimate.high)

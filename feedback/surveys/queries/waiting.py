"""Answers of a protected survey that no release has counted yet, and which of them the next one may count."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from sqlalchemy import func, select

from feedback.db import db
from feedback.disclosure import queries as disclosure
from feedback.surveys.models import AnswerText, Response, Survey


def next_number(survey: Survey) -> int:
    """The number of the release that comes next; 1 for the first."""
    return disclosure.number_of(survey.release_id) + 1


def groups_that_move_on(survey: Survey, *, final: bool) -> set[UUID]:
    """Groups with 0 or at least k new answers have their new answers counted; of a release at closing that is the
    first, every group.

    What the next release has counted already, where its work was interrupted, is new still.
    """
    number = next_number(survey)
    new = select(Response.group_id, func.count()).where(
        Response.survey_id == survey.id, Response.counted_in.in_((0, number))
    )
    rows = db.session.execute(new.group_by(Response.group_id))
    first = final and number == 1
    return {group for group, people in rows if first or people >= survey.k_scores}


def comments_that_move_on(survey: Survey, *, final: bool) -> set[tuple[UUID, UUID]]:
    """(question row, group) where enough new people wrote, among those whose answers are counted."""
    number = next_number(survey)
    people = func.count(func.distinct(AnswerText.response_id))
    rows = db.session.execute(
        select(AnswerText.question_id, AnswerText.group_id, people)
        .join(Response, Response.id == AnswerText.response_id)
        .where(Response.survey_id == survey.id, Response.counted_in > 0, AnswerText.counted_in.in_((0, number)))
        .group_by(AnswerText.question_id, AnswerText.group_id)
    )
    first = final and number == 1
    return {(question, group) for question, group, wrote in rows if first or wrote >= survey.k_comments}


def uncounted(survey: Survey, groups: Collection[UUID], most: int) -> list[UUID]:
    """Responses of these groups that no release has counted, up to `most`, in the order of their random ids."""
    wanted = (Response.survey_id == survey.id, Response.counted_in == 0, Response.group_id.in_(groups))
    return list(db.session.scalars(select(Response.id).where(*wanted).order_by(Response.id).limit(most)))


def groups_left(survey: Survey) -> set[UUID]:
    """Groups of which somebody answered that no release has counted."""
    wanted = (Response.survey_id == survey.id, Response.counted_in == 0)
    return set(db.session.scalars(select(Response.group_id).where(*wanted).distinct()))

"""Forgetting one person: what they wrote goes, and nothing that stays says whose it was."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from sqlalchemy import delete, select, update

from feedback import jobs
from feedback.db import db, find, here
from feedback.surveys.models import AnswerText, Response, Survey, TextErasure
from feedback.surveys.queries import answered_by
from feedback.surveys.queries.answered_by import Answered
from feedback.surveys.rules import IDENTIFIED


def forget_contact(contact_id: UUID) -> int:
    """Part the person from their answers and remove every text of them; figures keep counting. How many answers.

    What others read already of a confidential survey goes together with the texts of more people, see
    `erase_together`: alone, the difference would show who had written it. What was answered anonymously cannot be
    found by anybody, and stays.
    """
    theirs = answered_by.responses_of(contact_id)
    if not theirs:
        return 0
    by_name = [one.response_id for one in theirs if one.mode == IDENTIFIED]
    db.session.execute(delete(AnswerText).where(AnswerText.response_id.in_(by_name)))
    ids = [one.response_id for one in theirs]
    db.session.execute(update(Response).where(Response.id.in_(ids)).values(contact_id=None))
    for survey_id in {one.survey_id for one in theirs if one.mode == IDENTIFIED}:
        jobs.add("surveys.tally", organisation_id=here(), key=f"tally:{survey_id}", survey=survey_id.hex)
    _forget_confidential([one for one in theirs if one.mode != IDENTIFIED])
    return len(ids)


def _forget_confidential(theirs: Collection[Answered]) -> None:
    """What nobody could read yet goes at once; the rest waits."""
    ids = [one.response_id for one in theirs]
    db.session.execute(delete(AnswerText).where(AnswerText.response_id.in_(ids), AnswerText.counted_in == 0))
    read = set(db.session.scalars(select(AnswerText.response_id).where(AnswerText.response_id.in_(ids))))
    waiting = [one for one in theirs if one.response_id in read]
    db.session.add_all(TextErasure(response_id=one.response_id, survey_id=one.survey_id) for one in waiting)
    db.session.flush()
    for survey_id in {one.survey_id for one in waiting}:
        survey = find(Survey, survey_id)
        erase_together(survey, at_least=survey.k_scores)


def erase_together(survey: Survey, *, at_least: int = 1) -> int:
    """Remove the texts that wait to go, of so many people or of nobody; how many people's.

    A release calls it for any number of them: the lists change with it anyhow, at a time that says nothing of anybody.
    """
    wanted = select(TextErasure.response_id).where(TextErasure.survey_id == survey.id)
    waiting = list(db.session.scalars(wanted))
    if len(waiting) < at_least:
        return 0
    db.session.execute(delete(AnswerText).where(AnswerText.response_id.in_(waiting)))
    db.session.execute(delete(TextErasure).where(TextErasure.response_id.in_(waiting)))
    return len(waiting)

"""Forgetting one person: what they wrote goes, and nothing that stays says whose it was."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import delete, update

from feedback import jobs
from feedback.db import db, here
from feedback.surveys.models import AnswerText, Response
from feedback.surveys.queries import answered_by
from feedback.surveys.rules import IDENTIFIED


def forget_contact(contact_id: UUID) -> int:
    """Part the person from their answers and remove every text of them; figures keep counting. How many answers.

    What was answered anonymously cannot be found by anybody, and stays.
    """
    theirs = answered_by.responses_of(contact_id)
    ids = [one.response_id for one in theirs]
    if not ids:
        return 0
    db.session.execute(delete(AnswerText).where(AnswerText.response_id.in_(ids)))
    db.session.execute(update(Response).where(Response.id.in_(ids)).values(contact_id=None))
    for survey_id in {one.survey_id for one in theirs if one.mode == IDENTIFIED}:
        jobs.add("surveys.tally", organisation_id=here(), key=f"tally:{survey_id}", survey=survey_id.hex)
    return len(ids)

"""Marks that only show beside other answers: the same long words, sent again."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import update

from feedback.db import db
from feedback.surveys.marks import MARKS, TWICE
from feedback.surveys.models import Response
from feedback.surveys.queries import marked


def mark_repeated(survey_id: UUID) -> int:
    """Mark every answer that says what an earlier one said in long words; how many got the mark now."""
    found = marked.repeated(survey_id, TWICE)
    for one in found:
        has = {*one.marks.split(), TWICE}
        words = " ".join(mark for mark in MARKS if mark in has)
        db.session.execute(update(Response).where(Response.id == one.response_id).values(marks=words))
    return len(found)

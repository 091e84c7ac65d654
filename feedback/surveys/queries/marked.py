"""Answers worth a second look: how many, why, and of identified surveys which."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select

from feedback.analysis.disclosure import Hidden, leaves_enough
from feedback.db import db
from feedback.surveys.marks import MARKS
from feedback.surveys.models import AnswerText, Response, Survey
from feedback.surveys.queries.outcomes import Result
from feedback.surveys.queries.questions import people
from feedback.surveys.queries.releasing import thresholds_of
from feedback.surveys.rules import IDENTIFIED, results_exist

MOST = 200
"""Answers a page lists, the newest."""


@dataclass(frozen=True, slots=True)
class Marks:
    """How many answers of a survey are marked; `reasons` says how many by each mark, of identified surveys only."""

    people: Result[int]
    reasons: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Marked:
    """One marked answer, its reasons, and what was written in it."""

    response_id: UUID
    group_id: UUID
    answered_at: datetime | None
    seconds: int | None
    reasons: Sequence[str]
    texts: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Repeated:
    """An answer that says what an earlier one said, in as many words."""

    response_id: UUID
    marks: str


def marks_of(survey: Survey) -> Marks | None:
    """How many are marked; None before results exist. Of a protected survey not before it closed, and no reasons."""
    if not results_exist(mode=survey.mode, released=survey.release_id is not None):
        return None
    counts: Counter[str] = Counter()
    wanted = select(Response.marks, func.count()).where(Response.survey_id == survey.id, Response.marks != "")
    if survey.mode != IDENTIFIED:
        wanted = wanted.where(Response.counted_in > 0)
    for words, count in db.session.execute(wanted.group_by(Response.marks)):
        counts.update(dict.fromkeys(words.split(), count))
        counts[""] += count
    if survey.mode != IDENTIFIED:
        return Marks(_protected(survey, counts[""]), {}) if survey.closed_at else None
    reasons = {mark: counts[mark] for mark in MARKS if counts[mark]}
    return Marks(people(counts[""], thresholds_of(survey)), reasons)


def _protected(survey: Survey, count: int) -> Result[int]:
    thresholds, everybody = thresholds_of(survey), sum(one.people for one in survey.groups)
    found = people(count, thresholds)
    if isinstance(found, Hidden) or leaves_enough(max(everybody, count), count, thresholds.scores):
        return found
    return Hidden("complement")


def marked(survey: Survey) -> list[Marked]:
    """The newest marked answers of an identified survey."""
    if survey.mode != IDENTIFIED:
        raise TypeError("single answers of a protected survey are shown to nobody")
    wanted = select(Response.id, Response.group_id, Response.answered_at, Response.seconds, Response.marks)
    wanted = wanted.where(Response.survey_id == survey.id, Response.marks != "")
    rows = db.session.execute(wanted.order_by(Response.answered_at.desc(), Response.id).limit(MOST)).all()
    texts = _texts([row.id for row in rows])
    return [Marked(*row[:4], reasons=row.marks.split(), texts=texts.get(row.id, ())) for row in rows]


def _texts(ids: Sequence[UUID]) -> dict[UUID, list[str]]:
    found: dict[UUID, list[str]] = {}
    wanted = select(AnswerText.response_id, AnswerText.text).where(AnswerText.response_id.in_(ids))
    order = (AnswerText.response_id, AnswerText.question_id, AnswerText.position)
    for response_id, text in db.session.execute(wanted.order_by(*order)) if ids else ():
        found.setdefault(response_id, []).append(text)
    return found


def repeated(survey_id: UUID, mark: str) -> list[Repeated]:
    """Answers whose long texts and choices are those of an earlier one, as far as they do not have this mark yet."""
    known = Response.survey_id == survey_id, Response.content_mac.is_not(None)
    several = select(Response.content_mac).where(*known).group_by(Response.content_mac).having(func.count() > 1)
    wanted = select(Response.content_mac, Response.id, Response.marks).where(*known)
    wanted = wanted.where(Response.content_mac.in_(several))
    rows = db.session.execute(wanted.order_by(Response.content_mac, Response.answered_at, Response.id)).all()
    earlier: set[str | None] = set()
    found = []
    for content, response_id, marks in rows:
        if content in earlier and mark not in marks.split():
            found.append(Repeated(response_id, marks))
        earlier.add(content)
    return found

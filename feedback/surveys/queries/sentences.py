"""What people wrote at the questions of one survey, where it may be read: a few, in no order that tells when."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from flask import current_app
from sqlalchemy import select

from feedback.analysis.disclosure import Hidden, Shown, quotes
from feedback.db import db
from feedback.surveys.models import AnswerText, Response, Survey
from feedback.surveys.queries.questions import QuestionResult
from feedback.surveys.queries.releasing import thresholds_of

Place = tuple[UUID, UUID]
"""(question row, group)."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """One text as the person wrote it; `lang` is the language of their page where that is kept."""

    text: str
    lang: str | None = None


def sentences(survey: Survey, results: Iterable[QuestionResult], most: int) -> Mapping[Place, list[Sentence]]:
    """Up to `most` texts per question and group, for those whose texts may be read: one read each.

    The order is that of random ids, or of a hash with the question's secret where people are protected, so that texts
    of one person at two questions do not stand at the same place.
    """
    return {
        (one.row_id, group_id): _read(survey, one.row_id, group_id, wrote.n, most)
        for one in results
        for group_id, wrote in one.wrote.items()
        if isinstance(wrote, Shown)
    }


def _read(survey: Survey, question_id: UUID, group_id: UUID, people: int, most: int) -> list[Sentence]:
    thresholds = thresholds_of(survey)
    wanted = (
        select(AnswerText.text, Response.lang)
        .join(Response, Response.id == AnswerText.response_id)
        .where(AnswerText.question_id == question_id, AnswerText.group_id == group_id, Response.survey_id == survey.id)
        .order_by(AnswerText.response_id, AnswerText.position)
    )
    if not thresholds.protected:
        return [Sentence(text, lang) for text, lang in db.session.execute(wanted.limit(most))]
    texts = [text for text, _lang in db.session.execute(wanted.where(AnswerText.counted_in > 0))]
    allowed = quotes(texts, people, thresholds, secret=_secret(question_id))
    return [] if isinstance(allowed, Hidden) else [Sentence(text) for text in allowed[:most]]


def _secret(question_id: UUID) -> bytes:
    key = current_app.config["FEEDBACK"].secret_key.encode()
    return hmac.new(key, b"order of texts:" + question_id.bytes, hashlib.sha256).digest()

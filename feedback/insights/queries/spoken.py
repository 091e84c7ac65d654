"""Whether sentences that a colleague typed are words of somebody who answered."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import func, or_, select
from sqlalchemy.orm import InstrumentedAttribute

from feedback.db import db
from feedback.evidence.models import Evidence
from feedback.surveys.models import AnswerText


def unspoken(sentences: Iterable[str]) -> list[str]:
    """Those of `sentences` that stand, word for word, in no answer and in no evidence; two reads a sentence."""
    return [one for one in sentences if not any(_stands(one, column) for column in (AnswerText.text, Evidence.text))]


def _stands(sentence: str, column: InstrumentedAttribute[str]) -> bool:
    exact = column.contains(sentence, autoescape=True)
    folded = func.lower(column).contains(sentence.lower(), autoescape=True)
    return db.session.scalars(select(column).where(or_(exact, folded)).limit(1)).first() is not None

"""How people of identified surveys felt where they wrote something: by what they scored at the same stage."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from statistics import fmean
from uuid import UUID

from sqlalchemy import select

from feedback.analysis.learning import Rated
from feedback.analysis.records import Label
from feedback.db import db
from feedback.surveys.models import Answer, Survey
from feedback.surveys.queries import counting
from feedback.surveys.queries.counting import Line
from feedback.surveys.rules import IDENTIFIED

# What somebody said of the service comes before whether they would recommend it; effort is neither.
_FEELING = ("csat", "rating", "nps")
_PROMOTER, _PASSIVE = 9, 7
Score = tuple[str, float]
"""The kind of question, and the value: as it was given for an NPS, else on 1..5, 5 best."""


def lines() -> dict[UUID, Line]:
    """Questions of identified surveys that ask how somebody felt, with their scales."""
    versions = db.session.scalars(select(Survey.version_id).where(Survey.mode == IDENTIFIED).distinct())
    found: dict[UUID, Line] = {}
    for version_id in sorted(versions, key=str):
        found |= counting.lines(counting.asked_by(version_id))
    return {row_id: line for row_id, line in found.items() if line.measure in _FEELING}


def scores(responses: Collection[UUID], asked: Mapping[UUID, Line]) -> dict[tuple[UUID, UUID | None], list[Score]]:
    """(response, stage) -> what the person scored there: the kind of question, and the value as it was given for
    an NPS, else on 1..5."""
    found: dict[tuple[UUID, UUID | None], list[Score]] = defaultdict(list)
    if not asked:
        return found
    wanted = select(Answer.response_id, Answer.stage_id, Answer.question_id, Answer.number).where(
        Answer.response_id.in_(list(responses)), Answer.question_id.in_(list(asked)), Answer.number.is_not(None)
    )
    for response_id, stage_id, question_id, number in db.session.execute(wanted):
        assert number is not None, "rows without a number are left out"
        line = asked[question_id]
        value = number if line.measure == "nps" else line.slope * number + line.offset
        found[(response_id, stage_id)].append((line.measure, value))
    return found


def rated(text: str, lang: str | None, scored: Sequence[Score]) -> Rated | None:
    """The text as an example of how its author felt there; None where they scored nothing."""
    kind = next((one for one in _FEELING if any(measure == one for measure, _ in scored)), None)
    if kind is None:
        return None
    value = fmean(value for measure, value in scored if measure == kind)
    if kind == "nps":
        return Rated(text, label=_recommends(value), lang=lang)
    return Rated(text, rating=value, lang=lang)


def _recommends(value: float) -> Label:
    if value >= _PROMOTER:
        return "pos"
    return "neu" if value >= _PASSIVE else "neg"

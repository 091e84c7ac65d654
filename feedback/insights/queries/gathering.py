"""Every comment that may be analysed, in a fixed order, chunk by chunk; and which of them are still there."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid5

from sqlalchemy import Select, func, or_, select, tuple_

from feedback.analysis.records import Comment as Analysable
from feedback.analysis.stages import StageWords
from feedback.db import db
from feedback.evidence.models import Evidence
from feedback.insights.models import Comment
from feedback.insights.queries.questions import commentable
from feedback.journeys import queries as journeys
from feedback.journeys.models import Stage
from feedback.stakeholders.models import StakeholderGroup
from feedback.surveys.models import AnswerText, Response, Survey
from feedback.surveys.rules import IDENTIFIED

CHUNK = 2_000
_COMMENTS = UUID("6d1f2a54-5a0e-5c3b-9a52-0c9f3d6f7b11")
"""Namespace of comment ids: the same source is the same comment in every run."""
_FIRST = UUID(int=0)


@dataclass(frozen=True, slots=True)
class Source:
    """Where a comment stands, and what is copied from there."""

    response_id: UUID | None
    question_id: UUID | None
    position: int | None
    evidence_id: UUID | None
    group_id: UUID
    stage_id: UUID | None
    wave_id: UUID | None
    survey_id: UUID | None

    @property
    def key(self) -> str:
        """What the analysis calls it: `a:response:question:position` or `e:evidence`."""
        if self.evidence_id is not None:
            return f"e:{self.evidence_id.hex}"
        assert self.response_id is not None and self.question_id is not None
        return f"a:{self.response_id.hex}:{self.question_id.hex}:{self.position}"

    @property
    def comment_id(self) -> UUID:
        return uuid5(_COMMENTS, self.key)


Gathered = tuple[Source, Analysable]


def gather() -> Iterator[list[Gathered]]:
    """All comments: of evidence, of identified surveys, and of protected ones once they are released."""
    groups, stages = _codes(StakeholderGroup), _codes(Stage)
    for rows in _pages(_evidence, Evidence.id):
        yield [_from_evidence(row, groups, stages) for row in rows]
    writing = commentable()
    for rows in _pages(_answers, AnswerText.response_id):
        yield [_from_answer(row, groups, stages) for row in rows if row.question_id in writing]


def _codes(model: type[StakeholderGroup] | type[Stage]) -> dict[UUID, str]:
    return {row_id: code for row_id, code in db.session.execute(select(model.id, model.code))}


def _pages(statement: Any, key: Any) -> Iterator[Sequence[Any]]:
    """Pages by key, so that no cursor stays open; all rows of one key are in one page."""
    after = _FIRST
    while last := db.session.scalar(_bound(statement(), key, after)):
        rows = db.session.execute(statement().where(key > after, key <= last).order_by(key)).all()
        yield rows
        after = last


def _bound(statement: Select[Any], key: Any, after: UUID) -> Select[Any]:
    """The key that ends the next page."""
    page = statement.with_only_columns(key.label("key")).where(key > after).order_by(key).limit(CHUNK).subquery()
    return select(page.c.key).order_by(page.c.key.desc()).limit(1)


def _evidence() -> Select[Any]:
    return select(
        Evidence.id, Evidence.group_id, Evidence.stage_id, Evidence.rating, Evidence.text, Evidence.lang
    ).where(Evidence.text != "")


def _answers() -> Select[Any]:
    return (
        select(
            AnswerText.response_id,
            AnswerText.question_id,
            AnswerText.position,
            AnswerText.group_id,
            AnswerText.stage_id,
            AnswerText.wave_id,
            AnswerText.text,
            Response.survey_id,
            Response.lang,
        )
        .join(Response, Response.id == AnswerText.response_id)
        .join(Survey, Survey.id == Response.survey_id)
        .where(or_(Survey.mode == IDENTIFIED, Survey.release_id.is_not(None)))
    )


def _from_evidence(row: Any, groups: dict[UUID, str], stages: dict[UUID, str]) -> Gathered:
    source = Source(None, None, None, row.id, row.group_id, row.stage_id, None, None)
    stage = stages.get(row.stage_id)
    return source, Analysable(source.key, row.text, row.lang, groups[row.group_id], stage, row.rating)


def _from_answer(row: Any, groups: dict[UUID, str], stages: dict[UUID, str]) -> Gathered:
    source = Source(
        row.response_id, row.question_id, row.position, None, row.group_id, row.stage_id, row.wave_id, row.survey_id
    )
    return source, Analysable(source.key, row.text, row.lang, groups[row.group_id], stages.get(row.stage_id))


def still_there(sources: Collection[Source]) -> set[str]:
    """Keys of those whose text has not been taken back meanwhile."""
    evidence = [one.evidence_id for one in sources if one.evidence_id]
    answers = [(one.response_id, one.question_id, one.position) for one in sources if one.response_id]
    there = set(db.session.scalars(select(Evidence.id).where(Evidence.id.in_(evidence)))) if evidence else set()
    where = tuple_(AnswerText.response_id, AnswerText.question_id, AnswerText.position)
    said = select(AnswerText.response_id, AnswerText.question_id, AnswerText.position).where(where.in_(answers))
    written = {tuple(row) for row in db.session.execute(said)} if answers else set()
    return {
        one.key
        for one in sources
        if one.evidence_id in there or (one.response_id, one.question_id, one.position) in written
    }


def sources() -> int:
    """How many comments there are to analyse; those that no run has read are more than `runs.comments` counts."""
    evidence = select(func.count()).select_from(Evidence).where(Evidence.text != "")
    written = _answers().with_only_columns(func.count()).where(AnswerText.question_id.in_(list(commentable())))
    return (db.session.scalar(evidence) or 0) + (db.session.scalar(written) or 0)


def stage_words() -> list[StageWords]:
    """The stages of the current journey, as the analysis reads them."""
    return [
        StageWords(stage.code, stage.name, stage.goal, tuple(point.name for point in stage.touchpoints))
        for stage in journeys.stages()
    ]

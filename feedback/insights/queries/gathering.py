"""Every comment that may be analysed, page by page; and where a comment stands, from its key."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid5

from sqlalchemy import Select, exists, func, or_, select, tuple_

from feedback.analysis.records import Comment
from feedback.analysis.stages import StageWords
from feedback.db import db
from feedback.evidence.models import Evidence
from feedback.insights.models import Comment as Read
from feedback.insights.queries.questions import commentable
from feedback.journeys import queries as journeys
from feedback.journeys.models import Stage
from feedback.journeys.queries.lineage import lineage
from feedback.stakeholders.models import StakeholderGroup
from feedback.surveys.models import AnswerText, Response, Survey
from feedback.surveys.rules import IDENTIFIED

PAGE = 2_000
_COMMENTS = UUID("6d1f2a54-5a0e-5c3b-9a52-0c9f3d6f7b11")
"""Namespace of comment ids: the same source is the same comment in every run."""
_FIRST = UUID(int=0)
Codes = Mapping[UUID | None, str]


@dataclass(frozen=True, slots=True)
class Source:
    """Where a comment stands, and what is copied from there; `key` is what the analysis calls it."""

    key: str
    response_id: UUID | None
    question_id: UUID | None
    position: int | None
    evidence_id: UUID | None
    group_id: UUID
    stage_id: UUID | None
    wave_id: UUID | None
    survey_id: UUID | None

    @property
    def comment_id(self) -> UUID:
        return comment_id(self.key)


def comment_id(key: str) -> UUID:
    """The id of the comment that the analysis calls so."""
    return uuid5(_COMMENTS, key)


def gather(*, unread: bool = False) -> Iterator[list[Comment]]:
    """All comments: of identified surveys, of protected ones what their releases count, and of evidence; in the order
    of their keys, so that a run that died comes to the same chunks again. `unread`: only those that no run has read.
    """
    groups, stages = _codes(StakeholderGroup), _stages()
    writing = commentable()
    for rows in pages(_answers(unread), AnswerText.response_id, AnswerText.question_id, AnswerText.position):
        yield [_written(row, groups, stages) for row in rows if row.question_id in writing]
    for rows in pages(_evidence(unread), Evidence.id):
        yield [_noted(row, groups, stages) for row in rows]


def _codes(model: type[StakeholderGroup] | type[Stage]) -> Codes:
    return {row_id: code for row_id, code in db.session.execute(select(model.id, model.code))}


def _stages() -> Codes:
    """Stage -> the code of where it counts today. Not of stages that were split: their comments are read anew, and may
    stand at one of the parts if their words say so.
    """
    codes, known = _codes(Stage), lineage()
    whole = known.split
    return {one: codes[known.standing(one)] for one in codes if one and known.standing(one) not in whole}


def pages(statement: Select[Any], key: Any, *order: Any) -> Iterator[Sequence[Any]]:
    """Pages by key, so that no cursor stays open; all rows of one key are in one page."""
    after = _FIRST
    while last := db.session.scalar(_end_of_page(statement, key, after)):
        yield db.session.execute(statement.where(key > after, key <= last).order_by(key, *order)).all()
        after = last


def _end_of_page(statement: Select[Any], key: Any, after: UUID) -> Select[Any]:
    page = statement.with_only_columns(key.label("key")).where(key > after).order_by(key).limit(PAGE).subquery()
    return select(page.c.key).order_by(page.c.key.desc()).limit(1)


def _evidence(unread: bool = False) -> Select[Any]:
    columns: list[Any] = [Evidence.id, Evidence.group_id, Evidence.stage_id]
    found = select(*columns, Evidence.rating, Evidence.text, Evidence.lang).where(Evidence.text != "")
    return found.where(~exists().where(Read.evidence_id == Evidence.id)) if unread else found


def _answers(unread: bool = False) -> Select[Any]:
    columns: list[Any] = [AnswerText.response_id, AnswerText.question_id, AnswerText.position, AnswerText.group_id]
    found = (
        select(*columns, AnswerText.stage_id, AnswerText.wave_id, AnswerText.text, Response.survey_id, Response.lang)
        .join(Response, Response.id == AnswerText.response_id)
        .join(Survey, Survey.id == Response.survey_id)
        .where(or_(Survey.mode == IDENTIFIED, AnswerText.counted_in > 0))
    )
    same = (
        Read.response_id == AnswerText.response_id,
        Read.question_id == AnswerText.question_id,
        Read.position == AnswerText.position,
    )
    return found.where(~exists().where(*same)) if unread else found


def _noted(row: Any, groups: Codes, stages: Codes) -> Comment:
    return Comment(f"e:{row.id.hex}", row.text, row.lang, groups[row.group_id], stages.get(row.stage_id), row.rating)


def _written(row: Any, groups: Codes, stages: Codes) -> Comment:
    key = f"a:{row.response_id.hex}:{row.question_id.hex}:{row.position}"
    return Comment(key, row.text, row.lang, groups[row.group_id], stages.get(row.stage_id))


def sources_of(keys: Collection[str]) -> dict[str, Source]:
    """Key -> where the comment stands; those whose text was taken back meanwhile are missing."""
    notes = [UUID(key[2:]) for key in keys if key.startswith("e:")]
    answers = [_answer_of(key) for key in keys if key.startswith("a:")]
    found = [*_sources_of_evidence(notes), *_sources_of_answers(answers)]
    return {source.key: source for source in found}


def _answer_of(key: str) -> tuple[UUID, UUID, int]:
    _, response, question, position = key.split(":")
    return UUID(response), UUID(question), int(position)


def _sources_of_evidence(ids: list[UUID]) -> Iterator[Source]:
    if not ids:
        return
    for row in db.session.execute(_evidence().where(Evidence.id.in_(ids))):
        yield Source(f"e:{row.id.hex}", None, None, None, row.id, row.group_id, row.stage_id, None, None)


def _sources_of_answers(ids: list[tuple[UUID, UUID, int]]) -> Iterator[Source]:
    if not ids:
        return
    where = tuple_(AnswerText.response_id, AnswerText.question_id, AnswerText.position)
    for row in db.session.execute(_answers().where(where.in_(ids))):
        yield Source(
            f"a:{row.response_id.hex}:{row.question_id.hex}:{row.position}",
            row.response_id,
            row.question_id,
            row.position,
            None,
            row.group_id,
            row.stage_id,
            row.wave_id,
            row.survey_id,
        )


def count(*, unread: bool = False) -> int:
    """How many comments there are to analyse; `unread`: how many of them no run has read."""
    notes = _evidence(unread).with_only_columns(func.count())
    written = _answers(unread).with_only_columns(func.count()).where(AnswerText.question_id.in_(list(commentable())))
    return (db.session.scalar(notes) or 0) + (db.session.scalar(written) or 0)


def stage_words() -> list[StageWords]:
    """The stages of the current journey, as the analysis reads them."""
    return [
        StageWords(stage.code, stage.name, stage.goal, tuple(point.name for point in stage.touchpoints))
        for stage in journeys.stages()
    ]

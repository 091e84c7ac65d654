"""Comments that no question and no evidence places: their suggested stages, and what people made of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, String, case, cast, func, select

from feedback.db import db, find
from feedback.errors import NotFound
from feedback.insights.models import Comment, Correction
from feedback.insights.queries import placing, sentences
from feedback.insights.queries.corrections import STAGE

STEPS = tuple(step / 20 for step in range(19, -1, -1))
"""Certainties that the page offers, the surest first."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A comment with the stage the analysis suggests, or that somebody gave it."""

    id: UUID
    text: str
    lang: str
    group_id: UUID
    stage_id: UUID | None
    certainty: float | None
    decided_stage_id: UUID | None
    unplaced: bool


@dataclass(frozen=True, slots=True)
class Accepted:
    """Suggestions that were accepted together."""

    id: UUID
    """One of the corrections, by which all are undone."""
    made_at: datetime
    made_by: UUID | None
    count: int
    undone: bool


def waiting() -> list[ColumnElement[bool]]:
    """Conditions of comments that wait for somebody to look at their suggestion: those that may be read, without a word
    on their stage of their own or of a person.
    """
    return [
        sentences.may_read(),
        Comment.stage_id.is_(None),
        Comment.decided_stage_id.is_(None),
        Comment.unplaced.is_(False),
        Comment.non_answer.is_(False),
    ]


def suggested(certainty: float) -> Select[Any]:
    """Comments whose suggested stage is at least so certain and waits for somebody."""
    certain = (Comment.suggested_stage_id.is_not(None), Comment.stage_certainty >= certainty)
    return select(Comment).where(*waiting(), *certain)


def without_stage(theme_id: UUID) -> Select[Any]:
    """Comments that count at no stage, whose main theme this is and whose words may be read."""
    mine = (sentences.may_read(), Comment.theme_id == theme_id, Comment.non_answer.is_(False))
    return select(Comment).where(*mine, Comment.stage_id.is_(None), placing.stage().is_(None))


def said_to_fit_none() -> Select[Any]:
    """Comments of which somebody said that they fit no stage of the map, and that may be read."""
    return select(Comment).where(sentences.may_read(), Comment.unplaced.is_(True)).order_by(Comment.id)


def would_take() -> list[tuple[float, int]]:
    """Certainty, and how many suggestions there are from it on: what accepting them would take."""
    wanted = suggested(0.0).with_only_columns(Comment.stage_certainty, func.count()).group_by(Comment.stage_certainty)
    found = db.session.execute(wanted).all()
    return [
        (step, sum(count for certainty, count in found if certainty is not None and certainty >= step))
        for step in STEPS
    ]


def count_above(certainty: float) -> int:
    """How many suggestions are at least so certain and wait for somebody."""
    return db.session.scalar(suggested(certainty).with_only_columns(func.count())) or 0


def count_without_stage(theme_id: UUID) -> int:
    return db.session.scalar(without_stage(theme_id).with_only_columns(func.count())) or 0


def suggestions(*, offset: int = 0, limit: int = 20) -> Sequence[Suggestion]:
    """Comments that wait with a suggestion, the least certain first: those a person is needed for most."""
    wanted = suggested(0.0).order_by(Comment.stage_certainty, Comment.id).offset(offset).limit(limit)
    return read(wanted)


def read(wanted: Select[Any]) -> list[Suggestion]:
    """Comments with their words."""
    text, statement = sentences.with_text(wanted)
    columns = (
        Comment.id,
        text,
        Comment.lang,
        Comment.group_id,
        Comment.suggested_stage_id,
        Comment.stage_certainty,
        Comment.decided_stage_id,
        Comment.unplaced,
    )
    return [Suggestion(*row) for row in db.session.execute(statement.with_only_columns(*columns))]


def one(comment_id: UUID) -> Suggestion:
    """One comment that may be read; NotFound."""
    found = read(select(Comment).where(Comment.id == sentences.readable_comment(comment_id).id))
    return found[0]


def accepted() -> list[Accepted]:
    """What was accepted together, the newest first."""
    made = (Correction.made_at, Correction.made_by)
    held = func.sum(_holds())
    wanted = (
        select(func.min(cast(Correction.id, String)), *made, func.count(), held)
        .where(Correction.kind == STAGE, Correction.bulk.is_(True))
        .group_by(*made)
        .order_by(Correction.made_at.desc())
    )
    return [
        Accepted(UUID(first), at, who, count, not kept) for first, at, who, count, kept in db.session.execute(wanted)
    ]


def _holds() -> Any:
    return case((Correction.undone_at.is_(None), 1), else_=0)


def accepted_with(correction_id: UUID) -> Accepted:
    """All that was accepted together with this; NotFound."""
    at = find(Correction, correction_id).made_at
    found = next((row for row in accepted() if row.made_at == at), None)
    if found is None:
        raise NotFound()
    return found

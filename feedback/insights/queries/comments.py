"""Whole comments with their sentences, what made their scores, and where they were written: to read and correct."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import select

from feedback.db import db
from feedback.insights.models import Comment, Correction, Mention
from feedback.insights.queries import mentions
from feedback.insights.queries.questions import commentable
from feedback.insights.queries.readable import protected


@dataclass(frozen=True, slots=True)
class Part:
    """One sentence: `words` are [word, weight] or [word, weight, "learned"]; `themes` are ids, the strongest first."""

    id: UUID
    start: int
    end: int
    sentiment: str
    score: float
    words: tuple[tuple[Any, ...], ...]
    themes: tuple[UUID, ...]


@dataclass(frozen=True, slots=True)
class WholeComment:
    """A comment as `mentions.Sentence` has it, with all its sentences."""

    id: UUID
    text: str
    lang: str
    sentiment: str
    score: float
    group_id: UUID
    stage_id: UUID | None
    suggested: bool
    suggested_stage_id: UUID | None
    certainty: float | None
    decided: bool
    """A person placed it, or said that it fits no stage."""
    fold: str | None
    parts: tuple[Part, ...]
    source: str | Mapping[str, str]
    question: Mapping[str, str] | None = None
    version: int | None = None
    month: date | None = None
    wave: Mapping[str, str] | None = None
    response_id: UUID | None = None


def comments(comment_ids: Collection[UUID]) -> list[WholeComment]:
    """These comments in the order of their ids. The caller has asked `reader` which of them may be read."""
    wanted = mentions.sources(select(Comment, *mentions.columns()).select_from(Comment))
    rows = db.session.execute(wanted.where(Comment.id.in_(comment_ids)).order_by(Comment.id)).all()
    hushed, questions, parts = protected(), commentable(), _parts(comment_ids)
    return [
        _comment(row, parts.get(row.Comment.id, ()), mentions.origin(row, questions, hushed))
        for row in rows
        if row.text
    ]


def _comment(row: Any, parts: tuple[Part, ...], origin: Mapping[str, Any]) -> WholeComment:
    comment = row.Comment
    return WholeComment(
        id=comment.id,
        text=row.text,
        lang=comment.lang,
        sentiment=comment.sentiment,
        score=comment.score,
        group_id=comment.group_id,
        stage_id=row.stage_id,
        suggested=bool(row.suggested),
        suggested_stage_id=comment.suggested_stage_id,
        certainty=comment.stage_certainty,
        decided=comment.unplaced or comment.decided_stage_id is not None,
        fold=comment.fold,
        parts=parts,
        **origin,
    )


def _parts(comment_ids: Collection[UUID]) -> dict[UUID, tuple[Part, ...]]:
    said = list(
        db.session.scalars(
            select(Mention).where(Mention.comment_id.in_(comment_ids)).order_by(Mention.comment_id, Mention.start)
        )
    )
    themes = mentions.themes_of([one.id for one in said])
    found: dict[UUID, tuple[Part, ...]] = {}
    for one in said:
        words = tuple(tuple(word) for word in one.words)
        part = Part(one.id, one.start, one.end, one.sentiment, one.score, words, themes.get(one.id, ()))
        found[one.comment_id] = (*found.get(one.comment_id, ()), part)
    return found


def corrections_of(comment_id: UUID) -> list[Correction]:
    """What people said about a comment and its sentences and did not take back, the newest first."""
    held = (Correction.comment_id == comment_id, Correction.undone_at.is_(None))
    return list(db.session.scalars(select(Correction).where(*held).order_by(Correction.made_at.desc(), Correction.id)))

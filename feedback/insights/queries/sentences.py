"""Sentences that somebody may read and therefore put right: one by its id, and those of a theme with their words."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, case, func, null, select, true

from feedback.db import db
from feedback.errors import NotFound
from feedback.evidence.models import Evidence
from feedback.insights.models import Comment, Mention, MentionTheme
from feedback.insights.queries import placing
from feedback.insights.queries.readable import protected, readable
from feedback.insights.rules import EVERYWHERE, Place
from feedback.surveys.models import AnswerText


@dataclass(frozen=True, slots=True)
class Spoken:
    """A sentence with its words, its language and the themes it carries, for what is worked out over many of them."""

    id: UUID
    comment_id: UUID
    text: str
    """The whole comment."""
    start: int
    end: int
    lang: str
    themes: frozenset[UUID] = frozenset()

    @property
    def words(self) -> str:
        return self.text[self.start : self.end]


def may_read() -> ColumnElement[bool]:
    """Comments whose words may be read."""
    hushed = protected()
    return readable(hushed) if hushed else true()


def readable_mention(mention_id: UUID) -> Mention:
    """A sentence whose words may be read; NotFound also where they may not."""
    found = db.session.scalar(_mentions(Mention).where(Mention.id == mention_id, may_read()))
    if found is None:
        raise NotFound()
    mention: Mention = found
    return mention


def _mentions(*columns: Any) -> Select[Any]:
    return select(*columns).select_from(Mention).join(Comment, Comment.id == Mention.comment_id)


def readable_comment(comment_id: UUID) -> Comment:
    """A comment whose words may be read; NotFound also where they may not."""
    found = db.session.scalar(select(Comment).where(Comment.id == comment_id, may_read()))
    if found is None:
        raise NotFound()
    comment: Comment = found
    return comment


def places_itself(mention_id: UUID) -> bool:
    """Whether whoever wrote a sentence was asked about a stage, or its evidence names one."""
    wanted = _mentions(Comment.stage_id).where(Mention.id == mention_id)
    return db.session.scalar(wanted) is not None


def carried(mention_id: UUID) -> frozenset[UUID]:
    """The themes a sentence carries."""
    return frozenset(db.session.scalars(select(MentionTheme.theme_id).where(MentionTheme.mention_id == mention_id)))


def spoken(
    theme_id: UUID | None = None, *, place: Place = EVERYWHERE, limit: int, ids: Collection[UUID] = ()
) -> list[Spoken]:
    """Sentences that may be read, drawn by lot and always the same: of one theme, or of any; at most `limit`."""
    columns: tuple[Any, ...] = (
        Mention.id,
        Mention.comment_id,
        Mention.start,
        Mention.end,
        Comment.lang,
        func.coalesce(AnswerText.text, Evidence.text).label("text"),
    )
    wanted = _texts(_mentions(*columns)).where(may_read(), *placing.at(place)).order_by(Mention.id).limit(limit)
    if theme_id is not None:
        carrying = select(MentionTheme.mention_id).where(MentionTheme.theme_id == theme_id)
        wanted = wanted.where(Mention.id.in_(carrying))
    if ids:
        wanted = wanted.where(Mention.id.in_(ids))
    return list(_spoken(db.session.execute(wanted).all()))


def with_text(statement: Select[Any]) -> tuple[ColumnElement[Any], Select[Any]]:
    """The column of a comment's text, and the statement that can ask for it."""
    return func.coalesce(AnswerText.text, Evidence.text).label("text"), _texts(statement)


def _texts(statement: Select[Any]) -> Select[Any]:
    answer = and_(
        AnswerText.response_id == Comment.response_id,
        AnswerText.question_id == Comment.question_id,
        AnswerText.position == Comment.position,
    )
    return statement.outerjoin(Evidence, Evidence.id == Comment.evidence_id).outerjoin(AnswerText, answer)


def _spoken(rows: Any) -> Iterator[Spoken]:
    themes = _themes([row.id for row in rows])
    for row in rows:
        place = row.id, row.comment_id, row.text, row.start, row.end, row.lang
        yield Spoken(*place, themes.get(row.id, frozenset()))


_PART = 500


def _themes(mention_ids: list[UUID]) -> dict[UUID, frozenset[UUID]]:
    found: dict[UUID, set[UUID]] = {}
    for start in range(0, len(mention_ids), _PART):
        part = mention_ids[start : start + _PART]
        wanted = select(MentionTheme.mention_id, MentionTheme.theme_id).where(MentionTheme.mention_id.in_(part))
        for mention_id, theme_id in db.session.execute(wanted):
            found.setdefault(mention_id, set()).add(theme_id)
    return {mention_id: frozenset(themes) for mention_id, themes in found.items()}


def count(theme_id: UUID | None = None) -> int:
    """How many sentences may be read: of one theme, or of any."""
    wanted = _mentions(func.count()).where(may_read())
    if theme_id is not None:
        carrying = select(MentionTheme.mention_id).where(MentionTheme.theme_id == theme_id)
        wanted = wanted.where(Mention.id.in_(carrying))
    return db.session.scalar(wanted) or 0


def persons(theme_ids: Collection[UUID]) -> list[tuple[UUID, UUID, UUID | None]]:
    """(theme, sentence, person) of every sentence of these themes that may be read; no person where it is protected."""
    hushed = protected()
    person = case((Comment.survey_id.in_(list(hushed)), null()), else_=placing.person())
    wanted = (
        _mentions(MentionTheme.theme_id, Mention.id, person)
        .join(MentionTheme, MentionTheme.mention_id == Mention.id)
        .where(may_read(), MentionTheme.theme_id.in_(theme_ids))
    )
    return [(theme_id, mention_id, person) for theme_id, mention_id, person in db.session.execute(wanted)]

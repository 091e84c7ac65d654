"""Comments to be read and corrected one by one: which ones, in an order that says nothing about who wrote first.

Comments that say nearly the same words stand once, with how many people said so. Of a protected survey only what may be
read anyway is found.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, case, func, or_, select

from feedback.db import db
from feedback.errors import NotFound
from feedback.insights.models import Comment, Correction, Mention, MentionTheme
from feedback.insights.queries import placing
from feedback.insights.queries.sentences import may_read
from feedback.insights.rules import EVERYWHERE, Place

Condition = ColumnElement[bool]
BEFORE, AFTER = 2, 7
"""Comments in the list before the one that is read, and after it."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Which comments: of a theme, at a place, of a group, that feel so. `sentiment` is that of the sentences about the
    theme, or, without one, of the whole comment. `unread`: only those that nobody has looked at.
    """

    theme_id: UUID | None = None
    place: Place = EVERYWHERE
    group_id: UUID | None = None
    sentiment: str | None = None
    answering: tuple[UUID, UUID] | None = None
    unread: bool = False


@dataclass(frozen=True, slots=True)
class Around:
    """Comments in the order of reading, `current` among them; None where no comment fits."""

    ids: tuple[UUID, ...] = ()
    current: UUID | None = None

    def beside(self, step: int) -> UUID | None:
        """The comment `step` places after the current one; None at the end."""
        if self.current is None:
            return None
        place = self.ids.index(self.current) + step
        return self.ids[place] if 0 <= place < len(self.ids) else None


@dataclass(frozen=True, slots=True)
class Progress:
    """How many of the comments somebody has looked at."""

    reviewed: int
    total: int


class Reading:
    """What somebody asked to read; what may be read is looked up once."""

    def __init__(self, asked: Asked) -> None:
        self._asked, self._allowed = asked, may_read()
        self._fits = self._conditions()

    def around(self, comment_id: UUID | None = None) -> Around:
        """The comments before and after one, which stays in the list although it may not fit any more; else the first.

        NotFound for a comment that is not there or may not be read.
        """
        if comment_id is None:
            first = self._walk(AFTER + 1)
            return Around(tuple(first), first[0]) if first else Around()
        if not db.session.scalar(select(func.count()).where(Comment.id == comment_id, self._allowed)):
            raise NotFound()
        before = self._walk(BEFORE, Comment.id < comment_id, backwards=True)
        return Around((*reversed(before), comment_id, *self._walk(AFTER, Comment.id > comment_id)), comment_id)

    def _walk(self, most: int, *conditions: Condition, backwards: bool = False) -> list[UUID]:
        unread = [Comment.id.not_in(_reviewed())] if self._asked.unread else []
        wanted = select(Comment.id).where(*self._fits, *unread, *conditions)
        return list(db.session.scalars(wanted.order_by(Comment.id.desc() if backwards else Comment.id).limit(most)))

    def progress(self) -> Progress:
        """Over everything that fits, looked at or not."""
        looked_at = case((Comment.id.in_(_reviewed()), 1), else_=0)
        counted = select(func.count(), func.coalesce(func.sum(looked_at), 0)).select_from(Comment)
        total, reviewed = db.session.execute(counted.where(*self._fits)).one()
        return Progress(int(reviewed), total)

    def same(self, folds: Collection[str]) -> dict[str, int]:
        """Fold -> how many comments that may be read say nearly the same."""
        counted = select(Comment.fold, func.count()).where(Comment.fold.in_(folds), self._allowed)
        return {fold: count for fold, count in db.session.execute(counted.group_by(Comment.fold)) if fold}

    def _conditions(self) -> list[Condition]:
        conditions = [*_of_comment(self._asked), self._allowed]
        conditions.append(_once(conditions))
        if self._asked.theme_id is not None:
            conditions.append(Comment.id.in_(_themed(self._asked.theme_id, self._asked.sentiment)))
        return conditions


def reviewed_of(comment_ids: Collection[UUID]) -> frozenset[UUID]:
    """Those of these comments that somebody has looked at."""
    return frozenset(db.session.scalars(_reviewed().where(Correction.comment_id.in_(comment_ids)).distinct()))


def _reviewed() -> Any:
    """Comments of which somebody said one by one that something is so, or is not."""
    return select(Correction.comment_id).where(Correction.undone_at.is_(None), ~Correction.bulk)


def _of_comment(asked: Asked) -> Iterator[Condition]:
    yield Comment.non_answer.is_(False)
    yield from placing.at(asked.place)
    if asked.group_id is not None:
        yield Comment.group_id == asked.group_id
    if asked.answering is not None:
        yield and_(Comment.survey_id == asked.answering[0], Comment.question_id == asked.answering[1])
    if asked.sentiment is not None and asked.theme_id is None:
        yield Comment.sentiment == asked.sentiment


def _themed(theme_id: UUID, sentiment: str | None) -> Any:
    found = select(Mention.comment_id).join(MentionTheme, MentionTheme.mention_id == Mention.id)
    found = found.where(MentionTheme.theme_id == theme_id)
    return found if sentiment is None else found.where(Mention.sentiment == sentiment)


def _once(conditions: Collection[Condition]) -> Condition:
    """One comment for all that say nearly the same: the first one that fits."""
    number = func.row_number().over(partition_by=Comment.fold, order_by=Comment.id).label("number")
    numbered = select(Comment.id, number).where(Comment.fold.is_not(None), *conditions).subquery()
    return or_(Comment.fold.is_(None), Comment.id.in_(select(numbered.c.id).where(numbered.c.number == 1)))

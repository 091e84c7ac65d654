"""Finding mentions: by theme, place, group and feeling, in an order that says nothing about who wrote first."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any, Literal
from uuid import UUID

from sqlalchemy import ColumnElement, Select, case, func, select

from feedback.db import db
from feedback.insights.models import Comment, Mention, MentionTheme
from feedback.insights.queries import placing
from feedback.insights.rules import EVERYWHERE, Place

Order = Literal["fixed", "strongest"]
Readable = ColumnElement[bool] | None
POOL = 4_000
"""Mentions of which the strongest are chosen; a theme with more of them is read in a sample that chance drew."""
READABLE = (20, 200)
"""Characters of a sentence that is long enough to say something and short enough to be read at a glance."""


@dataclass(frozen=True, slots=True)
class Search:
    """What is looked for. Statements join no more than they need: there may be a hundred thousand mentions."""

    theme_ids: Collection[UUID] | None
    place: Place
    group_id: UUID | None
    sentiment: str | None
    answering: tuple[UUID, UUID] | None = None
    """A survey and a question of it."""

    def count(self, readable: Readable) -> Select[Any]:
        """How many there are."""
        return self._from(select(func.count()), comments=readable is not None or self._asks_comments, readable=readable)

    def all(self, readable: Readable, *columns: Any) -> Select[Any]:
        """These columns of every mention with its comment."""
        return self._from(select(*columns), comments=True, readable=readable, mentions=True)

    @property
    def _asks_comments(self) -> bool:
        return self.place != EVERYWHERE or self.group_id is not None or self.answering is not None

    def _from(
        self, statement: Select[Any], *, comments: bool, readable: Readable, mentions: bool = False
    ) -> Select[Any]:
        found = self._themed(statement, mentions or comments or self.sentiment is not None)
        if comments:
            found = found.join(Comment, Comment.id == Mention.comment_id).where(*placing.at(self.place))
        if self.group_id is not None:
            found = found.where(Comment.group_id == self.group_id)
        if self.answering is not None:
            survey_id, question_id = self.answering
            found = found.where(Comment.survey_id == survey_id, Comment.question_id == question_id)
        if self.sentiment is not None:
            found = found.where(Mention.sentiment == self.sentiment)
        return found if readable is None else found.where(readable)

    def _themed(self, statement: Select[Any], mentions: bool) -> Select[Any]:
        """One theme is walked along its index; of several a mention may carry more than one, and counts once."""
        if self.theme_ids is not None and len(self.theme_ids) == 1:
            found = statement.select_from(MentionTheme).where(MentionTheme.theme_id.in_(self.theme_ids))
            return found.join(Mention, Mention.id == MentionTheme.mention_id) if mentions else found
        found = statement.select_from(Mention)
        if self.theme_ids is None:
            return found
        return found.where(
            Mention.id.in_(select(MentionTheme.mention_id).where(MentionTheme.theme_id.in_(self.theme_ids)))
        )

    @property
    def place_in_order(self) -> Any:
        """The column to walk along in the fixed order."""
        return MentionTheme.mention_id if self.theme_ids is not None and len(self.theme_ids) == 1 else Mention.id


def ordered(order: Order) -> tuple[Any, ...]:
    return (Mention.id,) if order == "fixed" else _clearest(Mention)


def _clearest(columns: Any) -> tuple[Any, ...]:
    unreadable = case(((columns.end - columns.start).between(*READABLE), 0), else_=1)
    return unreadable, func.abs(columns.score).desc(), columns.id


def chosen(
    search: Search,
    readable: Readable,
    order: Order,
    per_group: int | None,
    offset: int,
    limit: int,
) -> list[UUID]:
    """Ids of the sentences of one page, so that texts are read for these alone.

    The strongest are looked for among the first POOL in the fixed order, which is as good as drawing lots.
    """
    columns = (Mention.id, Mention.start, Mention.end, Mention.score, Comment.group_id)
    walked = search.all(readable, *columns).order_by(search.place_in_order)
    if order == "fixed" and per_group is None:
        return list(db.session.scalars(walked.offset(offset).limit(limit)))
    pool = walked.limit(POOL).subquery()
    by = (pool.c.id,) if order == "fixed" else _clearest(pool.c)
    if per_group is None:
        return list(db.session.scalars(select(pool.c.id).order_by(*by).offset(offset).limit(limit)))
    number = func.row_number().over(partition_by=pool.c.group_id, order_by=by).label("number")
    numbered = select(pool.c.id, number).subquery()
    return list(db.session.scalars(select(numbered.c.id).where(numbered.c.number <= per_group).limit(limit)))

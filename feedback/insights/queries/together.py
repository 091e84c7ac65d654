"""What goes with a theme: the other themes that stand in the same comments."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from uuid import UUID

from sqlalchemy import Select, or_, select

from feedback.db import db
from feedback.insights.models import Comment, Mention, MentionTheme
from feedback.surveys.models import Survey
from feedback.surveys.rules import IDENTIFIED

POOL = 300
"""Sentences of a theme that are looked at; a theme with more of them is read in a sample that chance drew."""


@dataclass(frozen=True, slots=True)
class Company:
    """`comments` that speak of a theme, and theme -> how many of these speak of it too."""

    comments: int = 0
    others: Mapping[UUID, int] = field(default_factory=dict)


def company(theme_id: UUID) -> Company:
    """The themes in the same comments as this one. Comments of protected surveys are left out, whatever they say.

    Two walks along indexes and the counting here: joined, SQLite would walk every sentence of the organisation.
    """
    parts = select(Mention.id, Mention.comment_id).where(Mention.comment_id.in_(_comments(theme_id)))
    comment_of = {mention_id: comment_id for mention_id, comment_id in db.session.execute(parts)}
    carried = select(MentionTheme.theme_id, MentionTheme.mention_id).where(
        MentionTheme.mention_id.in_(select(parts.subquery().c.id)), MentionTheme.theme_id != theme_id
    )
    others: dict[UUID, set[UUID]] = defaultdict(set)
    for other, mention_id in db.session.execute(carried):
        others[other].add(comment_of[mention_id])
    return Company(len(set(comment_of.values())), {other: len(found) for other, found in others.items()})


def _comments(theme_id: UUID) -> Select[tuple[UUID]]:
    """Ids of comments are drawn by chance and mean nothing: walking them in order is drawing lots."""
    pool = (
        select(Mention.comment_id, Comment.survey_id)
        .select_from(MentionTheme)
        .join(Mention, Mention.id == MentionTheme.mention_id)
        .join(Comment, Comment.id == Mention.comment_id)
        .where(MentionTheme.theme_id == theme_id)
        .order_by(MentionTheme.mention_id)
        .limit(POOL)
        .subquery()
    )
    free = or_(pool.c.survey_id.is_(None), Survey.mode == IDENTIFIED)
    return select(pool.c.comment_id).outerjoin(Survey, Survey.id == pool.c.survey_id).where(free).distinct()

"""What goes with a theme: the other themes that stand in the same comments."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from uuid import UUID

from sqlalchemy import distinct, func, or_, select
from sqlalchemy.orm import aliased

from feedback.db import db
from feedback.insights.models import Comment, Mention, MentionTheme
from feedback.surveys.models import Survey
from feedback.surveys.rules import IDENTIFIED

POOL = 2_000
"""Sentences of a theme that are looked at; a theme with more of them is read in a sample that chance drew."""


@dataclass(frozen=True, slots=True)
class Company:
    """`comments` that speak of a theme, and theme -> how many of these speak of it too."""

    comments: int = 0
    others: Mapping[UUID, int] = field(default_factory=dict)


def company(theme_id: UUID) -> Company:
    """The themes in the same comments as this one. Comments of protected surveys are left out, whatever they say."""
    found = list(db.session.scalars(_comments(theme_id)))
    if not found:
        return Company()
    other = aliased(MentionTheme)
    counted = (
        select(other.theme_id, func.count(distinct(Mention.comment_id)))
        .join(Mention, Mention.id == other.mention_id)
        .where(Mention.comment_id.in_(found), other.theme_id != theme_id)
        .group_by(other.theme_id)
    )
    return Company(len(found), {one: count for one, count in db.session.execute(counted)})


def _comments(theme_id: UUID) -> object:
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

"""Sentences behind an improvement, as far as they may be read."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any
from uuid import UUID

from sqlalchemy import select

from feedback.backlog.models import Improvement
from feedback.backlog.queries.improvements import theme_ids
from feedback.db import db
from feedback.insights.models import Comment, Mention
from feedback.insights.queries import mentions
from feedback.insights.queries.mentions import Sentences
from feedback.surveys.models import Survey
from feedback.surveys.rules import IDENTIFIED

NOTHING = Sentences((), 0)
FEELING = {"reduce": "neg", "amplify": "pos"}


def behind(row: Improvement, limit: int) -> Sentences:
    """The clearest sentences that carry a theme of the improvement at its stage, with the feeling it works on."""
    return _found(row, sentiment=FEELING[row.direction], order="strongest", limit=limit)


def page_of(row: Improvement, *, group_id: UUID | None, sentiment: str | None, offset: int, limit: int) -> Sentences:
    """Some of all sentences that carry a theme of the improvement at its stage."""
    return _found(row, group_id=group_id, sentiment=sentiment, offset=offset, limit=limit)


def _found(row: Improvement, **wanted: Any) -> Sentences:
    themes = theme_ids(row)
    return mentions.mentions_of(themes, place=row.stage_id, **wanted) if themes else NOTHING


def identified(mention_ids: Collection[UUID]) -> dict[UUID, UUID]:
    """Sentence -> the answer it stands in, of answers that were not given in confidence: those may be looked after."""
    rows = db.session.execute(
        select(Mention.id, Comment.response_id)
        .join(Comment, Comment.id == Mention.comment_id)
        .join(Survey, Survey.id == Comment.survey_id)
        .where(Mention.id.in_(mention_ids), Survey.mode == IDENTIFIED)
    )
    return {mention: response for mention, response in rows if response is not None}

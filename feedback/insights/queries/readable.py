"""Whose words may be read: everybody's that are not protected, and of those what the release of their survey shows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, false, or_, select, tuple_

from feedback.db import db
from feedback.disclosure import queries as releases
from feedback.disclosure.rules import SHOWN
from feedback.insights.models import Comment
from feedback.insights.queries.questions import commentable
from feedback.surveys.models import Survey
from feedback.surveys.rules import IDENTIFIED

COMMENTS = "comments"
"""Kind of figure in a release that decides about sentences."""


@dataclass(frozen=True, slots=True)
class Protected:
    """A survey whose sentences need many who wrote; `readable` are those of its cells that its release shows."""

    k_comments: int
    readable: frozenset[tuple[UUID, UUID, UUID]]
    """(survey, question, group)."""


def protected() -> dict[UUID, Protected]:
    surveys = db.session.execute(
        select(Survey.id, Survey.k_comments, Survey.release_id).where(Survey.mode != IDENTIFIED)
    ).all()
    if not surveys:
        return {}
    cells = releases.cells([row.release_id for row in surveys if row.release_id])
    questions: dict[str, list[UUID]] = {}
    for one in commentable().values():
        questions.setdefault(str(one.identity), []).append(one.id)
    return {
        row.id: Protected(row.k_comments, _shown(row.id, cells.get(row.release_id, {}), questions)) for row in surveys
    }


def _shown(
    survey_id: UUID, cells: Mapping[str, Any], questions: Mapping[str, list[UUID]]
) -> frozenset[tuple[UUID, UUID, UUID]]:
    return frozenset(
        (survey_id, question_id, UUID(group))
        for identity, decided in cells.get(COMMENTS, {}).items()
        for group, word in decided.items()
        if group and word == SHOWN
        for question_id in questions.get(identity, ())
    )


def readable(protected: Mapping[UUID, Protected]) -> ColumnElement[bool]:
    """Comments whose words may be read: everything that is not protected, and of that what its release shows."""
    free = or_(Comment.survey_id.is_(None), Comment.survey_id.not_in(list(protected)))
    allowed = [cell for one in protected.values() for cell in one.readable]
    cell = tuple_(Comment.survey_id, Comment.question_id, Comment.group_id)
    return or_(free, cell.in_(allowed) if allowed else false())

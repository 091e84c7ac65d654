"""Where a comment counts, and whose words it is: the expressions that every statement about comments shares."""

from __future__ import annotations

from typing import Any

from flask import current_app
from sqlalchemy import ColumnElement, case, func, select

from feedback.evidence.models import Evidence
from feedback.insights.models import Comment
from feedback.insights.rules import EVERYWHERE, Place


def threshold() -> float:
    """Certainty, 0 to 1, from which a suggested stage counts."""
    return float(current_app.config["FEEDBACK"].stage_threshold)


def suggested_stage() -> ColumnElement[Any]:
    """Where a comment without a stage of its own stands: where a person placed it, else at the suggested stage if it is
    certain enough and nobody said that it fits none, else nowhere.
    """
    counts = Comment.unplaced.is_(False) & (Comment.stage_certainty >= threshold())
    return case((Comment.decided_stage_id.is_not(None), Comment.decided_stage_id), (counts, Comment.suggested_stage_id))


def stage() -> ColumnElement[Any]:
    """The stage a comment counts at: where a person placed it, else its own, else the suggested one, else none."""
    return func.coalesce(Comment.decided_stage_id, Comment.stage_id, suggested_stage())


def is_suggested() -> ColumnElement[bool]:
    """Whether it counts at a stage by suggestion only."""
    said = Comment.stage_id.is_not(None) | Comment.decided_stage_id.is_not(None)
    return ~said & Comment.unplaced.is_(False) & (Comment.stage_certainty >= threshold())


def person() -> ColumnElement[Any]:
    """Who wrote it: one response, else one row of a file, which may hold several texts, else one piece of evidence."""
    of_row = select(Evidence.person_id).where(Evidence.id == Comment.evidence_id).scalar_subquery()
    return func.coalesce(Comment.response_id, of_row, Comment.evidence_id)


def at(place: Place) -> list[ColumnElement[bool]]:
    """Conditions that keep the comments of a place."""
    if place == EVERYWHERE:
        return []
    return [stage().is_(None) if place is None else stage() == place]

"""Where a comment counts, and whose words it is: the expressions that every statement about comments shares."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from flask import current_app
from sqlalchemy import ColumnElement, case, func, or_, select

from feedback.db import db
from feedback.evidence.models import Evidence
from feedback.insights.models import Comment
from feedback.insights.rules import EVERYWHERE, Place
from feedback.journeys.queries.lineage import lineage, standing
from feedback.journeys.rules.lineage import Lineage
from feedback.surveys.models import Survey
from feedback.surveys.rules import IDENTIFIED


def threshold() -> float:
    """Certainty, 0 to 1, from which a suggested stage counts."""
    return float(current_app.config["FEEDBACK"].stage_threshold)


def suggested_stage() -> ColumnElement[Any]:
    """Where a comment without a stage of its own stands: where a person placed it, else at the suggested stage if it is
    certain enough and nobody said that it fits none, else nowhere.
    """
    counts = Comment.unplaced.is_(False) & (Comment.stage_certainty >= threshold())
    return case((Comment.decided_stage_id.is_not(None), Comment.decided_stage_id), (counts, Comment.suggested_stage_id))


def given() -> ColumnElement[Any]:
    """The stage a comment was collected at: where a person placed it, else its own, else the suggested one, else none.

    The map may have changed since: `stage` says where it counts.
    """
    return func.coalesce(Comment.decided_stage_id, Comment.stage_id, suggested_stage())


def stage() -> ColumnElement[Any]:
    """The stage a comment counts at today: what its stage was merged into, else that stage.

    A comment at a stage that was split stays at the whole until its words point to one of the parts, and no further
    than those; where people are protected it stays there for good.
    """
    known = lineage()
    placed: ColumnElement[Any] = standing(given(), known)
    if not known.split:
        return placed
    return case(
        *((_finer(placed, whole, parts, known), _suggested(known)) for whole, parts in known.split.items()),
        else_=placed,
    )


@dataclass(frozen=True, slots=True)
class Whole:
    """A stage that was split, where the words put a comment before that, and how certainly (0 to 1)."""

    stage_id: UUID
    certainty: float


def at_wholes(comment_ids: Collection[UUID]) -> dict[UUID, Whole]:
    """Comment -> the stage since split at which its words put it, certain enough to count; none where nothing was."""
    wholes = list(lineage().split)
    if not wholes:
        return {}
    columns = (Comment.id, Comment.suggested_stage_id, Comment.stage_certainty)
    certain = (Comment.suggested_stage_id.in_(wholes), Comment.stage_certainty >= threshold())
    rows = db.session.execute(select(*columns).where(Comment.id.in_(comment_ids), *certain))
    return {comment: Whole(stage_id, sure) for comment, stage_id, sure in rows if stage_id and sure is not None}


def _suggested(known: Lineage) -> ColumnElement[Any]:
    suggested: ColumnElement[Any] = standing(Comment.suggested_stage_id, known)
    return suggested


def _finer(placed: Any, whole: UUID, parts: Collection[UUID], known: Lineage) -> ColumnElement[bool]:
    """Whether a comment at a stage that was split is certain enough to be of one of its parts."""
    certain = Comment.unplaced.is_(False) & (Comment.stage_certainty >= threshold())
    protected = select(Survey.id).where(Survey.mode != IDENTIFIED)
    free = Comment.survey_id.is_(None) | Comment.survey_id.not_in(protected)
    is_finer: ColumnElement[bool] = (placed == whole) & _suggested(known).in_(parts) & certain & free
    return is_finer


def is_suggested() -> ColumnElement[bool]:
    """Whether it counts at a stage by suggestion only."""
    said = Comment.stage_id.is_not(None) | Comment.decided_stage_id.is_not(None)
    free = ~said & Comment.unplaced.is_(False) & (Comment.stage_certainty >= threshold())
    known = lineage()
    if not known.split:
        return free
    placed = standing(given(), known)
    return or_(free, *(_finer(placed, whole, parts, known) for whole, parts in known.split.items()))


def person() -> ColumnElement[Any]:
    """Who wrote it: one response, else one row of a file, which may hold several texts, else one piece of evidence."""
    of_row = select(Evidence.person_id).where(Evidence.id == Comment.evidence_id).scalar_subquery()
    return func.coalesce(Comment.response_id, of_row, Comment.evidence_id)


def at(place: Place) -> list[ColumnElement[bool]]:
    """Conditions that keep the comments of a place."""
    if place == EVERYWHERE:
        return []
    return [stage().is_(None) if place is None else stage() == place]

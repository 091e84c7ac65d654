"""From the first day somebody said it to the first decision on it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import and_, func, select

from feedback.backlog.models import Decision, Improvement
from feedback.backlog.queries.improvements import theme_ids
from feedback.db import db
from feedback.evidence.models import Evidence
from feedback.insights.models import Comment, Mention, MentionTheme
from feedback.insights.queries import placing
from feedback.journeys.queries.lineage import lineage
from feedback.surveys.models import Response, Survey
from feedback.surveys.rules import IDENTIFIED


def days_to_decision(rows: Collection[Improvement]) -> tuple[list[float], int]:
    """Days from the first word to the first decision, and how many of them begin with the list.

    What was said in confidence has no day, and what was said after the decision did not lead to it: then the day counts
    on which the improvement came into the list.
    """
    first = select(Decision.improvement_id, func.min(Decision.decided_at)).group_by(Decision.improvement_id)
    decided = {improvement_id: moment for improvement_id, moment in db.session.execute(first)}
    found = [row for row in rows if row.id in decided]
    said, known = _first_said({theme for row in found for theme in theme_ids(row)}), lineage()
    days, kept = [], 0
    for row in found:
        stage_id = known.standing(row.stage_id) if row.stage_id else None
        end = decided[row.id].date()
        starts = [said[key] for theme in theme_ids(row) if (key := (theme, stage_id)) in said and said[key] <= end]
        kept += not starts
        days.append(float((end - min(starts, default=min(row.created_at.date(), end))).days))
    return days, kept


def _first_said(theme_ids: Collection[UUID]) -> Mapping[tuple[UUID, UUID | None], date]:
    """(theme, stage) -> the first day somebody spoke of it, under their name or in what was known already: one read."""
    stage = placing.stage().label("stands_at")
    rows = db.session.execute(
        select(MentionTheme.theme_id, stage, func.min(Evidence.dated), func.min(Response.answered_at))
        .join(Mention, Mention.id == MentionTheme.mention_id)
        .join(Comment, Comment.id == Mention.comment_id)
        .outerjoin(Evidence, Evidence.id == Comment.evidence_id)
        .outerjoin(Survey, Survey.id == Comment.survey_id)
        .outerjoin(Response, and_(Response.id == Comment.response_id, Survey.mode == IDENTIFIED))
        .where(MentionTheme.theme_id.in_(theme_ids))
        .group_by(MentionTheme.theme_id, stage)
    )
    return {(theme, place): min(days) for theme, place, *given in rows if (days := [_day(one) for one in given if one])}


def _day(moment: date | datetime) -> date:
    return moment.date() if isinstance(moment, datetime) else moment

"""Reading comments one by one: saying that all is right as it stands, and taking back what was said last."""

from __future__ import annotations

from uuid import UUID

from feedback.accounts.actions import record
from feedback.db import db, now
from feedback.errors import Conflict, message
from feedback.insights.actions import stages, undoing
from feedback.insights.models import Comment, Correction
from feedback.insights.queries import comments, sentences
from feedback.insights.queries.corrections import SENTIMENT, STAGE
from feedback.permissions import Access


def confirm(comment_id: UUID, *, by: Access | None = None) -> list[Correction]:
    """Say of each sentence that it feels as it was read: no run changes it, and what is learned from people learns it.

    NotFound for a comment whose words may not be read; Conflict where it has no sentence or each is confirmed already.
    """
    comment = sentences.readable_comment(comment_id)
    said = {(row.start, row.end) for row in comments.corrections_of(comment.id) if row.kind == SENTIMENT}
    at = now()
    rows = [
        _as_it_stands(comment, part, made_at=at, made_by=by.user_id if by else None)
        for one in comments.comments([comment.id])
        for part in one.parts
        if (part.start, part.end) not in said
    ]
    if not rows:
        raise Conflict(message("Everything in it was confirmed already."))
    db.session.add_all(rows)
    db.session.flush()
    record(by, "comment.confirm", "")
    return rows


def _as_it_stands(comment: Comment, part: comments.Part, **made: object) -> Correction:
    return Correction(
        comment_id=comment.id,
        evidence_id=comment.evidence_id,
        response_id=comment.response_id,
        question_id=comment.question_id,
        position=comment.position,
        kind=SENTIMENT,
        start=part.start,
        end=part.end,
        sentiment=part.sentiment,
        **made,
    )


def undo_last(comment_id: UUID, *, by: Access | None = None) -> None:
    """Take back what was said last about a comment or a sentence of it; Conflict where nothing was said."""
    comment = sentences.readable_comment(comment_id)
    last = next(iter(comments.corrections_of(comment.id)), None)
    if last is None:
        raise Conflict(message("Nobody said anything about this comment that could be undone."))
    if last.kind == STAGE:
        stages.leave_to_analysis(comment.id, by=by)
    else:
        undoing.undo_correction(last.id, by=by)

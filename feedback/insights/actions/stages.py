"""Where comments stand on the journey, as people say: one by one, or all suggestions above a certainty at once."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Select, func, insert, literal, select, true, update
from sqlalchemy.types import Uuid

from feedback.accounts.actions import record
from feedback.db import Moment, db, here, now, table_of
from feedback.errors import Conflict, message
from feedback.insights.actions.members import fresh_id
from feedback.insights.actions.runs import tally_soon
from feedback.insights.models import Comment, Correction
from feedback.insights.queries import sentences, staging
from feedback.insights.queries.corrections import STAGE
from feedback.journeys.models import Stage
from feedback.names import refusal
from feedback.permissions import Access

_comment, _correction = table_of(Comment), table_of(Correction)


def place(comment_id: UUID, *, stage: Stage | None, by: Access | None = None) -> Comment:
    """Say at which stage a comment stands, or, with none, that it fits no stage of the map.

    NotFound for a comment whose words may not be read; Conflict where it says itself where it stands.
    """
    comment = sentences.readable_comment(comment_id)
    if comment.stage_id is not None:
        raise Conflict(message("Whoever wrote this was asked about a stage: it stands there."))
    row = Correction(
        comment_id=comment.id,
        evidence_id=comment.evidence_id,
        response_id=comment.response_id,
        question_id=comment.question_id,
        position=comment.position,
        kind=STAGE,
        stage_id=stage.id if stage else None,
        made_by=by.user_id if by else None,
    )
    _lift(comment.id)
    db.session.add(row)
    comment.decided_stage_id, comment.unplaced = (stage.id, False) if stage else (None, True)
    db.session.flush()
    record(by, "comment.place", stage.code if stage else "")
    tally_soon(comment.organisation_id)
    return comment


def leave_to_analysis(comment_id: UUID, *, by: Access | None = None) -> Comment:
    """Take back what was said of a comment's place: the suggestion counts again, if it is certain enough."""
    comment = sentences.readable_comment(comment_id)
    _lift(comment.id)
    comment.decided_stage_id, comment.unplaced = None, False
    record(by, "comment.leave", "")
    tally_soon(comment.organisation_id)
    return comment


def accept_above(certainty: float, *, by: Access | None = None) -> int:
    """Accept every suggestion from a certainty (0..1) on, of comments whose words may be read; how many there were."""
    if not 0.0 <= certainty <= 1.0:
        raise refusal("certainty", message("Choose a certainty from 0 to 100."))
    wanted = staging.suggested(certainty)
    return _accept(wanted, Comment.suggested_stage_id, "comment.accept", by)


def place_theme(theme_id: UUID, *, stage: Stage, by: Access | None = None) -> int:
    """Place every comment without a stage that may be read and whose main theme this is; how many there were."""
    wanted = staging.without_stage(theme_id)
    return _accept(wanted, literal(stage.id, Uuid()), "comment.place_theme", by)


def _accept(wanted: Select[Any], stage: Any, act: str, by: Access | None) -> int:
    at = now()
    source = ("evidence_id", "response_id", "question_id", "position")
    chosen = wanted.with_only_columns(
        fresh_id(),
        literal(here(), Uuid()),
        Comment.id,
        *(getattr(Comment, name) for name in source),
        literal(STAGE),
        stage,
        true(),
        true(),
        literal(at, Moment()),
        literal(by.user_id if by else None, Uuid()),
    )
    names = [
        "id",
        "organisation_id",
        "comment_id",
        *source,
        "kind",
        "stage_id",
        "belongs",
        "bulk",
        "made_at",
        "made_by",
    ]
    db.session.execute(insert(_correction).from_select(names, chosen))
    made = (_correction.c.organisation_id == here(), _correction.c.made_at == at, _correction.c.bulk.is_(True))
    count = db.session.scalar(select(func.count()).select_from(_correction).where(*made)) or 0
    _apply(at)
    record(by, act, "", {"comments": count})
    tally_soon(here())
    return count


def _apply(at: datetime) -> None:
    """Comments stand where the corrections of this moment say."""
    mine = (_correction.c.organisation_id == here(), _correction.c.made_at == at, _correction.c.bulk.is_(True))
    given = select(_correction.c.stage_id).where(*mine, _correction.c.comment_id == _comment.c.id).limit(1)
    placed = update(_comment).where(
        _comment.c.organisation_id == here(), _comment.c.id.in_(select(_correction.c.comment_id).where(*mine))
    )
    stage = given.correlate(_comment).scalar_subquery()
    db.session.execute(placed.values(decided_stage_id=stage, unplaced=False))
    db.session.expire_all()


def undo_accepting(correction_id: UUID, *, by: Access | None = None) -> int:
    """Take back what was accepted together; comments that somebody placed since stay where they are."""
    rows = staging.accepted_with(correction_id)
    if rows.undone:
        raise Conflict(message("This was undone already."))
    mine = (
        _correction.c.organisation_id == here(),
        _correction.c.made_at == rows.made_at,
        _correction.c.bulk.is_(True),
    )
    held = _correction.c.undone_at.is_(None)
    back = update(_comment).where(
        _comment.c.organisation_id == here(), _comment.c.id.in_(select(_correction.c.comment_id).where(*mine, held))
    )
    db.session.execute(back.values(decided_stage_id=None))
    db.session.execute(update(_correction).where(*mine, held).values(undone_at=now()))
    db.session.expire_all()
    record(by, "comment.undo_accept", "", {"comments": rows.count})
    tally_soon(here())
    return rows.count


def _lift(comment_id: UUID) -> None:
    """What was said before of a comment's place holds no longer."""
    held = (_correction.c.organisation_id == here(), _correction.c.comment_id == comment_id)
    stage = (_correction.c.kind == STAGE, _correction.c.undone_at.is_(None))
    db.session.execute(update(_correction).where(*held, *stage).values(undone_at=now()))

"""One improvement with its place among all, without reading all."""

from __future__ import annotations

from sqlalchemy import and_, select

from feedback.backlog.models import Improvement, Ranking, Score
from feedback.backlog.queries import rankings
from feedback.backlog.queries.board import Board, Counted, Line, narrowed
from feedback.db import db


def place(row: Improvement) -> tuple[Board, Line]:
    """A board that holds one line, and that line; one that is merged into another has no place of its own."""
    ranking = rankings.newest()
    board = narrowed(ranking, [row.number], _counted(ranking))
    return board, board.by_number.get(row.number) or Line(row, None)


def _counted(ranking: Ranking | None) -> Counted:
    same = and_(Score.improvement_id == Improvement.id, Score.ranking_id == (ranking.id if ranking else None))
    wanted = select(Improvement.number, Score.rank, Score.rank_low).outerjoin(Score, same)
    rows = db.session.execute(wanted.where(Improvement.merged_into_id.is_(None))).all()
    ranked = sum(row.rank_low is not None for row in rows)
    return Counted(len(rows), ranked, {row.number: row.rank for row in rows})

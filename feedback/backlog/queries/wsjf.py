"""The list by WSJF: what a delay costs against the size of the job, as far as the figures tell it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import func, select

from feedback.analysis.priority import Effort
from feedback.analysis.priority.wsjf import Job, Wsjf, wsjf
from feedback.backlog.models import Improvement, ImprovementDependency, Score
from feedback.backlog.queries.comparing import Figures, Named
from feedback.backlog.rules.status import OUT_OF_RANKING
from feedback.db import db


@dataclass(frozen=True)
class WsjfLine:
    """A line with its place in the list and its WSJF.

    `due`: its date, None where nobody gave one. `waiting`: improvements that wait for it. `estimated`: whether
    somebody estimated its effort.
    """

    line: Named
    rank: int
    wsjf: Wsjf
    due: date | None
    waiting: int
    estimated: bool


def wsjf_lines(found: Figures, today: date) -> list[WsjfLine]:
    """All ranked lines, the largest WSJF first; equal ones as the list has them: two reads."""
    rows, waiting = _rows(found), waiting_for()
    jobs = [_job(parts, _days(due, today), waiting.get(row_id, 0)) for row_id, _, _, due, _, parts in rows]
    lines = [
        WsjfLine(Named(number, title), rank, one, due, waiting.get(row_id, 0), parts["effort_set"])
        for (row_id, number, title, due, rank, parts), one in zip(rows, wsjf(jobs), strict=True)
    ]
    return sorted(lines, key=lambda one: one.wsjf.place)


def _rows(found: Figures) -> Sequence[Any]:
    wanted = (
        select(Improvement.id, Improvement.number, Improvement.title, Improvement.due_on, Score.rank, Score.parts)
        .join(Score, Score.improvement_id == Improvement.id)
        .where(Score.ranking_id == found.ranking.id, Score.rank_low.is_not(None))
        .order_by(Score.rank)
    )
    return db.session.execute(wanted).all()


def waiting_for() -> Mapping[Any, int]:
    """Improvement id -> how many that are still to be done wait for it: one read."""
    wanted = (
        select(ImprovementDependency.needs_id, func.count())
        .join(Improvement, Improvement.id == ImprovementDependency.improvement_id)
        .where(Improvement.status.not_in(OUT_OF_RANKING), Improvement.merged_into_id.is_(None))
        .group_by(ImprovementDependency.needs_id)
    )
    return {needs: count for needs, count in db.session.execute(wanted)}


def _job(parts: Mapping[str, Any], days: int | None, waiting: int) -> Job:
    impact = parts["reach"] * parts["severity"] * parts["breadth"] * parts["moment"]
    return Job(impact, days, waiting, Effort(*parts["effort"]))


def _days(due: date | None, today: date) -> int | None:
    return None if due is None else (due - today).days

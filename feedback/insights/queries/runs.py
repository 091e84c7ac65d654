"""Runs of the analysis: the newest one, and how far it is."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import func, select

from feedback import jobs
from feedback.analysis.state import State
from feedback.db import db, find, here
from feedback.insights.models import AnalysisState, Comment, Run
from feedback.insights.rules import DONE, UNDER_WAY, state_of
from feedback.insights.rules.scope import remaining
from feedback.jobs import Job
from feedback.surveys.models import Response, Survey
from feedback.surveys.rules import IDENTIFIED


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a run is: its state as `rules.state_of` has it, steps done, steps in all (0: unknown), and the seconds it
    will still take, None where nobody can tell.
    """

    run: Run
    state: str
    done: int
    total: int
    remaining: float | None = None

    @property
    def under_way(self) -> bool:
        return self.state in UNDER_WAY


def newest() -> Run | None:
    """The newest run, whatever became of it."""
    return db.session.scalar(select(Run).order_by(Run.created_at.desc(), Run.id).limit(1))


def newest_done() -> Run | None:
    """The run that today's figures come from; None before the first."""
    wanted = select(Run).where(Run.state == DONE).order_by(Run.finished_at.desc(), Run.id).limit(1)
    return db.session.scalar(wanted)


def newest_state() -> tuple[Run | None, State | None]:
    """The newest run that is done, and what it left for the next one; nothing where that cannot be gone on with."""
    row = newest_done()
    kept = db.session.scalar(select(AnalysisState).where(AnalysisState.run_id == row.id)) if row else None
    if kept is None:
        return None, None
    try:
        return row, State.from_bytes(kept.body)
    except (ValueError, KeyError, TypeError):
        return None, None  # Written by another version: everything is read again.


def run(run_id: UUID) -> Run:
    """One run of this organisation; NotFound."""
    return find(Run, run_id)


def progress(row: Run | None) -> Progress | None:
    """How far a run is; None where there is none."""
    if row is None:
        return None
    job: Job | None = jobs.find_job(row.job_id, here()) if row.job_id and row.state in UNDER_WAY else None
    state = state_of(row.state, job.state if job else None)
    if job is None:
        return Progress(row, state, 0, 0)
    told = job.lease_until - jobs.LEASE if job.lease_until else None
    elapsed = (told - row.started_at).total_seconds() if told and row.started_at else 0.0
    return Progress(row, state, job.done, job.total, remaining(elapsed, job.done, job.total))


def answers() -> int:
    """Answers that may be looked at: of identified surveys, and of protected ones what their releases count."""
    counted = (Survey.mode == IDENTIFIED) | (Response.counted_in > 0)
    wanted = select(func.count()).select_from(Response).join(Survey, Survey.id == Response.survey_id).where(counted)
    return db.session.scalar(wanted) or 0


def comments() -> int:
    """Comments that the analysis has read."""
    return db.session.scalar(select(func.count()).select_from(Comment)) or 0

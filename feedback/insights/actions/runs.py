"""Starting a run, and what a run leaves behind when it is done."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import delete, insert

from feedback import events, jobs
from feedback.accounts.actions import record
from feedback.db import db, here, now, table_of
from feedback.insights.models import Run, VoiceTally
from feedback.insights.queries import placing, runs
from feedback.insights.rules import CANCELLED, DONE, RUNNING, WAITING
from feedback.permissions import Access

SEED = 0
JOB, TALLY = "insights.run", "insights.tally"


def start_run(*, by: Access | None = None) -> Run:
    """A run of the analysis, queued; the one that is under way already where there is one."""
    known = runs.progress(runs.newest())
    if known is not None and known.under_way:
        return known.run
    row = Run(parameters={"stage_threshold": placing.threshold()}, seed=SEED, state=WAITING)
    db.session.add(row)
    db.session.flush()
    job = jobs.add(JOB, organisation_id=here(), key=f"{JOB}:{here()}", run=row.id.hex)
    row.job_id = job.id if job else None
    record(by, "insights.run", str(row.id))
    return row


def cancel_run(run_id: UUID, *, by: Access | None = None) -> bool:
    """Stop a run that waits or is under way; False where it was over already."""
    row = runs.run(run_id)
    if row.job_id is None or not jobs.cancel(row.job_id, here()):
        return False
    row.state = CANCELLED
    record(by, "insights.cancel_run", str(row.id))
    return True


def begin(row: Run, *, parameters: Mapping[str, Any], snapshot: str, comments: int, answers: int) -> None:
    """Note what the run looks at, before it looks."""
    row.state, row.parameters, row.snapshot = RUNNING, dict(parameters), snapshot
    row.comments, row.answers = comments, answers


def finish(row: Run, *, versions: Mapping[str, str], seconds: float) -> None:
    """End the run and tell the slices above; everything of it stands."""
    row.state, row.versions, row.seconds, row.finished_at = DONE, dict(versions), seconds, now()
    events.announce(events.AnalysisFinished(row.organisation_id, row.id))


def write_tally(rows: list[dict[str, Any]]) -> None:
    """Replace the tally of voices of this organisation."""
    db.session.execute(delete(VoiceTally), execution_options={"synchronize_session": False})
    if rows:
        owner = {"organisation_id": here()}
        db.session.execute(insert(table_of(VoiceTally)), [{**owner, **row} for row in rows])


def tally_soon(organisation_id: UUID) -> None:
    """Count again, soon: sources were added or taken back."""
    jobs.add(TALLY, organisation_id=organisation_id, key=f"{TALLY}:{organisation_id}")

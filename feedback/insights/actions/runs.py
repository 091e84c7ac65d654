"""Starting a run, and what a run leaves behind when it is done."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import delete, insert

from feedback import events, jobs
from feedback.accounts.actions import record
from feedback.analysis.identity import Change
from feedback.analysis.state import State
from feedback.db import db, here, now, table_of
from feedback.insights.models import AnalysisState, Run, ThemeChange, VoiceTally
from feedback.insights.queries import placing, runs, themes
from feedback.insights.rules import CANCELLED, DONE, RUNNING, WAITING
from feedback.insights.rules.scope import ADDED, ALL, Scope
from feedback.permissions import Access

SEED = 0
JOB, TALLY, NUMBERS = "insights.run", "insights.tally", "insights.numbers"


def start_run(*, everything: bool = False, by: Access | None = None) -> Run:
    """A run of the analysis, queued; the one that is under way already where there is one.

    It reads what came since the one before it, and everything where that is not enough, or where it is asked to.
    """
    known = runs.progress(runs.newest())
    if known is not None and known.under_way:
        return known.run
    wanted = ALL if everything else ADDED
    row = Run(parameters={"stage_threshold": placing.threshold()}, seed=SEED, state=WAITING, scope=wanted)
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


def begin(row: Run, *, scope: Scope, continues_id: UUID | None, answers: int) -> None:
    """Note what the run looks at, before it looks."""
    row.state, row.started_at = RUNNING, now()
    row.scope, row.continues_id, row.answers = scope, continues_id, answers


def finish(
    row: Run,
    *,
    parameters: Mapping[str, Any],
    versions: Mapping[str, str],
    snapshot: str,
    comments: int,
    read: int,
    seconds: float,
) -> None:
    """End the run and tell the slices above; everything of it stands."""
    row.parameters, row.snapshot, row.comments, row.read = dict(parameters), snapshot, comments, read
    row.state, row.versions, row.seconds, row.finished_at = DONE, dict(versions), seconds, now()
    events.announce(events.AnalysisFinished(row.organisation_id, row.id))


def write_state(row: Run, state: State) -> None:
    """Keep what the next run goes on with; one per organisation."""
    db.session.execute(delete(AnalysisState), execution_options={"synchronize_session": False})
    db.session.add(AnalysisState(run_id=row.id, reading=state.reading, body=state.to_bytes()))
    db.session.flush()


def write_changes(row: Run, changes: Iterable[Change]) -> None:
    """Note what became of each theme with this run."""
    ids = {theme.code: theme.id for theme in themes.themes()}
    db.session.execute(delete(ThemeChange).where(ThemeChange.run_id == row.id))
    db.session.add_all(
        ThemeChange(
            run_id=row.id,
            theme_id=ids[change.theme],
            kind=change.kind,
            others=list(change.others),
            overlap=change.overlap,
            before=change.before,
            after=change.after,
        )
        for change in changes
        if change.theme in ids
    )
    db.session.flush()


def write_tally(rows: list[dict[str, Any]]) -> None:
    """Replace the tally of voices of this organisation."""
    db.session.execute(delete(VoiceTally), execution_options={"synchronize_session": False})
    if rows:
        owner = {"organisation_id": here()}
        db.session.execute(insert(table_of(VoiceTally)), [{**owner, **row} for row in rows])


def tally_soon(organisation_id: UUID) -> None:
    """Count again, soon: sources were added or taken back."""
    jobs.add(TALLY, organisation_id=organisation_id, key=f"{TALLY}:{organisation_id}")


def numbers_soon(organisation_id: UUID) -> None:
    """Compute again, soon, what is too dear for a page: what was counted changed."""
    jobs.add(NUMBERS, organisation_id=organisation_id, key=f"{NUMBERS}:{organisation_id}")

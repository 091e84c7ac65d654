"""The work of a run: read, here or in processes of its own, write in chunks, count; and counting again by itself."""

from __future__ import annotations

import time
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from flask import current_app

from feedback import jobs
from feedback.analysis.identity import Change
from feedback.analysis.pipeline import Stream
from feedback.analysis.spool import Folder
from feedback.db import db, here
from feedback.insights import running
from feedback.insights.actions import learning, members, moments, run_figures, runs
from feedback.insights.analysing import executor, folder
from feedback.insights.models import Run
from feedback.insights.numbers import Judged, Spoken
from feedback.insights.numbers import rows as figures_of
from feedback.insights.queries import judging, periods, tallying
from feedback.insights.queries import moments as moment_queries
from feedback.insights.queries import runs as run_queries
from feedback.insights.queries.sampled import Sampled
from feedback.insights.rules import CANCELLED
from feedback.insights.rules.scope import ALL
from feedback.insights.running import Plan, Reading, Telling, Writing
from feedback.jobs import Overtaken, Task, job


@job(runs.JOB)
def run(task: Task) -> None:
    """One run. Done again after a crash it goes on: chunks that were read or written are not read or written again."""
    started = time.perf_counter()
    run_id = UUID(task.payload["run"])
    row = run_queries.run(run_id)
    config = current_app.config["FEEDBACK"]
    waiting = folder(config.var, here(), run_id)
    plan = running.planned(row)
    telling = Telling(task.writing, plan.total)
    try:
        with task.writing(0, 2 * plan.total):
            runs.begin(row, scope=plan.scope, continues_id=plan.continues_id, answers=run_queries.answers())
        with executor(config.processes, config.dask, apart=_serves()) as where:
            plan = running.taught(plan, where, waiting, telling.tick)
            reading = Reading(unread=plan.state is not None, before=plan.snapshot)
            stream = running.read(plan, reading, where, waiting, telling)
        changed = _write(task, row, plan, reading, stream, waiting)
        _finish(task, row, plan, reading, stream, changed, started)
        if running.outdated(plan):
            with task.writing():
                runs.start_run()
    except Overtaken:
        db.session.rollback()
        if run_queries.run(run_id).state == CANCELLED:
            waiting.remove()
        raise
    waiting.remove()


def _write(task: Task, row: Run, plan: Plan, reading: Reading, stream: Stream, waiting: Folder) -> tuple[Change, ...]:
    """Write the result, and say what became of the themes."""
    before = running.before(plan, waiting)
    after = Sampled(before.bound) if before else None
    Writing(task.writing, row, stream, waiting, f"{plan.reading}-{reading.snapshot}", after).write()
    return running.changes(before, after)


@job(runs.TALLY)
def tally(task: Task) -> None:
    """Count again what was said, after sources were added or taken back."""
    rows = tallying.counted()
    with task.writing():
        runs.write_tally(rows)
        members.forget_held()
        runs.numbers_soon(here())


@job(runs.NUMBERS)
def numbers(task: Task) -> None:
    """What moved over time, drivers, effects of themes and distances between groups: after every count."""
    moved = periods.counted()
    with task.writing():
        run_figures.write_periods(moved)
    made = _computed(judging.judged(), judging.spoken()) + judging.changes()
    with task.writing():
        run_figures.write(made)


def _computed(judged: Mapping[UUID, Judged], spoken: Mapping[UUID, Spoken]) -> list[dict[str, Any]]:
    if not _serves():
        return figures_of(judged, spoken, seed=runs.SEED)
    with jobs.pool(1) as executor:
        return executor.submit(figures_of, judged, spoken, seed=runs.SEED).result()


def _serves() -> bool:
    """Whether this process may be answering people too: a command that does one job needs no second process."""
    return "feedback.wake" in current_app.extensions


def _finish(
    task: Task,
    row: Run,
    plan: Plan,
    reading: Reading,
    stream: Stream,
    changed: tuple[Change, ...],
    started: float,
) -> None:
    """The tally first, because moments are read from it; then moments, and only then those above hear of it."""
    counted = tallying.counted()
    with task.writing():
        runs.write_tally(counted)
    found, comments = moment_queries.computed(), run_queries.comments()
    seconds = round(time.perf_counter() - started, 3)
    with task.writing():
        moments.compute(found)
        runs.write_changes(row, changed)
        runs.write_state(row, stream.state)
        if plan.scope == ALL:
            learning.write(plan.learned, row)
        else:
            learning.keep(row)
        runs.finish(
            row,
            parameters=plan.kept,
            versions=stream.versions,
            snapshot=reading.snapshot,
            comments=comments,
            read=stream.count,
            seconds=seconds,
        )
        runs.numbers_soon(here())

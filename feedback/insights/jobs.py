"""The work of a run: read everything, analyse it in processes of its own, write it in chunks."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from uuid import UUID

from flask import current_app

from feedback import jobs
from feedback.analysis.pipeline import Analysis, Parameters, analyse
from feedback.analysis.records import Comment
from feedback.insights.actions import moments, results, runs
from feedback.insights.analysing import analyse_apart
from feedback.insights.models import Run
from feedback.insights.queries import gathering, placing, tallying, themes
from feedback.insights.queries import moments as moment_queries
from feedback.insights.queries import runs as run_queries
from feedback.jobs import Task, job
from feedback.journeys import queries as journeys

CHUNK = 500
"""Comments written in one transaction: a fraction of a second, so that answers are taken meanwhile."""
TELL_EVERY = 2.0
"""Seconds between two notes of progress, each of which is a transaction and renews the lease."""


@job(runs.JOB)
def run(task: Task) -> None:
    """One run. Done again after a crash it comes to the same: every chunk replaces what stood there."""
    started = time.perf_counter()
    row = run_queries.run(UUID(task.payload["run"]))
    comments = sorted((one for page in gathering.gather() for one in page), key=lambda one: one.key)
    # Every stage is suggested that words point to; from which certainty on it counts is asked when it is read.
    parameters = Parameters(seed=row.seed, stage_threshold=0.0)
    _begin(task, row, comments, parameters)
    analysis = _analysed(task, comments, parameters)
    _write(task, row, analysis)
    _finish(task, row, analysis, started)


@job(runs.TALLY)
def tally(task: Task) -> None:
    """Count again what was said, after sources were added or taken back."""
    rows = tallying.counted()
    with task.writing():
        runs.write_tally(rows)


def snapshot(comments: Iterable[Comment]) -> str:
    """SHA-256 over keys and texts in the order of the keys: the same comments give the same, whatever the order."""
    digest = hashlib.sha256()
    for comment in sorted(comments, key=lambda one: one.key):
        digest.update(f"{comment.key}\0{comment.text}\0".encode("utf-8", "surrogatepass"))
    return digest.hexdigest()


def _begin(task: Task, row: Run, comments: Sequence[Comment], parameters: Parameters) -> None:
    kept = {**asdict(parameters), "counts_from": placing.threshold()}
    digest, answers = snapshot(comments), run_queries.answers()
    with task.writing(0, 2 * len(comments)):
        runs.begin(row, parameters=kept, snapshot=digest, comments=len(comments), answers=answers)


def _analysed(task: Task, comments: Sequence[Comment], parameters: Parameters) -> Analysis:
    book, stages, known = themes.codebook(), gathering.stage_words(), themes.found_before()
    processes = current_app.config["FEEDBACK"].processes
    told = _Told(task, 2 * len(comments))
    if processes < 2 and not _serves():
        return analyse(
            comments, codebook=book, stages=stages, parameters=parameters, known=known, progress=told.progress
        )
    with jobs.pool(1) as executor:
        return analyse_apart(
            comments,
            book,
            stages,
            parameters,
            known,
            executor=executor,
            processes=processes,
            progress=told.progress,
        )


def _serves() -> bool:
    """Whether this process may be answering people too: a command that does one job needs no second process."""
    return "feedback.wake" in current_app.extensions


@dataclass
class _Told:
    """Notes progress now and then; half of the way is reading, the other half writing."""

    task: Task
    total: int
    at: float = 0.0

    def progress(self, done: int, total: int) -> None:
        if time.monotonic() - self.at >= TELL_EVERY:
            with self.task.writing(done, self.total):
                self.at = time.monotonic()


def _write(task: Task, row: Run, analysis: Analysis) -> None:
    total = len(analysis.comments)
    with task.writing(total, 2 * total):
        theme_ids = results.write_themes(analysis.themes, row.id)
    stage_ids = {stage.code: stage.id for stage in journeys.stages()}
    for start in range(0, total, CHUNK):
        chunk = analysis.comments[start : start + CHUNK]
        with task.writing(total + start + len(chunk), 2 * total):
            results.write_comments(chunk, theme_ids, stage_ids)


def _finish(task: Task, row: Run, analysis: Analysis, started: float) -> None:
    """The tally first, because moments are read from it; then moments, and only then those above hear of it."""
    counted = tallying.counted()
    with task.writing():
        runs.write_tally(counted)
    found = moment_queries.computed()
    seconds = round(time.perf_counter() - started, 3)
    with task.writing():
        moments.compute(found)
        runs.finish(row, versions=analysis.versions, seconds=seconds)

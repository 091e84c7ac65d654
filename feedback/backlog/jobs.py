"""Work of the backlog outside requests: proposals after an analysis, and the order after every change."""

from __future__ import annotations

from collections.abc import Sequence

from flask import current_app

from feedback import jobs
from feedback.analysis.priority import Weights
from feedback.backlog.actions import ranking as actions
from feedback.backlog.queries import evidence, rankings
from feedback.backlog.queries import improvements as queries
from feedback.backlog.rules import ordering
from feedback.db import db
from feedback.insights.queries import runs
from feedback.jobs import Task, job


@job("backlog.propose")
def propose(task: Task) -> None:
    """Propose improvements from what the newest run found; the order follows as a job of its own."""
    voices = evidence.proposable()
    with task.writing():
        actions.propose(voices)


@job("backlog.rank")
def rank(task: Task) -> None:
    """Compute the order of all lines. Without an analysis there is nothing to order by."""
    run = runs.newest_done()
    if run is None:
        return
    run_id, weights = run.id, _weights()
    lines = evidence.lines(queries.improvements())
    db.session.rollback()
    places, sheet = _ordered(lines, weights)
    with task.writing():
        actions.keep_order(
            places,
            sheet=sheet,
            run_id=run_id,
            weights_name=weights.name,
            weights=weights.by_group,
            seed=ordering.SEED,
            draws=ordering.DRAWS,
        )


def _ordered(lines: Sequence[ordering.Line], weights: Weights) -> tuple[list[ordering.Place], bytes]:
    """In a process of its own where this one may be answering people; a command that does one job needs none."""
    if "feedback.wake" not in current_app.extensions:
        return ordering.computed(lines, weights)
    with jobs.pool(1) as executor:
        return executor.submit(ordering.computed, lines, weights).result()


def _weights() -> Weights:
    chosen = rankings.current_weights()
    return Weights(chosen.name, dict(chosen.weights)) if chosen else Weights(actions.EQUAL)

"""Work of the backlog outside requests: proposals after an analysis, and the order after every change."""

from __future__ import annotations

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
    """Compute the order of all lines in a process of its own. Without an analysis there is nothing to order by."""
    run = runs.newest_done()
    if run is None:
        return
    run_id, weights = run.id, _weights()
    lines = evidence.lines(queries.improvements())
    db.session.rollback()
    with jobs.pool(1) as executor:
        places = executor.submit(ordering.order, lines, weights).result()
    with task.writing():
        actions.keep_order(
            places,
            run_id=run_id,
            weights_name=weights.name,
            weights=weights.by_group,
            seed=ordering.SEED,
            draws=ordering.DRAWS,
        )


def _weights() -> Weights:
    chosen = rankings.current_weights()
    return Weights(chosen.name, dict(chosen.weights)) if chosen else Weights(actions.EQUAL)

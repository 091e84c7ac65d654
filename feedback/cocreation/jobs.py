"""Work of the home page outside requests: which points are shared, after an analysis."""

from __future__ import annotations

from feedback import jobs
from feedback.backlog.queries.shared import shared_themes
from feedback.cocreation import actions
from feedback.events import AnalysisFinished
from feedback.jobs import Task, job

SHARED = "cocreation.shared"


@job(SHARED)
def keep_shared(task: Task) -> None:
    """Note the shared points of the newest run."""
    found = [one.theme.id for one in shared_themes()]
    with task.writing():
        actions.keep_shared(found)


def look_later(event: AnalysisFinished) -> None:
    """A run is complete: its shared points follow."""
    jobs.add(SHARED, organisation_id=event.organisation_id, key=f"{SHARED}:{event.organisation_id}")

"""Work outside requests: which points are shared, after an analysis; the files of a closed cycle."""

from __future__ import annotations

from uuid import UUID

from feedback import jobs
from feedback.backlog.queries.shared import shared_themes
from feedback.cocreation import actions, closing
from feedback.cocreation.actions.cycles import PAPERS
from feedback.cocreation.queries import cycles
from feedback.events import AnalysisFinished
from feedback.jobs import Task, job
from feedback.reports import paper
from feedback.web.languages import INTERFACE

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


@job(PAPERS)
def make_papers(task: Task) -> None:
    """Make the files of a closed cycle from what it kept, language by language; what is made stays."""
    cycle_id = UUID(task.payload["cycle"])
    for number, language in enumerate(INTERFACE, 1):
        if not any(lang == language for lang, _ in cycles.papers(cycle_id)):
            files = _files(cycle_id, language)
            with task.writing(number, len(INTERFACE)):
                actions.keep_papers(cycle_id, language, files)


def _files(cycle_id: UUID, language: str) -> dict[str, bytes]:
    cycle, held = cycles.past(cycle_id), cycles.report(cycle_id)
    if held is None:
        return {}
    return paper.files(cycles.document(held), language, closing.facts(cycle, held, language))

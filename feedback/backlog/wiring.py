"""What the backlog hears of the slices below it, and where it shows up on their pages."""

from __future__ import annotations

from flask import Flask

from feedback import events, jobs, slots
from feedback.backlog import slots as places
from feedback.events import AnalysisFinished, EvidenceImported


def wire(app: Flask) -> None:
    events.subscribe(AnalysisFinished, propose_later)
    events.subscribe(EvidenceImported, rank_later)
    slots.fill("stage.improvements", places.stage_improvements)
    slots.fill("theme.improvements", places.theme_improvements)
    slots.fill("shared.actions", places.shared_actions)


def propose_later(event: AnalysisFinished) -> None:
    """A run found something new: look what it proposes."""
    jobs.add("backlog.propose", organisation_id=event.organisation_id, key=f"propose:{event.organisation_id}")


def rank_later(event: EvidenceImported) -> None:
    """Rows came or were taken back: what is gone must not hold up a line any longer."""
    jobs.add("backlog.rank", organisation_id=event.organisation_id, key=f"rank:{event.organisation_id}")

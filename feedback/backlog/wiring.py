"""What the backlog hears of the slices below it, and where it shows up on their pages."""

from __future__ import annotations

from flask import Flask

from feedback import events, jobs, slots
from feedback.accounts.webhooks.actions import tell
from feedback.accounts.webhooks.rules import DECISION_MADE
from feedback.backlog import origin_slots
from feedback.backlog import slots as places
from feedback.backlog.queries import improvements
from feedback.events import AnalysisFinished, EvidenceImported, ImprovementDecided, ThemesMerged
from feedback.stakeholders.rules import history


def wire(app: Flask) -> None:
    events.subscribe(AnalysisFinished, propose_later)
    events.subscribe(EvidenceImported, rank_later)
    events.subscribe(ThemesMerged, rank_later)
    events.subscribe(ImprovementDecided, tell_decided)
    slots.fill("stage.improvements", places.stage_improvements)
    slots.fill("stages.improvements", places.stages_improvements)
    slots.fill("theme.improvements", places.theme_improvements)
    slots.fill("shared.actions", places.shared_actions)
    slots.fill("needs.actions", places.need_actions)
    slots.fill("case.improvements", places.case_improvements)
    slots.fill("proposal.actions", places.proposal_actions)
    slots.fill("improvement.after", places.improvement_votes)
    slots.fill("moment.improvement", origin_slots.moment_improvement)
    slots.fill("gap.actions", origin_slots.gap_improvement)
    slots.fill("cluster.actions", origin_slots.cluster_improvement)
    slots.fill(history.SLOT, places.contact_history)


def propose_later(event: AnalysisFinished) -> None:
    """A run found something new: look what it proposes."""
    jobs.add("backlog.propose", organisation_id=event.organisation_id, key=f"propose:{event.organisation_id}")


def rank_later(event: EvidenceImported | ThemesMerged) -> None:
    """Rows came or were taken back, or themes became one: what is gone must not hold up a line any longer."""
    jobs.add("backlog.rank", organisation_id=event.organisation_id, key=f"rank:{event.organisation_id}")


def tell_decided(event: ImprovementDecided) -> None:
    """Other systems hear which improvement it is and what was decided."""
    number = improvements.improvement_with_id(event.improvement_id).number
    tell(DECISION_MADE, {"improvement": number, "verdict": event.verdict})

"""What the analysis hears of the slices below it, and where it shows up on their pages."""

from __future__ import annotations

from flask import Flask

from feedback import events, slots
from feedback.insights import slots as places
from feedback.insights.actions import runs


def wire(app: Flask) -> None:
    events.subscribe(events.EvidenceImported, count_again)
    slots.fill("surveys.comments", places.survey_comments)


def count_again(event: events.EvidenceImported) -> None:
    """Rows came or went: what was taken back must not be counted any more."""
    runs.tally_soon(event.organisation_id)

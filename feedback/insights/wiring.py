"""What the analysis hears of the slices below it."""

from __future__ import annotations

from flask import Flask

from feedback import events
from feedback.insights.actions import runs


def wire(app: Flask) -> None:
    events.subscribe(events.EvidenceImported, count_again)


def count_again(event: events.EvidenceImported) -> None:
    """Rows came or went: what was taken back must not be counted any more."""
    runs.tally_soon(event.organisation_id)

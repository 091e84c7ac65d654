"""The six steps stand on every signed-in page; a run of the analysis renews the shared points they count."""

from __future__ import annotations

from flask import Flask, g

from feedback import events, slots
from feedback.accounts.queries import organisation
from feedback.analysis.tone import Avoided
from feedback.cocreation import slots as places
from feedback.cocreation.jobs import look_later
from feedback.cocreation.queries import wordings
from feedback.cocreation.shell import shell
from feedback.events import AnalysisFinished
from feedback.programme.rules import calendars
from feedback.web import tone


def wire(app: Flask) -> None:
    app.extensions["feedback.steps"] = shell
    app.extensions[tone.SPOKEN] = _spoken
    app.extensions[tone.AVOIDED] = _avoided
    events.subscribe(AnalysisFinished, look_later)
    slots.fill("foundation.sponsor", places.foundation_sponsor)
    slots.fill("report.cycle", places.report_cycle)
    slots.fill(calendars.SLOT, places.calendar_dates)


def _spoken() -> list[str]:
    """The languages a text of this organisation may be in, read once per request."""
    if "cocreation_spoken" not in g:
        g.cocreation_spoken = organisation().languages
    found: list[str] = g.cocreation_spoken
    return found


def _avoided() -> list[Avoided]:
    """The words this organisation avoids, read once per request."""
    if "cocreation_avoided" not in g:
        g.cocreation_avoided = wordings.avoided()
    found: list[Avoided] = g.cocreation_avoided
    return found

"""The six steps stand on every signed-in page; a run of the analysis renews the shared points they count."""

from __future__ import annotations

from flask import Flask

from feedback import events
from feedback.cocreation.jobs import look_later
from feedback.cocreation.shell import shell
from feedback.events import AnalysisFinished


def wire(app: Flask) -> None:
    app.extensions["feedback.steps"] = shell
    events.subscribe(AnalysisFinished, look_later)

"""Where the programme shows up on pages of the slices below it."""

from __future__ import annotations

from flask import Flask

from feedback import slots
from feedback.programme import slots as places
from feedback.stakeholders.rules import history


def wire(app: Flask) -> None:
    slots.fill("receipt.heard", places.heard)
    slots.fill("answer.told", places.anything_told)
    slots.fill("improvement.actions", places.improvement_actions)
    slots.fill("improvement.after", places.improvement_effect)
    slots.fill("improvement.after", places.improvement_issues)
    slots.fill("improvement.after", places.improvement_notices)
    slots.fill(history.SLOT, places.told)

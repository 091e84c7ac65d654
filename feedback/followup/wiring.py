"""Where following up shows on pages of the slices below it."""

from __future__ import annotations

from flask import Flask

from feedback import slots
from feedback.followup import slots as places


def wire(app: Flask) -> None:
    slots.fill("mention.actions", places.mention_actions)

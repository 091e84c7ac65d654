"""Where existing information shows up on the pages of slices below it."""

from __future__ import annotations

from flask import Flask

from feedback import slots
from feedback.evidence import slots as places


def wire(app: Flask) -> None:
    slots.fill("cluster.actions", places.cluster_evidence)

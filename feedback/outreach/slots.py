"""What outreach puts on pages of the slices below it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from flask import render_template
from markupsafe import Markup

from feedback.db import now
from feedback.outreach.queries import walking

WALKED_BACK = timedelta(days=90)


def walk_source(**_: Any) -> Markup:
    """How many services that were told of can be walked through the map, and the way there."""
    services = sum(offer.services for offer in walking.offers(now() - WALKED_BACK))
    return Markup(render_template("outreach/walk_source.html", services=services))

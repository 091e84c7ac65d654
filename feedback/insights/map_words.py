"""What templates of the map are written from: the map itself, and the words and icons of its cells."""

from __future__ import annotations

from typing import Any

from feedback.insights.map_page import MapPage
from feedback.insights.rules.holds import AGREED
from feedback.journeys import queries as journeys
from feedback.journeys.rules import channel
from feedback.journeys.rules.blueprint import state_label
from feedback.journeys.rules.details import DIMENSIONS, MOMENTS, dimension, duration
from feedback.journeys.rules.roles import part


def written(page: MapPage) -> dict[str, Any]:
    """What the page and its paper are both written from, by the names their templates use."""
    return {
        "journey": journeys.journey(),
        "page": page,
        "lived": page.lived,
        "channel": channel,
        "dimension": dimension,
        "DIMENSIONS": DIMENSIONS,
        "POINTS": MOMENTS,
        "duration": duration,
        "state_label": state_label,
        "part": part,
        "AGREED": AGREED,
    }

"""What the cycle puts on pages of the slices below it."""

from __future__ import annotations

from typing import Any

from flask import render_template
from markupsafe import Markup

from feedback.cocreation.queries import cycles


def foundation_sponsor(**_: Any) -> Markup:
    """Who from management decides what changes the foundation, as the cycle says; nothing where it says nobody."""
    running = cycles.current()
    if running is None or not running.sponsor:
        return Markup("")
    return Markup(render_template("cocreation/sponsor.html", name=running.sponsor))

"""What the cycle puts on pages of the slices below it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from flask import render_template
from markupsafe import Markup

from feedback.cocreation import closing
from feedback.cocreation.queries import cycles
from feedback.errors import message
from feedback.programme.queries.calendars import changes
from feedback.programme.rules.calendars import Changed, Dated
from feedback.reports.paper import Facts


def foundation_sponsor(**_: Any) -> Markup:
    """Who from management decides what changes the foundation, as the cycle says; nothing where it says nobody."""
    running = cycles.current()
    if running is None or not running.sponsor:
        return Markup("")
    return Markup(render_template("cocreation/sponsor.html", name=running.sponsor))


def report_cycle() -> Facts:
    """What the cycle under way is about, for the cover of a report; nothing while there is none."""
    running = cycles.current()
    return closing.facts_so_far(running) if running else []


def calendar_dates() -> Iterator[Dated]:
    """The day the cycle under way should be closed: for everything, and for its sponsor."""
    running = cycles.current()
    if running is not None and running.closes_on is not None:
        changed = changes("cycle.").get(str(running.id)) or Changed(0, running.created_at)
        words = message("Close the cycle “%(name)s”", name=dict(running.name))
        day, who = running.closes_on, running.sponsor_id
        yield Dated("close", running.id, day, words, changed, owner_id=who, endpoint="cycles.index")

"""Where the steps lead: the names `rules` uses, as addresses of pages."""

from __future__ import annotations

from collections.abc import Mapping

from flask import url_for

PAGES: Mapping[str, str] = {
    "groups": "stakeholders.groups",
    "evidence": "evidence.evidence",
    "outreach": "outreach.plan",
    "themes": "insights.themes",
    "strategies": "strategies.strategies",
    "journey": "journey.journey",
    "journey_editor": "journeys.editor",
    "backlog": "backlog.backlog",
    "programme": "programme.programme",
}
"""Name of a target -> endpoint."""
OF_STEP = ("groups", "evidence", "outreach", "themes", "journey", "backlog")
"""The page of each step, in order."""


def address(target: str) -> str:
    """The page of a target in the organisation of this request."""
    return url_for(PAGES[target])


def page_of_step(number: int) -> str:
    """The page of a step, 1 to 6."""
    return address(OF_STEP[number - 1])

"""How far what was told reached, and whether the loop closes."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from feedback.accounts import queries as accounts
from feedback.backlog.models import Improvement
from feedback.permissions import Permission
from feedback.programme import queries, rules
from feedback.programme.models import Notice
from feedback.programme.queries import loop, reached
from feedback.stakeholders.queries import groups as stakeholders
from feedback.web.guards import member

blueprint = Blueprint("loop", __name__)
STEP = 6
WEEKS = 12
"""Weeks of openings that the page lists."""


@blueprint.get("/o/<organisation>/programme/reach")
@member(Permission.VIEW)
def figures() -> ResponseReturnValue:
    """Every notice people can read with how many it reached, the public pages, and the figures of the loop."""
    groups = {group.id: group for group in stakeholders.groups(include_archived=True)}
    opened, mails = reached.opened(), reached.mailed()
    return render_template(
        "programme/loop.html",
        loop_figures=loop.loop(),
        told=[_record(*one, mails, opened, groups) for one in queries.published()],
        pages=_pages(opened),
        groups={group.code: group for group in groups.values()},
        organisation_code=accounts.organisation().code,
        rules=rules,
        current_step=STEP,
    )


def _record(notice: Notice, about: Improvement, mails: Any, opened: Any, groups: Any) -> dict[str, Any]:
    assert notice.published_at is not None, "only published notices are asked for"
    own = [groups[link.group_id] for link in notice.groups]
    pages = {"", *(group.code for group in own)}
    times = reached.opened_since(opened, pages, notice.published_at.date())
    return {
        "notice": notice,
        "about": about,
        "groups": own,
        "mails": mails.get(notice.id, reached.Mailed()),
        "opened": times,
    }


def _pages(opened: Any) -> list[dict[str, Any]]:
    """Each page with what the last weeks brought, the organisation's first."""
    weeks = sorted({one.week for one in opened}, reverse=True)[:WEEKS]
    counts = {(one.page, one.week): one.times for one in opened}
    return [
        {"page": page, "weeks": [(week, counts[page, week]) for week in weeks if (page, week) in counts]}
        for page in sorted({one.page for one in opened if one.week in weeks})
    ]

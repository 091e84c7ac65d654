"""The public pages of what was heard and done, of an organisation and of a group. No sign-in, no cookie."""

from __future__ import annotations

from typing import Any

from flask import render_template, request
from flask.typing import ResponseReturnValue

from feedback.accounts.models import Organisation
from feedback.db import inside, now
from feedback.errors import NotFound, message
from feedback.programme import queries, rules
from feedback.programme.actions import opening
from feedback.programme.said import Told, told
from feedback.programme.views import work
from feedback.stakeholders.models import StakeholderGroup
from feedback.web import limits
from feedback.web.guards import act, respondent

blueprint = work.blueprint
"""The addresses of these pages are fixed under the name of the work's."""
KINDS = ("customer", "employee", "supplier", "other")
OPENED_AT_MOST, WINDOW = 60, 3600
"""Times one visitor is counted in an hour: who opens it again and again moves no figure."""


@blueprint.get("/said/<organisation_code>")
@respondent
def said(organisation_code: str) -> ResponseReturnValue:
    """What was heard and done, for everyone: published notices and nothing else; `?group=` keeps one kind of group."""
    found = queries.organisation_with_code(organisation_code)
    with inside(found.id):
        held = told()
    kinds = [kind for kind in KINDS if any(kind in one.kinds for one in held.articles)]
    wanted = request.args.get("group")
    shown = [one for one in held.articles if wanted not in kinds or wanted in one.kinds]
    return _page(found, held, shown, kinds=kinds, wanted=wanted)


@blueprint.get("/said/<organisation_code>/<group_code>")
@respondent
def said_to(organisation_code: str, group_code: str) -> ResponseReturnValue:
    """The same for one group: the notices somebody put on its page. Without any it has no page."""
    found = queries.organisation_with_code(organisation_code)
    with inside(found.id):
        held = told()
        group = _with_page(held, group_code)
        return _page(found, held, held.of(group), group=group)


def _with_page(held: Told, group_code: str) -> StakeholderGroup:
    for group in held.groups:
        if group.code == group_code:
            return group
    raise NotFound()


def _page(found: Organisation, held: Told, shown: Any, **more: Any) -> str:
    given = {"kinds": (), "wanted": None, "group": None, **more}
    return render_template(
        "programme/said.html",
        site_name=found.name,
        code=found.code,
        articles=shown,
        pages=held.groups,
        rules=rules,
        **given,
    )


@blueprint.post("/said/<organisation_code>")
@respondent
def opened(organisation_code: str) -> ResponseReturnValue:
    """The page was opened: one more this week. A script says so; nothing of who did is read or kept."""
    return _count(organisation_code, None)


@blueprint.post("/said/<organisation_code>/<group_code>")
@respondent
def opened_to(organisation_code: str, group_code: str) -> ResponseReturnValue:
    """The same of a group's page."""
    return _count(organisation_code, group_code)


def _count(organisation_code: str, group_code: str | None) -> ResponseReturnValue:
    limits.hit("said", OPENED_AT_MOST, WINDOW, limits.visitor(), refuse=message("Too many requests. Wait a moment."))
    found = queries.organisation_with_code(organisation_code)
    with inside(found.id):
        page = _with_page(told(), group_code).code if group_code else ""
        act(opening.count_opened, page, now().date())
    return "", 204

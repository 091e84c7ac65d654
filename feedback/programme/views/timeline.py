"""The timeline: when each piece of work begins and ends."""

from __future__ import annotations

from collections.abc import Sequence

from flask import Blueprint, g, render_template, request, url_for
from flask.typing import ResponseReturnValue

from feedback.accounts import queries as accounts
from feedback.db import now
from feedback.permissions import Permission
from feedback.programme import timeline as showing
from feedback.programme.queries import standing
from feedback.programme.queries.standing import Standing
from feedback.programme.timeline import PAGE
from feedback.programme.views.work import STEP, narrowed_by
from feedback.web.guards import member
from feedback.web.pictures import look, sent

blueprint = Blueprint("work_timeline", __name__)


@blueprint.get("/o/<organisation>/programme/timeline")
@member(Permission.VIEW)
def timeline() -> ResponseReturnValue:
    """A bar for each piece of work, with its table; what has no day at all stands below."""
    today = now().date()
    found = standing.standings(g.access, today)
    narrowed, page = narrowed_by(request.args), _page()
    dated, undated = _parted([one for one in found if narrowed.fits(one)])
    here, people = dated[(page - 1) * PAGE : page * PAGE], accounts.people()
    return render_template(
        "programme/timeline.html",
        any=bool(found),
        figure=showing.figure(here, people, today, narrowed, page) if here else None,
        undated=undated,
        first=(page - 1) * PAGE + 1,
        last=(page - 1) * PAGE + len(here),
        total=len(dated) if len(dated) > PAGE else 0,
        previous_url=_address(page - 1, narrowed) if page > 1 else "",
        next_url=_address(page + 1, narrowed) if page * PAGE < len(dated) else "",
        narrowed=narrowed,
        choices=standing.choices(found),
        people=people,
        current_step=STEP,
    )


def _page() -> int:
    return max(1, min(request.args.get("page", 1, type=int), 1_000))


def _address(page: int, narrowed: standing.Narrowed) -> str:
    return url_for("work_timeline.timeline", page=page, **narrowed.set)


def _parted(found: Sequence[Standing]) -> tuple[list[Standing], list[Standing]]:
    """Those with a day, the earliest first, and those without any."""
    dated = [one for one in found if one.begins or one.ends]
    dated.sort(key=lambda one: (one.begins or one.ends, one.ends or one.begins, one.row.number))
    return dated, [one for one in found if not (one.begins or one.ends)]


@blueprint.get("/o/<organisation>/programme/timeline.svg")
@member(Permission.VIEW)
def picture() -> ResponseReturnValue:
    """The picture of one page of it."""
    today, narrowed, page = now().date(), narrowed_by(request.args), _page()
    dated, _ = _parted([one for one in standing.standings(g.access, today) if narrowed.fits(one)])
    return sent(showing.svg(dated[(page - 1) * PAGE : page * PAGE], today, *look()))

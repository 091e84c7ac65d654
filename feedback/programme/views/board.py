"""The board: work in columns by where it stands, moved by drag or by button."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from feedback.accounts import queries as accounts
from feedback.backlog.queries import improvements
from feedback.db import now
from feedback.permissions import Permission
from feedback.programme import actions, rules
from feedback.programme.queries import standing
from feedback.programme.queries.standing import Standing
from feedback.programme.views.work import STEP, narrowed_by
from feedback.web.guards import act, member
from feedback.web.templating import text

blueprint = Blueprint("work_board", __name__)
LAST_DONE = 10
"""Cards the last column shows; the list has all of them."""


@blueprint.get("/o/<organisation>/programme/board")
@member(Permission.VIEW)
def board() -> ResponseReturnValue:
    """Decided, in progress, done: each piece of work as a card, the nearest date first."""
    found = standing.standings(g.access, now().date())
    narrowed = narrowed_by(request.args)
    fitting = [one for one in found if narrowed.fits(one)]
    return render_template(
        "programme/board.html",
        columns=[_column(status, fitting) for status in rules.COLUMNS],
        any=bool(found),
        narrowed=narrowed,
        choices=standing.choices(found),
        people=accounts.people(),
        current_step=STEP,
    )


def _column(status: str, found: list[Standing]) -> dict[str, Any]:
    cards = [one for one in found if one.row.status == status]
    if status != rules.DONE:
        return {"status": status, "cards": cards, "count": len(cards)}
    newest = sorted(cards, key=lambda one: (one.ends is not None, one.ends), reverse=True)
    return {"status": status, "cards": newest[:LAST_DONE], "count": len(cards)}


@blueprint.post("/o/<organisation>/programme/board/<int:number>")
@member(Permission.WORK)
def move(number: int) -> ResponseReturnValue:
    """Let a card stand in the column `to`."""
    row = improvements.improvement(number)
    to = request.form.get("to", "")
    act(actions.move, row.id, to, by=g.access)
    flash(_said(to, text(row.title)), "ok")
    return redirect(url_for("work_board.board", **narrowed_by(request.args).set, _anchor=f"card-{number}"), 303)


def _said(to: str, title: str) -> str:
    said = {
        rules.DECIDED: gettext("“%(title)s” is decided, and not being carried out for now.", title=title),
        rules.IN_PROGRESS: gettext("“%(title)s” is in progress.", title=title),
        rules.DONE: gettext("“%(title)s” is done. Now tell those who asked for it.", title=title),
    }
    return str(said[to])

"""The backlog in order, and adding an improvement by hand."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from feedback.backlog.actions import improvements as actions
from feedback.backlog.forms import ImprovementForm, improvement_form
from feedback.backlog.presenting import STEP, hidden_records, line_record, quote_record, varied
from feedback.backlog.queries import rankings, sentences
from feedback.backlog.queries.board import TIERS, Board, Line, board
from feedback.backlog.rules import status
from feedback.permissions import Permission
from feedback.web.guards import member
from feedback.web.templating import text
from feedback.web.texts_forms import done

blueprint = Blueprint("backlog", __name__)
SENTENCES = 3
READ_FOR_CHOICE = 12
"""Sentences read to choose three from, so that not one group speaks for all."""
NO_STAGE = "none"


@blueprint.get("/o/<organisation>/backlog")
@member(Permission.VIEW)
def backlog() -> ResponseReturnValue:
    """Every improvement in its tier; `?direction=`, `?status=` and `?stage=` narrow the list."""
    held = board()
    shown = [line for line in held.lines if _wanted(line, held)]
    return render_template(
        "backlog/list.html",
        board=held,
        tiers=[(tier, [line_record(held, line) for line in shown if line.tier == tier]) for tier in TIERS],
        shown=len(shown),
        first=_first(held),
        weights=rankings.current_weights(),
        filters=_filters(held),
        current_step=STEP,
    )


def _wanted(line: Line, held: Board) -> bool:
    row, asked = line.improvement, request.args
    at = held.stage(row)
    stage = at.code if at else NO_STAGE
    return (
        asked.get("direction") in (None, "", row.direction)
        and asked.get("status") in (None, "", row.status)
        and asked.get("stage") in (None, "", stage)
    )


def _filters(held: Board) -> dict[str, Any]:
    """What the list can be narrowed by, and how it is now."""
    used = {line.improvement.stage_id for line in held.lines}
    stages = [(stage.code, text(stage.name)) for stage in held.stages.values() if stage.id in used]
    statuses = {line.improvement.status for line in held.lines}
    directions = [line.improvement.direction for line in held.lines]
    return {
        "stages": stages + ([(NO_STAGE, gettext("stage unknown"))] if None in used else []),
        "statuses": [one for one in status.STATUSES if one in statuses],
        "reduce": directions.count("reduce"),
        "amplify": directions.count("amplify"),
        "now": {name: request.args.get(name, "") for name in ("direction", "status", "stage")},
    }


def _first(held: Board) -> dict[str, Any] | None:
    """The first line with the sentences that carry it."""
    if held.first is None:
        return None
    found = sentences.behind(held.first.improvement, READ_FOR_CHOICE)
    chosen = varied(found.found, SENTENCES)
    quotes = [quote_record(held, one) for one in chosen] or hidden_records(held, found)
    return {"line": line_record(held, held.first), "quotes": quotes}


@blueprint.route("/o/<organisation>/backlog/new", methods=["GET", "POST"])
@member(Permission.EDIT_BACKLOG)
def create() -> ResponseReturnValue:
    """Add an improvement by hand; `?stage=`, `?theme=` and `?direction=` fill the form in."""
    start = {"direction": request.args.get("direction", "reduce"), "stage": request.args.get("stage", "")}
    form = improvement_form(start={**start, "themes": request.args.getlist("theme")})
    if not form.is_submitted():
        return _new_page(form)
    if form.validate() and (made := _added(form)):
        flash(gettext("The improvement is added. The order is being computed anew."), "ok")
        return redirect(url_for("improvements.improvement", number=made), 303)
    return _new_page(form), 422


def _added(form: ImprovementForm) -> int | None:
    number: int | None = done(form, _add, direction=form.direction.data, **form.values(), by=g.access)
    return number


def _add(**values: Any) -> int:
    return actions.add_improvement(**values).number


def _new_page(form: ImprovementForm) -> str:
    return render_template("backlog/new.html", form=form, current_step=STEP)

"""The backlog in order, and adding an improvement by hand."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from feedback.backlog.actions import improvements as actions
from feedback.backlog.forms import ImprovementForm, improvement_form
from feedback.backlog.presenting import STEP, hidden_records, line_record, quote_record, varied
from feedback.backlog.queries import listing, rankings, sentences, shared, strategies
from feedback.backlog.queries.board import Board
from feedback.backlog.queries.filters import Filters, offered
from feedback.backlog.queries.listing import Listed, Section
from feedback.permissions import Permission
from feedback.web.addresses import page_asked
from feedback.web.guards import member
from feedback.web.texts_forms import done

blueprint = Blueprint("backlog", __name__)
SENTENCES = 3
READ_FOR_CHOICE = 12
"""Sentences read to choose three from, so that not one group speaks for all."""


@blueprint.get("/o/<organisation>/backlog")
@member(Permission.VIEW)
def backlog() -> ResponseReturnValue:
    """The beginning of every tier, narrowed by the filters in the address; `?tier=` and `?page=` show all of one."""
    asked, section = Filters.of(request.args), request.args.get("tier", "")
    found = listing.listed(asked, section, page_asked())
    return render_template(
        "backlog/list.html",
        board=found.board,
        listed=found,
        sections=[_section(found, one, asked, bool(section)) for one in found.sections],
        asked=asked,
        offered=offered(found.every),
        first=None if section or asked.set else _first(found.board),
        weights=rankings.current_weights(),
        top_places=listing.TOP_PLACES,
        current_step=STEP,
    )


def _section(found: Listed, section: Section, asked: Filters, alone: bool) -> dict[str, Any]:
    """A tier with its lines, and the way to the rest of it."""
    lines = [line_record(found.board, found.board.by_number[number]) for number in section.numbers]

    def to(page: int) -> str | None:
        return asked.address(tier=section.name, page=str(page)) if 1 <= page <= section.pages else None

    first = 1 + listing.PER_PAGE * (section.page - 1) if alone else 1
    return {
        "name": section.name,
        "lines": lines,
        "start": section.start,
        "total": section.total,
        "rest": None if alone or len(lines) == section.total else to(1),
        "pages": {
            "first": first,
            "last": first + len(lines) - 1,
            "previous": to(section.page - 1),
            "next": to(section.page + 1),
        }
        if alone
        else None,
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
    """Add an improvement by hand; what the address says fills the form in."""
    form = improvement_form(start=_start())
    if not form.is_submitted():
        return _new_page(form)
    if form.validate() and (made := _added(form)):
        flash(gettext("The improvement is added. The order is being computed anew."), "ok")
        return redirect(url_for("improvements.improvement", number=made), 303)
    return _new_page(form), 422


def _start() -> dict[str, Any]:
    """What the address fills in; what is added to a strategy starts on its points, and where they are shared."""
    given = {name: request.args.get(name, "") for name in ("stage", "strategy", "objective", "area")}
    themes = request.args.getlist("theme")
    if given["strategy"] and not themes:
        points = [link.holder_id for link in strategies.strategy(given["strategy"]).themes]
        themes, given["stage"] = list(map(str, points)), given["stage"] or str(shared.only_stage(points) or "")
    return {**given, "direction": request.args.get("direction", "reduce"), "themes": themes}


def _added(form: ImprovementForm) -> int | None:
    number: int | None = done(form, _add, direction=form.direction.data, **form.values(), by=g.access)
    return number


def _add(**values: Any) -> int:
    return actions.add_improvement(**values).number


def _new_page(form: ImprovementForm) -> str:
    return render_template("backlog/new.html", form=form, current_step=STEP)

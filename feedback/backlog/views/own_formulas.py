"""Formulas of one's own: what may stand in one, writing them, and the list by each."""

from __future__ import annotations

from math import floor, log10
from typing import Any
from uuid import UUID

from flask import Blueprint, flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from feedback.accounts import queries as accounts
from feedback.analysis.priority.formula_language import MOST_LETTERS, FormulaError, parse
from feedback.analysis.priority.formula_results import Result
from feedback.backlog.actions import own_formulas as actions
from feedback.backlog.forms.own_formulas import FormulaForm, formula_form
from feedback.backlog.models import Formula
from feedback.backlog.presenting import STEP, paged
from feedback.backlog.queries import comparing
from feedback.backlog.queries import own_formulas as queries
from feedback.backlog.queries.own_formulas import OwnOrder
from feedback.backlog.rules.formula_inputs import INPUTS, why_not
from feedback.backlog.views.formulas import PER_PAGE
from feedback.db import now
from feedback.permissions import Permission
from feedback.web.addresses import page_asked
from feedback.web.guards import act, member
from feedback.web.texts_forms import done

blueprint = Blueprint("own_formulas", __name__)
MOST_DECIMALS = 8
MOVES = 10
"""Lines that are named for standing elsewhere than in the list."""


@blueprint.get("/o/<organisation>/backlog/views/own")
@member(Permission.VIEW)
def formulas() -> ResponseReturnValue:
    """Every formula that was written here, and what one may be made of."""
    return _page(formula_form())


@blueprint.post("/o/<organisation>/backlog/views/own")
@member(Permission.DECIDE)
def create() -> ResponseReturnValue:
    """Keep a formula."""
    form = formula_form()
    if form.validate() and (row := done(form, actions.write_formula, **form.values(), by=g.access)):
        flash(gettext("The formula is kept. This is the list by it."), "ok")
        return redirect(url_for("own_formulas.order", formula_id=row.id), 303)
    return _page(form), 422


def _page(form: FormulaForm) -> str:
    return render_template(
        "backlog/own.html",
        formulas=queries.formulas(),
        people=accounts.people(),
        form=form,
        wrong=_wrong(form),
        inputs=INPUTS.values(),
        current_step=STEP,
    )


def _wrong(form: FormulaForm) -> tuple[str, str, str] | None:
    """What was typed, cut into what stands before the trouble, the trouble, and what follows."""
    typed = form.text.data or ""
    if not form.text.errors or len(typed) > MOST_LETTERS:
        return None
    try:
        parse(typed, INPUTS)
    except FormulaError as error:
        return typed[: error.at], typed[error.at : error.until], typed[error.until :]
    return None


@blueprint.get("/o/<organisation>/backlog/views/own/<uuid:formula_id>")
@member(Permission.VIEW)
def order(formula_id: UUID) -> ResponseReturnValue:
    """The list by one formula."""
    row, found = queries.formula(formula_id), comparing.figures()
    read = queries.read(row)
    shown: dict[str, Any] = {"problem": read.message} if isinstance(read, FormulaError) else {}
    if found and not isinstance(read, FormulaError):
        shown = _ordered(row, queries.ordered(found, row, read, now().date()))
    return render_template(
        "backlog/own_order.html", row=row, people=accounts.people(), inputs=INPUTS, current_step=STEP, **shown
    )


def _ordered(row: Formula, held: OwnOrder) -> dict[str, Any]:
    pages = paged(
        held.lines, page_asked(), PER_PAGE, lambda page: url_for("own_formulas.order", formula_id=row.id, page=page)
    )
    moved, ranges = held.moved, held.ranges([one for _, one in pages["lines"]])
    return {
        "order": held,
        "ranges": {key: (one, _decimals(one)) for key, one in ranges.items()},
        "without": [(line, why_not(one.problem)) for line, _, one in held.without[:PER_PAGE] if one.problem],
        "without_count": len(held.without),
        "moved": moved[:MOVES],
        "moves_count": len(moved),
        **pages,
    }


def _decimals(one: Result) -> int:
    """Decimals that leave three figures of a result; more would claim more than is known."""
    largest = max(abs(value) for value in (one.value or 0.0, one.high or 0.0))
    return min(max(2 - floor(log10(largest)), 0), MOST_DECIMALS) if largest else 0


@blueprint.route("/o/<organisation>/backlog/views/own/<uuid:formula_id>/edit", methods=["GET", "POST"])
@member(Permission.DECIDE)
def edit(formula_id: UUID) -> ResponseReturnValue:
    """Write a formula anew."""
    row = queries.formula(formula_id)
    form = formula_form(row)
    if not form.is_submitted():
        return _edit_page(row, form)
    if form.validate() and done(
        form, lambda **new: actions.change_formula(queries.formula(formula_id), **new), **form.values(), by=g.access
    ):
        flash(gettext("The formula is changed."), "ok")
        return redirect(url_for("own_formulas.order", formula_id=formula_id), 303)
    return _edit_page(row, form), 422


def _edit_page(row: Formula, form: FormulaForm) -> str:
    return render_template(
        "backlog/own_edit.html", row=row, form=form, wrong=_wrong(form), inputs=INPUTS.values(), current_step=STEP
    )


@blueprint.post("/o/<organisation>/backlog/views/own/<uuid:formula_id>/remove")
@member(Permission.DECIDE)
def remove(formula_id: UUID) -> ResponseReturnValue:
    """Forget a formula."""
    act(lambda: actions.remove_formula(queries.formula(formula_id), by=g.access))
    flash(gettext("The formula is gone; the list stays as it is."), "ok")
    return redirect(url_for("own_formulas.formulas"), 303)

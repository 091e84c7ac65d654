"""Strategies: named ways of acting on what groups share, and what is set aside with its reason."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from feedback.accounts import queries as accounts
from feedback.backlog.actions import improvements as improvement_actions
from feedback.backlog.actions import strategies as actions
from feedback.backlog.forms import AsideForm, StrategyForm, strategy_form
from feedback.backlog.models import Improvement, Score, Strategy
from feedback.backlog.presenting import STEP
from feedback.backlog.queries import improvements, rankings, shared
from feedback.backlog.queries import strategies as queries
from feedback.insights.presenting import share_record
from feedback.insights.queries import themes as theme_queries
from feedback.journeys import queries as journeys
from feedback.permissions import Permission
from feedback.stakeholders.queries import groups as stakeholders
from feedback.web.guards import act, member
from feedback.web.texts_forms import done

blueprint = Blueprint("strategies", __name__)


@blueprint.get("/o/<organisation>/backlog/strategies")
@member(Permission.VIEW)
def strategies() -> ResponseReturnValue:
    """Strategies with the shared points they act on; shared points that wait; those set aside."""
    return _page(None, AsideForm(formdata=None))


def _page(open_theme: UUID | None, form: AsideForm) -> str:
    attended, points = queries.attended(), shared.shared_themes()
    held = queries.improvements_held()
    places = rankings.places_of([row.id for rows in held.values() for row in rows])
    return render_template(
        "backlog/strategies.html",
        strategies=queries.strategies(),
        held={key: _by_place(rows, places) for key, rows in held.items()},
        places=places,
        people=accounts.people(),
        themes=theme_queries.by_id(),
        groups={group.code: group for group in stakeholders.groups()},
        stages={stage.id: stage for stage in journeys.all_stages()},
        points={one.theme.id: one for one in points},
        waiting=[one for one in points if one.theme.id not in attended],
        share=share_record,
        aside=queries.set_aside(),
        open_theme=open_theme,
        form=form,
        current_step=STEP,
    )


@blueprint.route("/o/<organisation>/backlog/strategies/new", methods=["GET", "POST"])
@member(Permission.EDIT_BACKLOG)
def create() -> ResponseReturnValue:
    """Add a strategy; `?theme=` ticks shared points."""
    form = strategy_form(themes=request.args.getlist("theme", type=UUID))
    if not form.is_submitted():
        return _form_page(form, None)
    if form.validate() and done(form, actions.add_strategy, **form.values(), by=g.access):
        flash(gettext("The strategy is added."), "ok")
        return redirect(url_for("strategies.strategies"), 303)
    return _form_page(form, None), 422


@blueprint.route("/o/<organisation>/backlog/strategies/<uuid:strategy_id>", methods=["GET", "POST"])
@member(Permission.EDIT_BACKLOG)
def edit(strategy_id: UUID) -> ResponseReturnValue:
    """Change a strategy."""
    row = queries.strategy(strategy_id)
    form = strategy_form(row)
    if not form.is_submitted():
        return _form_page(form, row)
    if form.validate() and done(form, _change, strategy_id, **form.values(row), by=g.access):
        flash(gettext("The strategy is changed."), "ok")
        return redirect(url_for("strategies.strategies"), 303)
    return _form_page(form, row), 422


def _change(strategy_id: UUID, **values: Any) -> Strategy:
    return actions.change_strategy(queries.strategy(strategy_id), **values)


def _form_page(form: StrategyForm, row: Strategy | None) -> str:
    held = queries.improvements_of(row.id) if row else []
    others = queries.on_the_points_of(row) if row else []
    places = rankings.places_of([one.id for one in (*held, *others)])
    return render_template(
        "backlog/strategy.html",
        form=form,
        row=row,
        held=_by_place(held, places),
        others=_by_place(others, places),
        places=places,
        current_step=STEP,
    )


def _by_place(rows: Sequence[Improvement], places: Mapping[UUID, Score]) -> list[Improvement]:
    """In the order of the list; those without a place after the others."""
    ranks = {row.id: places[row.id].rank if row.id in places else None for row in rows}
    return sorted(rows, key=lambda row: (ranks[row.id] is None, ranks[row.id] or 0, row.number))


@blueprint.post("/o/<organisation>/backlog/strategies/<uuid:strategy_id>/improvements")
@member(Permission.EDIT_BACKLOG)
def hold(strategy_id: UUID) -> ResponseReturnValue:
    """Put the improvement with the number `take` into the strategy, or take the one with the number `leave` out."""
    row = queries.strategy(strategy_id)
    took = request.form.get("take", type=int)
    one = improvements.improvement(took or request.form.get("leave", type=int) or 0)
    if took or one.strategy_id == row.id:
        act(improvement_actions.change_improvement, one.id, strategy_id=row.id if took else None, by=g.access)
    return redirect(url_for("strategies.edit", strategy_id=strategy_id, _anchor="h-held"), 303)


@blueprint.post("/o/<organisation>/backlog/strategies/<uuid:strategy_id>/remove")
@member(Permission.EDIT_BACKLOG)
def remove(strategy_id: UUID) -> ResponseReturnValue:
    """Forget a strategy; its improvements stay."""
    act(lambda: actions.remove_strategy(queries.strategy(strategy_id), by=g.access))
    flash(gettext("The strategy is gone; its improvements stay."), "ok")
    return redirect(url_for("strategies.strategies"), 303)


@blueprint.post("/o/<organisation>/backlog/aside/<uuid:theme_id>")
@member(Permission.EDIT_BACKLOG)
def set_aside(theme_id: UUID) -> ResponseReturnValue:
    """Set a shared point aside, with its reason."""
    known = shared.theme(theme_id)
    form = AsideForm()
    if form.validate() and done(form, actions.set_aside, known.id, reason=form.reason.data or "", by=g.access):
        return redirect(url_for("strategies.strategies", _anchor="h-aside"), 303)
    return _page(theme_id, form), 422


@blueprint.post("/o/<organisation>/backlog/aside/<uuid:theme_id>/undo")
@member(Permission.EDIT_BACKLOG)
def take_up(theme_id: UUID) -> ResponseReturnValue:
    """Let a shared point wait for a strategy again."""
    act(actions.take_up, shared.theme(theme_id).id, by=g.access)
    return redirect(url_for("strategies.strategies"), 303)

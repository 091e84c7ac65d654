"""One improvement: what its numbers are made of, what people said, changing it, deciding on it."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from feedback.backlog.actions import improvements as actions
from feedback.backlog.forms import DecisionForm, decision_form, improvement_form
from feedback.backlog.models import Improvement
from feedback.backlog.presenting import STEP, hidden_records, line_record, quote_record
from feedback.backlog.queries import cases, needs, sentences, strategies
from feedback.backlog.queries import improvements as queries
from feedback.backlog.queries.board import Board, Line, board
from feedback.backlog.rules import status
from feedback.errors import NotFound
from feedback.insights.queries.mentions import Sentences
from feedback.permissions import Permission
from feedback.stakeholders.models import StakeholderGroup
from feedback.web.addresses import page_asked
from feedback.web.guards import act, member
from feedback.web.texts_forms import done

blueprint = Blueprint("improvements", __name__)
SENTENCES = 6
PAGE = 20
FEELINGS = ("neg", "neu", "pos")
BY_HAND = (status.OPEN,)
"""Statuses one moves to here; starting and finishing belong to the programme."""


@blueprint.get("/o/<organisation>/backlog/<int:number>")
@member(Permission.VIEW)
def improvement(number: int) -> ResponseReturnValue:
    """Where it stands and why, by group; the sentences behind it; what was decided."""
    row = queries.improvement(number)
    return _page(row, decision_form(row, sent=False))


def _page(row: Improvement, form: DecisionForm) -> str:
    held = board()
    line = next(one for one in held.lines if one.improvement.id == row.id)
    found = sentences.behind(row, SENTENCES)
    return render_template(
        "backlog/improvement.html",
        board=held,
        row=row,
        held_line=line,
        line=line_record(held, line),
        by_group=_by_group(held, line),
        quotes=[quote_record(held, one) for one in found.found],
        kept_back=hidden_records(held, found),
        total=found.total,
        themes=[held.themes[one] for one in sorted(queries.theme_ids(row), key=str)],
        strategy=strategies.strategy(row.strategy_id) if row.strategy_id else None,
        decisions=queries.decisions(row.id),
        decision_form=form,
        moves=[after for after in status.may_follow(row.status) if after in BY_HAND],
        verdict_label=status.verdict_label,
        cases=cases.cases_behind(row.id) if g.access.may(Permission.FOLLOW_UP) else [],
        drafted_from=needs.origins(row.id),
        current_step=STEP,
    )


@blueprint.get("/o/<organisation>/backlog/<int:number>/sentences")
@member(Permission.VIEW)
def said(number: int) -> ResponseReturnValue:
    """Every sentence behind the improvement; `?group=` and `?feeling=` narrow them, `?page=` goes on."""
    row, held = queries.improvement(number), board()
    group = _group(held, request.args.get("group", ""))
    feeling = request.args.get("feeling", "")
    page = page_asked()
    if feeling and feeling not in FEELINGS:
        raise NotFound()
    found = sentences.page_of(
        row, group_id=group.id if group else None, sentiment=feeling or None, offset=(page - 1) * PAGE, limit=PAGE
    )
    return render_template(
        "backlog/sentences.html",
        row=row,
        quotes=[(quote_record(held, one), one.id) for one in found.found],
        kept_back=hidden_records(held, found),
        answers=sentences.identified([one.id for one in found.found]),
        groups=held.groups.values(),
        group=group,
        feeling=feeling,
        pages=_pages(number, group, feeling, page, found),
        current_step=STEP,
    )


def _group(held: Board, code: str) -> StakeholderGroup | None:
    if code and code not in held.groups:
        raise NotFound()
    return held.groups.get(code)


def _pages(number: int, group: StakeholderGroup | None, feeling: str, page: int, found: Sentences) -> dict[str, Any]:
    """What `components/pagination.html` wants."""
    first = (page - 1) * PAGE + 1
    last = first + len(found.found) - 1

    def url(to: int) -> str:
        kept: dict[str, Any] = {"group": group.code if group else None, "feeling": feeling or None}
        return url_for("improvements.said", number=number, page=to, **kept)

    return {
        "first": first,
        "last": last,
        "total": found.total,
        "previous_url": url(page - 1) if page > 1 else "",
        "next_url": url(page + 1) if last < found.total else "",
    }


def _by_group(held: Board, line: Line) -> list[dict[str, Any]]:
    """A row per group that raised it, with its parts; groups kept back say how many people they would need."""
    shown = [
        {"group": held.groups[code], "parts": parts} for code, parts in line.shown_groups.items() if code in held.groups
    ]
    kept = [{"group": held.groups[code], "k": k} for code, k in line.held_groups.items() if code in held.groups]
    return shown + kept


@blueprint.route("/o/<organisation>/backlog/<int:number>/edit", methods=["GET", "POST"])
@member(Permission.EDIT_BACKLOG)
def edit(number: int) -> ResponseReturnValue:
    """Change the improvement; its order is computed anew."""
    row = queries.improvement(number)
    form = improvement_form(row)
    if not form.is_submitted():
        return _edit_page(row, form)
    if form.validate() and done(form, actions.change_improvement, row.id, **form.values(row), by=g.access):
        flash(gettext("The improvement is changed. The order is being computed anew."), "ok")
        return redirect(url_for("improvements.improvement", number=number), 303)
    return _edit_page(row, form), 422


def _edit_page(row: Improvement, form: Any) -> str:
    return render_template("backlog/edit.html", row=row, form=form, current_step=STEP)


@blueprint.post("/o/<organisation>/backlog/<int:number>/status")
@member(Permission.EDIT_BACKLOG)
def move(number: int) -> ResponseReturnValue:
    """Let it stand elsewhere, where no decision is needed for that."""
    row = queries.improvement(number)
    act(actions.move, row.id, request.form.get("status", ""), by=g.access)
    return redirect(url_for("improvements.improvement", number=number), 303)


@blueprint.post("/o/<organisation>/backlog/<int:number>/decide")
@member(Permission.DECIDE)
def decide(number: int) -> ResponseReturnValue:
    """Record yes, no or not now, with its reason."""
    row = queries.improvement(number)
    form = decision_form(row)
    given = {"verdict": form.verdict.data or "", "reason": form.reason.data or ""}
    if form.validate() and done(form, actions.decide, row.id, **given, by=g.access):
        flash(gettext("The decision is recorded, with the figures it was made on."), "ok")
        return redirect(url_for("improvements.improvement", number=number, _anchor="h-decisions"), 303)
    return _page(row, form), 422

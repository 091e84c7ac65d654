"""One improvement: what its numbers are made of, what people said, changing it, deciding on it."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from feedback.backlog.actions import improvements as actions
from feedback.backlog.forms import DecisionForm, decision_form, improvement_form
from feedback.backlog.forms.remarks import RemarkForm
from feedback.backlog.models import Improvement
from feedback.backlog.presenting import STEP, hidden_records, line_record, quote_record, varied
from feedback.backlog.queries import (
    cases,
    links,
    merging,
    needs,
    objectives,
    origins,
    remarks,
    sentences,
    snapshots,
    strategies,
)
from feedback.backlog.queries import improvements as queries
from feedback.backlog.queries.board import Board, Line
from feedback.backlog.queries.place import place
from feedback.backlog.rules import status
from feedback.errors import NotFound
from feedback.insights.queries.mentions import Sentences
from feedback.journeys import queries as journeys
from feedback.journeys.queries import functions
from feedback.permissions import Permission
from feedback.stakeholders.models import StakeholderGroup
from feedback.web.addresses import page_asked
from feedback.web.guards import act, member
from feedback.web.texts_forms import done

blueprint = Blueprint("improvements", __name__)
SENTENCES = 6
READ_FOR_CHOICE = 24
"""Sentences read to choose six from, so that not one group speaks for all and nothing stands twice."""
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
    held, line = place(row)
    found = sentences.behind(row, READ_FOR_CHOICE)
    decisions = queries.decisions(row.id)
    return render_template(
        "backlog/improvement.html",
        board=held,
        row=row,
        held_line=line,
        line=line_record(held, line),
        stage=held.stage(row),
        by_group=_by_group(held, line),
        quotes=[quote_record(held, one) for one in varied(found.found, SENTENCES)],
        kept_back=hidden_records(held, found),
        total=found.total,
        themes=[held.themes[one] for one in sorted(queries.theme_ids(row), key=str)],
        decisions=decisions,
        beside=snapshots.compared(decisions[0], line.score, found.total) if decisions else None,
        decision_form=form,
        moves=[after for after in status.may_follow(row.status) if after in BY_HAND and not row.merged_into_id],
        verdict_label=status.verdict_label,
        **_belongs(row),
        **_goes_back_to(row),
        current_step=STEP,
    )


def _belongs(row: Improvement) -> dict[str, Any]:
    """What an improvement is part of, waits for and is for, by name."""
    linked = links.links(row.id)
    stages = {stage.id: stage for stage in journeys.all_stages()}
    return {
        "strategy": strategies.strategy(row.strategy_id) if row.strategy_id else None,
        "objective": objectives.objective(row.objective_id) if row.objective_id else None,
        "area": next((one for one in functions.all_functions() if one.id == row.function_id), None),
        "further": [stage for key, stage in stages.items() if key in linked.stages],
        "points": [
            (stage, point) for stage in stages.values() for point in stage.touchpoints if point.id in linked.touchpoints
        ],
        "strong_stage": stages.get(row.strong_stage_id) if row.strong_stage_id else None,
        "for_groups": linked.groups,
        "before": links.before(row.id) if linked.needs else [],
        "after": links.after(row.id),
    }


def _goes_back_to(row: Improvement) -> dict[str, Any]:
    """Where an improvement comes from, which others it carries on or looks like, and what members say."""
    follows_up, edits = g.access.may(Permission.FOLLOW_UP), g.access.may(Permission.EDIT_BACKLOG)
    return {
        "cases": cases.cases_behind(row.id) if follows_up else [],
        "drafted_from": needs.origins(row.id),
        "origins": origins.origins(row.id),
        "merged_into": queries.improvement_with_id(row.merged_into_id) if row.merged_into_id else None,
        "carried_on": merging.carried_on(row.id),
        "alike": merging.like(row) if edits else [],
        "remarks": remarks.remarks(row.id),
        "remark_form": RemarkForm(formdata=None),
    }


@blueprint.get("/o/<organisation>/backlog/<int:number>/sentences")
@member(Permission.VIEW)
def said(number: int) -> ResponseReturnValue:
    """Every sentence behind the improvement; `?group=` and `?feeling=` narrow them, `?page=` goes on."""
    row = queries.improvement(number)
    held, _line = place(row)
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
    if row.merged_into_id:
        return redirect(url_for("improvements.improvement", number=number), 303)
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

"""Rules that open cases by themselves: in sentences, with what they would have found."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from feedback.accounts import queries as accounts
from feedback.db import now
from feedback.errors import Invalid, NotFound
from feedback.followup.actions import alerts as actions
from feedback.followup.forms.alerts import RuleForm, rule_form
from feedback.followup.models import AlertRule
from feedback.followup.queries import alerts as queries
from feedback.followup.queries import cases
from feedback.followup.rules import alerts as rules
from feedback.followup.rules.alerts import Wanted
from feedback.insights.queries import themes
from feedback.journeys import queries as journeys
from feedback.permissions import Permission
from feedback.web.guards import act, member
from feedback.web.templating import text
from feedback.web.texts_forms import done

blueprint = Blueprint("alerts", __name__)


@dataclass(frozen=True, slots=True)
class Preview:
    """What a rule would have done in the last 30 days."""

    fitting: int
    opened: int
    """Those of them whose author may be asked back."""
    looked_at: int
    all: int


@blueprint.get("/o/<organisation>/followup/rules")
@member(Permission.FOLLOW_UP)
def index() -> ResponseReturnValue:
    """Every rule as a sentence, with how many cases it opened."""
    return render_template("followup/rules.html", alerts=queries.rules(), opened=cases.count_of_rules(), **_names())


def _names() -> dict[str, Any]:
    """What sentences about rules are made of."""
    return {
        "rules": rules,
        "people": accounts.people(),
        "stages": {stage.code: text(stage.name) for stage in journeys.all_stages()},
        "themes": {row.code: text(row.names) for row in themes.themes()},
    }


@blueprint.route("/o/<organisation>/followup/rules/new", methods=["GET", "POST"])
@member(Permission.FOLLOW_UP)
def new() -> ResponseReturnValue:
    """A new rule of the kind of `?kind=`, or a look at what it would have found."""
    kind = request.args.get("kind", rules.SCORE)
    if kind not in rules.KINDS:
        raise NotFound()
    form = rule_form(kind)
    if not form.is_submitted():
        return _page(form)
    if not form.validate():
        return _page(form), 422
    if "preview" in request.form:
        return _previewed(form)
    if done(form, actions.make_rule, kind=kind, **form.values(), by=g.access):
        flash(gettext("The rule looks at answers from now on."), "ok")
        return redirect(url_for("alerts.index"), 303)
    return _page(form), 422


@blueprint.route("/o/<organisation>/followup/rules/<uuid:rule_id>", methods=["GET", "POST"])
@member(Permission.FOLLOW_UP)
def edit(rule_id: UUID) -> ResponseReturnValue:
    """Change a rule."""
    row = queries.rule(rule_id)
    form = rule_form(row.kind, row)
    if not form.is_submitted():
        return _page(form, row)
    if not form.validate():
        return _page(form, row), 422
    if "preview" in request.form:
        return _previewed(form, row)
    if done(form, actions.change_rule, rule_id, **form.values(), by=g.access):
        flash(gettext("The rule looks at answers from now on."), "ok")
        return redirect(url_for("alerts.index"), 303)
    return _page(form, row), 422


def _previewed(form: RuleForm, row: AlertRule | None = None) -> ResponseReturnValue:
    values = form.values()
    try:
        wanted = Wanted(form.kind, actions.checked(form.kind, values["wanted"]), values["stage_code"])
    except Invalid as error:
        form.refuse(error)
        return _page(form, row), 422
    return _page(form, row, preview(wanted))


def preview(wanted: Wanted) -> Preview:
    """What it would have found among the answers of the last 30 days that nobody looks after."""
    since = now() - rules.PREVIEW
    found, everything = queries.found_by(wanted, since), queries.how_many(since)
    return Preview(
        len(found), sum(said.may_ask_back for said in found), min(everything, queries.LOOK_AT_MOST), everything
    )


def _page(form: RuleForm, row: AlertRule | None = None, found: Preview | None = None) -> str:
    return render_template("followup/rule.html", form=form, row=row, found=found, rules=rules)


@blueprint.post("/o/<organisation>/followup/rules/<uuid:rule_id>/turn")
@member(Permission.FOLLOW_UP)
def turn(rule_id: UUID) -> ResponseReturnValue:
    """Pause the rule, take it up again, or remove it."""
    turns = {"pause": actions.pause, "resume": actions.resume, "remove": actions.remove}
    chosen = turns.get(request.form.get("to", ""))
    if chosen is None:
        queries.rule(rule_id)
        return redirect(url_for("alerts.index"), 303)
    act(chosen, rule_id, by=g.access)
    return redirect(url_for("alerts.index"), 303)

"""Step 3: what happens after a service, what became of the last ones, and how other systems tell of them."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from uuid import UUID

from flask import Blueprint, abort, current_app, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import format_datetime, gettext

from feedback.accounts import queries as accounts
from feedback.db import now
from feedback.errors import Conflict, Invalid
from feedback.outreach.actions import triggers as actions
from feedback.outreach.models import Trigger
from feedback.outreach.queries import services, verdicts
from feedback.outreach.queries import triggers as queries
from feedback.outreach.queries.services import Filter
from feedback.outreach.queries.triggers import Choice, Line
from feedback.outreach.rules import trigger_wording as wording
from feedback.outreach.rules.mail_texts import INVITATION, PLACEHOLDERS, placeholder_meaning, starting_texts
from feedback.outreach.rules.quiet_hours import zone, zones
from feedback.outreach.rules.triggers import NOT_SENT, REASONS, SENT, WAITING
from feedback.outreach.trigger_forms import AttemptForm, TriggerForm, attempt_form, trigger_form, usual_settings
from feedback.permissions import Permission
from feedback.stakeholders.queries import contacts
from feedback.web.guards import act, member
from feedback.web.templating import say
from feedback.web.texts_forms import done

blueprint = Blueprint("triggers", __name__, url_prefix="/o/<organisation>/outreach/services")
STEP = 3
COUNTED = timedelta(days=30)
A_PAGE = 50


@blueprint.get("")
@member(Permission.VIEW)
def index() -> ResponseReturnValue:
    """The rules in sentences, what became of the services of the last month, and how to call."""
    lines = queries.lines()
    rules = [(line, _sentences(line)) for line in lines]
    counts = services.counts(now() - COUNTED)
    return render_template(
        "outreach/triggers.html",
        rules=rules,
        possible=bool(lines) or bool(queries.choices()),
        counts=sorted(counts.items(), key=lambda pair: -pair[1]),
        wording=wording,
        call=_example(lines),
        address=f"{current_app.config['FEEDBACK'].base_url}/api/v1/service-events",
        current_step=STEP,
    )


def _sentences(line: Line) -> list[str]:
    told = wording.sentences(line.stage.name, line.group.name, line.title, queries.settings_of(line.trigger))
    return [say(one) for one in told]


def _example(lines: list[Line]) -> str:
    """The body of a call with codes that exist here."""
    first = next((line for line in lines if line.works), None)
    body = {
        "group": first.group.code if first else "customers",
        "stage": first.stage.code if first else "repair",
        "service": "order-4711",
        "happened_at": now().replace(second=0, microsecond=0).isoformat().replace("+00:00", "Z"),
        "contact": {"email": "ana@example.org", "name": "Ana", "lang": accounts.organisation().languages[0]},
        "attributes": {"branch": "north"},
    }
    return json.dumps(body, indent=2, ensure_ascii=False)


# --- one rule ---------------------------------------------------------------------------------------


@blueprint.route("/new", methods=["GET", "POST"])
@member(Permission.LAUNCH_SURVEYS)
def create() -> ResponseReturnValue:
    """First what is asked (`?asks=survey/group/stage`), then how."""
    found = queries.choices()
    asks = next((one for one in found if one.key == request.args.get("asks")), None)
    if asks is None:
        taken = {(line.survey.id, line.group.id, line.stage.id) for line in queries.lines()}
        free = [one for one in found if (one.survey.id, one.group.id, one.stage.id) not in taken]
        page = render_template("outreach/trigger_choose.html", choices=free, current_step=STEP)
        return page if request.method != "POST" else (page, 422)
    return _create(asks)


def _create(asks: Choice) -> ResponseReturnValue:
    languages = accounts.organisation().languages
    mail = starting_texts(INVITATION, languages, mode=asks.survey.mode, closes=asks.survey.closes_on is not None)
    form = trigger_form(languages, usual_settings(queries.usual_zone()), mail)
    if request.method != "POST":
        return _form_page(form, asks)
    if not form.validate():
        return _form_page(form, asks), 422
    values = {"settings": form.settings(), "texts": form.texts(), "by": g.access}
    try:
        made = done(form, actions.create_trigger, asks=asks, **values)
    except Conflict as refused:
        form.form_errors = [say(refused.message)]
        return _form_page(form, asks), 409
    if made is None:
        return _form_page(form, asks), 422
    flash(gettext("The rule is in use. It works as soon as another system tells of services."), "ok")
    return redirect(url_for("triggers.index"), 303)


@blueprint.route("/<uuid:trigger_id>", methods=["GET", "POST"])
@member(Permission.LAUNCH_SURVEYS)
def edit(trigger_id: UUID) -> ResponseReturnValue:
    """Change how a rule asks; what it asks, whom and after which stage stays."""
    line = _line(trigger_id)
    form = trigger_form(accounts.organisation().languages, queries.settings_of(line.trigger), line.trigger.texts)
    if request.method != "POST":
        return _form_page(form, line)
    if not form.validate():
        return _form_page(form, line), 422
    values = {"settings": form.settings(), "texts": form.texts(), "by": g.access}
    if done(form, actions.change_trigger, line.trigger, **values) is None:
        return _form_page(form, line), 422
    flash(gettext("The rule is changed."), "ok")
    return redirect(url_for("triggers.index"), 303)


def _line(trigger_id: UUID) -> Line:
    return next((line for line in queries.lines() if line.trigger.id == trigger_id), None) or abort(404)


def _form_page(form: TriggerForm, about: Choice | Line) -> str:
    placeholders = [(f"{{{name}}}", say(placeholder_meaning(name))) for name in PLACEHOLDERS]
    return render_template(
        "outreach/trigger.html",
        form=form,
        about=about,
        is_new=isinstance(about, Choice),
        zones=zones(),
        placeholders=placeholders,
        current_step=STEP,
    )


@blueprint.post("/<uuid:trigger_id>/pause")
@member(Permission.LAUNCH_SURVEYS)
def pause(trigger_id: UUID) -> ResponseReturnValue:
    """Ask nobody any more by this rule."""
    act(actions.pause, _row(trigger_id), by=g.access)
    flash(gettext("The rule is paused: nobody is asked by it any more."), "ok")
    return redirect(url_for("triggers.index"), 303)


@blueprint.post("/<uuid:trigger_id>/resume")
@member(Permission.LAUNCH_SURVEYS)
def resume(trigger_id: UUID) -> ResponseReturnValue:
    """Ask again, about services from now on."""
    act(actions.resume, _row(trigger_id), by=g.access)
    flash(gettext("The rule is in use again, for services from now on."), "ok")
    return redirect(url_for("triggers.index"), 303)


def _row(trigger_id: UUID) -> Trigger:
    return queries.trigger(trigger_id)


@blueprint.get("/attempt")
@member(Permission.LAUNCH_SURVEYS)
def attempt() -> ResponseReturnValue:
    """What would happen if a service of somebody ended just now; nothing is written and nobody is asked."""
    lines = queries.lines()
    form = attempt_form([(str(line.trigger.id), _sentences(line)[0]) for line in lines])
    if "rule" not in request.args:
        return _attempt_page(form)
    if not form.validate():
        return _attempt_page(form), 422
    line = next(line for line in lines if str(line.trigger.id) == form.rule.data)
    try:
        person = contacts.find_contact(line.group.id, **form.person())
    except Invalid as refused:
        form.refuse(Invalid(refused.message, {"who": refused.message}))
        return _attempt_page(form), 422
    verdict = verdicts.forecast(line.trigger.id, person, form.service.data or "")
    local = verdict.due_at.astimezone(zone(line.trigger.time_zone)).replace(tzinfo=None)
    when = format_datetime(local, "short", rebase=False)
    return _attempt_page(form, verdict=verdict, known=person is not None, zone=line.trigger.time_zone, when=when)


def _attempt_page(form: AttemptForm, **found: object) -> str:
    return render_template("outreach/trigger_attempt.html", form=form, wording=wording, current_step=STEP, **found)


# --- what became of services ------------------------------------------------------------------------


@blueprint.get("/told")
@member(Permission.LAUNCH_SURVEYS)
def told() -> ResponseReturnValue:
    """Services one by one, without those of protected surveys; `?outcome=` chooses, `?after=` goes on."""
    outcome = request.args.get("outcome", "")
    found = services.outcomes(_chosen(outcome), _after(request.args.get("after", "")), A_PAGE + 1)
    rows = found[:A_PAGE]
    following = f"{rows[-1].event.received_at.isoformat()} {rows[-1].event.id}" if len(found) > A_PAGE else ""
    return render_template(
        "outreach/trigger_services.html",
        rows=rows,
        outcome=outcome,
        following=following,
        wording=wording,
        outcomes=[WAITING, SENT, *REASONS],
        current_step=STEP,
    )


def _chosen(outcome: str) -> Filter:
    if not outcome:
        return Filter(open_only=True)
    if outcome in (WAITING, SENT):
        return Filter(state=outcome, open_only=True)
    return Filter(state=NOT_SENT, reason=outcome, open_only=True) if outcome in REASONS else abort(404)


def _after(place: str) -> tuple[datetime, UUID] | None:
    moment, _, event_id = place.partition(" ")
    try:
        at = datetime.fromisoformat(moment)
        return (at, UUID(event_id)) if at.tzinfo and abs(at.year - now().year) < 100 else None
    except ValueError:
        return None

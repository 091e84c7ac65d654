"""Step 3: invitations by e-mail: writing them, sending them, and what became of them."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from feedback import mail
from feedback.accounts import queries as accounts
from feedback.db import db, find, now
from feedback.errors import Conflict, NotFound
from feedback.journeys.models import Stage
from feedback.outreach import mailing_pages as pages
from feedback.outreach.actions import invitations
from feedback.outreach.actions import mailings as actions
from feedback.outreach.mailing_forms import MailingForm, mailing_form, start_of, texts_start, when_form
from feedback.outreach.models import Mailing
from feedback.outreach.queries import invitations as links
from feedback.outreach.queries import mailings as queries
from feedback.outreach.rules import mail_texts
from feedback.outreach.rules import mailings as rules
from feedback.permissions import Permission
from feedback.stakeholders.models import StakeholderGroup
from feedback.stakeholders.queries import groups as stakeholders
from feedback.surveys.models import Survey
from feedback.surveys.queries import surveys
from feedback.surveys.rules import is_open
from feedback.web.addresses import page_asked
from feedback.web.fragments import fragment
from feedback.web.guards import act, member
from feedback.web.templating import language_code, say, text
from feedback.web.texts_forms import done

blueprint = Blueprint("mailings", __name__)
STEP = 3
LINKS = {"take-back": invitations.revoke, "restore": invitations.restore}
MOVES = {"pause": actions.pause, "resume": actions.resume, "stop": actions.stop, "remind": actions.remind}


@blueprint.get("/o/<organisation>/outreach/invitations")
@member(Permission.VIEW)
def index() -> ResponseReturnValue:
    """Every mailing with how far it is, and the open surveys one can invite to."""
    known = surveys.surveys()
    groups = {one.id: one for one in stakeholders.groups(include_archived=True)}
    open_ones = [one for one in known if _is_open(one)]
    return render_template(
        "outreach/mailings.html",
        lines=pages.lines(queries.mailings(), {one.id: one for one in known}, groups),
        asked=[(one, groups[row.group_id]) for one in open_ones for row in one.groups],
        title_of=pages.title_of,
        no_server=not mail.is_set_up(),
        current_step=STEP,
    )


def _is_open(survey: Survey) -> bool:
    return is_open(closes_on=survey.closes_on, closed_at=survey.closed_at, today=now().date())


@blueprint.route("/o/<organisation>/outreach/invitations/new", methods=["GET", "POST"])
@member(Permission.LAUNCH_SURVEYS)
def new() -> ResponseReturnValue:
    """Write an invitation: `?survey=` and `?group=` say to which survey and whom, `?stage=` may name a stage."""
    if "survey" not in request.args:
        return redirect(url_for("mailings.index"), 303)
    survey = surveys.survey(request.args["survey"])
    group = stakeholders.group_with_code(request.args.get("group", ""))
    if group is None or group.id not in {one.group_id for one in survey.groups}:
        raise NotFound()
    stages = surveys.stages_asked(survey)
    form = _form(survey, group, stages, _starting(survey, request.args.get("stage", "")))
    if form.is_submitted() and form.validate():
        given = {"survey": survey, "group_id": group.id, "stage_id": _stage(form, stages), "by": g.access}
        if (made := done(form, actions.draft, wish=form.wish(), **given)) is not None:
            return redirect(url_for("mailings.mailing", mailing_id=made.id), 303)
    page = _form_page(form, survey, group)
    return (page, 422) if form.is_submitted() else page


@blueprint.route("/o/<organisation>/outreach/invitations/<uuid:mailing_id>/edit", methods=["GET", "POST"])
@member(Permission.LAUNCH_SURVEYS)
def edit(mailing_id: UUID) -> ResponseReturnValue:
    """Change an invitation that nobody got yet."""
    row = queries.mailing(mailing_id)
    rules.must("change", row.state)
    survey, group = find(Survey, row.survey_id), stakeholders.group(row.group_id)
    stages = surveys.stages_asked(survey)
    form = _form(survey, group, stages, start_of(row, next((one.code for one in stages if one.id == row.stage_id), "")))
    if form.is_submitted() and form.validate():
        given = {"wish": form.wish(), "stage_id": _stage(form, stages), "by": g.access}
        if done(form, actions.change, mailing_id, **given) is not None:
            return redirect(url_for("mailings.mailing", mailing_id=mailing_id), 303)
    page = _form_page(form, survey, group, row)
    return (page, 422) if form.is_submitted() else page


def _form(survey: Survey, group: StakeholderGroup, stages: list[Stage], start: dict[str, Any]) -> MailingForm:
    return mailing_form(
        pages.languages_of(survey),
        mode=survey.mode,
        start=start,
        segments=[(one.attribute, one.value) for one in group.segments],
        stages=[(one.code, text(one.name)) for one in stages],
    )


def _starting(survey: Survey, stage: str) -> dict[str, Any]:
    given: dict[str, Any] = {"mode": survey.mode, "closes": survey.closes_on is not None}
    languages = pages.languages_of(survey)
    first = mail_texts.starting_texts(mail_texts.INVITATION, languages, **given)
    reminder = mail_texts.starting_texts(mail_texts.REMINDER, languages, **given)
    start = {"stage": stage, "remind_times": 1, "remind_after_days": 4, "segment": "", "reply_to": _own_address()}
    return {**start, **texts_start(first, ""), **texts_start(reminder, "reminder_")}


def _own_address() -> str:
    return next(one.user.email for one in accounts.members() if one.user_id == g.access.user_id)


def _stage(form: MailingForm, stages: list[Stage]) -> UUID | None:
    return next((one.id for one in stages if one.code == form.stage.data), None)


def _form_page(form: MailingForm, survey: Survey, group: StakeholderGroup, row: Mailing | None = None) -> str:
    return render_template(
        "outreach/mailing_form.html",
        form=form,
        row=row,
        title=pages.title_of(survey),
        group=group,
        protected=rules.is_protected(survey.mode),
        placeholders=[(f"{{{name}}}", mail_texts.placeholder_meaning(name)) for name in mail_texts.PLACEHOLDERS],
        current_step=STEP,
    )


@blueprint.get("/o/<organisation>/outreach/invitations/<uuid:mailing_id>")
@member(Permission.VIEW)
def mailing(mailing_id: UUID) -> ResponseReturnValue:
    """One mailing: what it says in each language, how far it is, what became of its mails."""
    return _page(queries.mailing(mailing_id))


def _page(row: Mailing, **more: Any) -> str:
    survey = find(Survey, row.survey_id)
    tells = rules.tells_recipients(row.kind, survey.mode)
    return render_template(
        "outreach/mailing.html",
        row=row,
        line=pages.lines([row], {survey.id: survey}, {row.group_id: stakeholders.group(row.group_id)})[0],
        survey=survey,
        protected=rules.is_protected(survey.mode),
        tells=tells,
        **_state(row, survey),
        rate=queries.rate(survey, row.group_id),
        previews=pages.previews(row, survey),
        reminders=pages.reminder_lines(queries.reminders(row.id), survey),
        may_act=lambda name: rules.may(name, pages.state_of(row, survey)),
        no_server=not mail.is_set_up(),
        when=more.pop("when", None) or when_form(),
        current_step=STEP,
        **more,
    )


def _state(row: Mailing, survey: Survey) -> dict[str, Any]:
    """What `outreach/mailing_state.html` wants."""
    return {
        "how": pages.how_far(row, survey),
        "page_url": url_for("mailings.mailing", mailing_id=row.id),
        "progress_url": url_for("mailings.progress", mailing_id=row.id),
    }


@blueprint.get("/o/<organisation>/outreach/invitations/<uuid:mailing_id>/progress")
@member(Permission.VIEW)
def progress(mailing_id: UUID) -> ResponseReturnValue:
    """The part of the page that changes while mails leave, asked again with its ETag."""
    row = queries.mailing(mailing_id)
    state = _state(row, find(Survey, row.survey_id))
    return fragment(render_template("outreach/mailing_state.html", **state, asked=True))


@blueprint.get("/o/<organisation>/outreach/invitations/<uuid:mailing_id>/recipients")
@member(Permission.LAUNCH_SURVEYS)
def recipients(mailing_id: UUID) -> ResponseReturnValue:
    """Whom it went to and whom not, and why; of a reminder of a protected survey there is no such list."""
    row = queries.mailing(mailing_id)
    survey = find(Survey, row.survey_id)
    if not rules.tells_recipients(row.kind, survey.mode):
        raise NotFound()
    page = page_asked()
    found = queries.recipients(mailing_id, page=page)
    return render_template(
        "outreach/mailing_recipients.html",
        row=row,
        title=pages.title_of(survey),
        people=[pages.recipient(one) for one in found[: queries.PAGE]],
        page=page,
        first=(page - 1) * queries.PAGE + 1,
        more=len(found) > queries.PAGE,
        total=queries.recipients_in_all(mailing_id),
        current_step=STEP,
    )


@blueprint.post("/o/<organisation>/outreach/invitations/<uuid:mailing_id>/links/<uuid:invitation_id>/<change>")
@member(Permission.LAUNCH_SURVEYS)
def link(mailing_id: UUID, invitation_id: UUID, change: str) -> ResponseReturnValue:
    """Take one person’s link back, or let it work again: offered for everybody, as whether it was used is not told."""
    row = queries.mailing(mailing_id)
    if change not in LINKS or not rules.tells_recipients(row.kind, find(Survey, row.survey_id).mode):
        raise NotFound()
    act(LINKS[change], links.of_mailing(mailing_id, invitation_id), by=g.access)
    said = {
        "take-back": gettext("The link opens nothing any more."),
        "restore": gettext("The link works again."),
    }
    flash(said[change], "ok")
    return redirect(url_for("mailings.recipients", mailing_id=mailing_id, page=page_asked()), 303)


@blueprint.post("/o/<organisation>/outreach/invitations/<uuid:mailing_id>/send")
@member(Permission.LAUNCH_SURVEYS)
def send(mailing_id: UUID) -> ResponseReturnValue:
    """Send it now, or with a day and a time then."""
    row = queries.mailing(mailing_id)
    form = when_form()
    later = "at" in request.form
    if later and not form.validate():
        return _page(row, when=form), 422
    try:
        act(actions.send, mailing_id, at=form.moment() if later else None, by=g.access)
    except Conflict as refused:
        db.session.rollback()
        return _page(queries.mailing(mailing_id), when=form, refused=say(refused.message)), 409
    flash(gettext("It goes out by itself at that time.") if later else gettext("It is being sent."), "ok")
    return redirect(url_for("mailings.mailing", mailing_id=mailing_id), 303)


@blueprint.post("/o/<organisation>/outreach/invitations/<uuid:mailing_id>/test")
@member(Permission.LAUNCH_SURVEYS)
def test(mailing_id: UUID) -> ResponseReturnValue:
    """Send it to oneself, in the language one reads, with a link that leads nowhere."""
    queries.mailing(mailing_id)
    address = _own_address()
    act(actions.send_test, mailing_id, to=address, language=request.form.get("language") or language_code())
    flash(gettext("A test mail is on its way to %(address)s.", address=address), "ok")
    return redirect(url_for("mailings.mailing", mailing_id=mailing_id), 303)


@blueprint.post("/o/<organisation>/outreach/invitations/<uuid:mailing_id>/<what>")
@member(Permission.LAUNCH_SURVEYS)
def move(mailing_id: UUID, what: str) -> ResponseReturnValue:
    """Pause it, go on with it, stop it, or send the next reminder now."""
    queries.mailing(mailing_id)
    if what not in MOVES:
        raise NotFound()
    act(MOVES[what], mailing_id, by=g.access)
    said = {
        "pause": gettext("Paused: nobody gets it until you go on."),
        "resume": gettext("It goes on."),
        "stop": gettext("Stopped: nobody else gets it."),
        "remind": gettext("The reminder is being sent to those who have not answered."),
    }
    flash(said[what], "ok")
    return redirect(url_for("mailings.mailing", mailing_id=mailing_id), 303)


@blueprint.post("/o/<organisation>/outreach/invitations/<uuid:mailing_id>/discard")
@member(Permission.LAUNCH_SURVEYS)
def discard(mailing_id: UUID) -> ResponseReturnValue:
    """Forget a draft."""
    queries.mailing(mailing_id)
    act(actions.discard, mailing_id, by=g.access)
    flash(gettext("The draft is gone."), "ok")
    return redirect(url_for("mailings.index"), 303)

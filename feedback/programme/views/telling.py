"""Step 6: a published notice sent by e-mail to the contacts of groups, and how far that is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from feedback import mail
from feedback.accounts import queries as accounts
from feedback.backlog.models import Improvement
from feedback.backlog.queries import improvements
from feedback.db import db
from feedback.errors import Conflict, Message
from feedback.outreach import mailing_pages, notice_emails
from feedback.outreach.emails import EXAMPLE_LEAVE, EXAMPLE_NAME
from feedback.outreach.models import Mailing
from feedback.outreach.queries import telling as outreach
from feedback.outreach.queries.telling import Part, Reach
from feedback.outreach.rules import mailings as rules
from feedback.permissions import Permission
from feedback.programme import queries as programme
from feedback.programme.models import Notice
from feedback.programme.telling import actions, asking, queries
from feedback.programme.telling.forms import TellForm, WhomForm, offered, tell_form, whom_form
from feedback.stakeholders.models import StakeholderGroup
from feedback.stakeholders.queries import contacts
from feedback.stakeholders.queries import groups as stakeholders
from feedback.stakeholders.rules import contacts as people
from feedback.web.fragments import fragment
from feedback.web.guards import act, member
from feedback.web.templating import say, text
from feedback.web.texts_forms import done

blueprint = Blueprint("notice_mails", __name__)
STEP = 6


@blueprint.get("/o/<organisation>/programme/notices/<uuid:notice_id>/mail")
@member(Permission.LAUNCH_SURVEYS)
def choose(notice_id: UUID) -> ResponseReturnValue:
    """Whom to tell (`?to=`), who of them gets it and who not and why, and the mail as people get it."""
    notice, groups = programme.notice(notice_id), _with_contacts()
    form = whom_form(groups, request.args)
    return _page(notice, groups, form.parts(), form)


def _with_contacts() -> list[StakeholderGroup]:
    groups = stakeholders.groups()
    counts = contacts.people([group.id for group in groups])
    return [group for group in groups if counts[group.id].contacts]


def _page(
    notice: Notice,
    groups: Sequence[StakeholderGroup],
    chosen: Sequence[Part],
    form: WhomForm,
    sending: TellForm | None = None,
    refused: str = "",
) -> str:
    about = improvements.improvement_with_id(notice.improvement_id)
    reach = outreach.reach(notice.id, chosen)
    return render_template(
        "programme/telling.html",
        notice=notice,
        title=text(about.title),
        form=form,
        sending=sending or tell_form(groups, data={"reply_to": _own_address()}),
        refused=refused,
        lines=_lines(groups, chosen, reach),
        told=sum(one.told for one in reach),
        askers=_askers(notice, about),
        chosen=chosen,
        previews=_previews(queries.texts_of(notice, about)),
        sent=_sent(notice, {one.id: one for one in stakeholders.groups(include_archived=True)}),
        no_server=not mail.is_set_up(),
        current_step=STEP,
    )


def _askers(notice: Notice, about: Improvement) -> dict[str, Any]:
    """Those who asked under their name: how many, how many of them are told, the others by the reason."""
    people = [one for group in asking.askers(about).values() for one in group]
    reach = outreach.reach_among(notice.id, people)
    return {"number": len(people), "told": reach.told, "why_not": _reasons(reach)}


def _lines(
    groups: Sequence[StakeholderGroup], chosen: Sequence[Part], reach: Sequence[Reach]
) -> list[tuple[str, int, list[tuple[Message, int]]]]:
    """Each part that was chosen: its name, how many are told, the others by the reason."""
    names = [(part, label) for _value, label, part in offered(groups)]
    return [(_named(part, names), one.told, _reasons(one)) for part, one in zip(chosen, reach, strict=True)]


def _named(wanted: Part, names: Sequence[tuple[Part, str]]) -> str:
    return next(label for part, label in names if part == wanted)


def _reasons(reach: Reach) -> list[tuple[Message, int]]:
    largest = sorted(reach.why_not.items(), key=lambda one: -one[1])
    return [(rules.reason_label(word) or people.reason_label(word), number) for word, number in largest]


def _previews(texts: Mapping[str, Mapping[str, str]]) -> list[tuple[str, Any]]:
    telling = notice_emails.prepared(texts)
    given = {"name": EXAMPLE_NAME, "leave": EXAMPLE_LEAVE}
    return [(code, notice_emails.addressed(telling, code, **given)) for code in texts]


def _sent(notice: Notice, groups: Mapping[UUID, StakeholderGroup]) -> list[tuple[Mailing, str, Message]]:
    rows = queries.sent_about([notice.id])[notice.id]
    return [(row, to_whom(row, groups[row.group_id]), rules.state_label(row.state)) for row in rows]


def to_whom(row: Mailing, group: StakeholderGroup) -> str:
    """The group a mailing goes to, with the segment where it is one, or who of it."""
    if row.whom == rules.ASKED:
        return str(gettext("%(group)s, those who asked for it", group=text(group.name)))
    return ", ".join([text(group.name), *(f"{name} = {value}" for name, value in row.segment.items())])


def _own_address() -> str:
    return next(one.user.email for one in accounts.members() if one.user_id == g.access.user_id)


@blueprint.post("/o/<organisation>/programme/notices/<uuid:notice_id>/mail")
@member(Permission.LAUNCH_SURVEYS)
def send(notice_id: UUID) -> ResponseReturnValue:
    """Send it to those who were looked at."""
    notice, groups = programme.notice(notice_id), _with_contacts()
    form = tell_form(groups)
    parts = form.parts()
    given = {"to": parts, "reply_to": form.reply_to.data or "", "by": g.access}
    try:
        made = done(form, actions.send_notice, notice_id, **given) if form.validate() else None
    except Conflict as refused:
        db.session.rollback()
        notice = programme.notice(notice_id)
        page = _page(notice, groups, parts, whom_form(groups, request.form), form, say(refused.message))
        return page, 409
    if made is None:
        return _page(notice, groups, parts, whom_form(groups, request.form), form), 422
    flash(gettext("It is being sent."), "ok")
    if len(made) == 1:
        return _to(made[0].id)
    return redirect(url_for("notice_mails.choose", notice_id=notice_id, _anchor="h-sent"), 303)


@blueprint.post("/o/<organisation>/programme/notices/<uuid:notice_id>/mail/asked")
@member(Permission.LAUNCH_SURVEYS)
def send_to_askers(notice_id: UUID) -> ResponseReturnValue:
    """Send it to those who asked for it under their name."""
    notice, groups = programme.notice(notice_id), _with_contacts()
    form = tell_form(groups)
    try:
        given = {"reply_to": form.reply_to.data or "", "by": g.access}
        made = done(form, actions.send_to_askers, notice_id, **given)
    except Conflict as refused:
        db.session.rollback()
        notice = programme.notice(notice_id)
        return _page(notice, groups, (), whom_form(groups, None), form, say(refused.message)), 409
    if made is None:
        return _page(notice, groups, (), whom_form(groups, None), form), 422
    flash(gettext("It is being sent."), "ok")
    return redirect(url_for("notice_mails.choose", notice_id=notice_id, _anchor="h-sent"), 303)


def _to(mailing_id: UUID) -> ResponseReturnValue:
    return redirect(url_for("notice_mails.mailing", mailing_id=mailing_id), 303)


@blueprint.get("/o/<organisation>/programme/notices/mails/<uuid:mailing_id>")
@member(Permission.VIEW)
def mailing(mailing_id: UUID) -> ResponseReturnValue:
    """One mailing of a notice: how far it is, whom it reached, who wants no more mail since."""
    row = outreach.mailing(mailing_id)
    notice = programme.notice(row.about)
    return render_template(
        "programme/telling_sent.html",
        row=row,
        notice=notice,
        title=text(improvements.improvement_with_id(notice.improvement_id).title),
        whom=to_whom(row, stakeholders.group(row.group_id)),
        out_since=outreach.out_since(mailing_id),
        previews=_previews(row.texts),
        may_stop=rules.may("stop", row.state),
        **_state(row),
        current_step=STEP,
    )


def _state(row: Mailing) -> dict[str, Any]:
    """What `outreach/mailing_state.html` wants."""
    return {
        "how": mailing_pages.how_far(row, None),
        "page_url": url_for("notice_mails.mailing", mailing_id=row.id),
        "progress_url": url_for("notice_mails.progress", mailing_id=row.id),
    }


@blueprint.get("/o/<organisation>/programme/notices/mails/<uuid:mailing_id>/progress")
@member(Permission.VIEW)
def progress(mailing_id: UUID) -> ResponseReturnValue:
    """The part of the page that changes while mails leave, asked again with its ETag."""
    return fragment(render_template("outreach/mailing_state.html", **_state(outreach.mailing(mailing_id)), asked=True))


@blueprint.post("/o/<organisation>/programme/notices/mails/<uuid:mailing_id>/stop")
@member(Permission.LAUNCH_SURVEYS)
def stop(mailing_id: UUID) -> ResponseReturnValue:
    """Nobody else gets it."""
    act(actions.stop, outreach.mailing(mailing_id).id, by=g.access)
    flash(gettext("Stopped: nobody else gets it."), "ok")
    return _to(mailing_id)

"""What the programme puts on pages below: what was done about an answer, and the work on an improvement."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from flask import g, render_template, url_for
from markupsafe import Markup

from feedback.backlog.models import Improvement
from feedback.backlog.rules.status import LATER, OPEN, PROPOSED
from feedback.errors import message
from feedback.programme import queries, rules
from feedback.programme.issues.presenting import issues_about
from feedback.programme.models import Notice
from feedback.programme.queries import effects, reached
from feedback.programme.telling import queries as telling
from feedback.stakeholders.models import Contact
from feedback.stakeholders.rules.history import Moment
from feedback.surveys.queries.receipts import Receipt
from feedback.web.templating import month, say, spoken, text


def heard(*, receipt: Receipt, lang: str) -> list[dict[str, Any]]:
    """Published notices about the stages of an answer, for whoever holds its code, with where each thing stands."""
    return [_heard(notice, about, lang) for notice, about in queries.published_about(receipt.stage_ids)]


def anything_told() -> bool:
    """Whether the public page of the organisation tells anything yet."""
    return queries.is_anything_published()


def _heard(notice: Notice, about: Improvement, lang: str) -> dict[str, Any]:
    due_on = about.due_on if about.status in rules.AGREED and notice.kind != rules.DECLINED else None
    return {
        "title": spoken(notice.called(about.title), lang),
        "heard": spoken(notice.heard, lang),
        "label": say(rules.answer_label(notice.kind)),
        "text": spoken(notice.answer, lang),
        "stands": say(rules.stands_label(notice.kind, about.status)),
        "due": month(due_on),
        "when": month(notice.published_at),
    }


def told(*, contact: Contact) -> Iterator[Moment]:
    """The improvements a person was told about by mail."""
    for mailing, improvement, when in telling.told(contact.id):
        url = url_for("notice_mails.mailing", mailing_id=mailing.id)
        yield Moment(when, message("Told what came of it"), text(improvement.title), url)


def improvement_effect(*, improvement: Improvement, **_: Any) -> Markup:
    """What an improvement should change, and whether it did."""
    check = effects.check_of(improvement.id)
    if check is None and improvement.status in (PROPOSED, OPEN, LATER, rules.DECLINED):
        return Markup("")
    return Markup(render_template("programme/effect_slot.html", row=improvement, check=check))


def improvement_actions(*, improvement: Improvement, **_: Any) -> Markup:
    """The way from an improvement to its work and to what people are told."""
    shown = improvement.status in queries.LISTED
    told = improvement.status in (*queries.LISTED, rules.DECLINED)
    mine = rules.may_work(g.access, improvement.owner_id)
    page = render_template("programme/improvement_actions.html", row=improvement, shown=shown, told=told, mine=mine)
    return Markup(page)


def improvement_issues(*, improvement: Improvement, **_: Any) -> Markup:
    """What was opened about an improvement in trackers, and the way to open something."""
    about = issues_about(improvement)
    if not about["issues"] and not (about["open"] and about["connected"]):
        return Markup("")
    return Markup(render_template("programme/issues_panel.html", row=improvement, **about))


def improvement_notices(*, improvement: Improvement, **_: Any) -> Markup:
    """What people were told of an improvement, and how many mails that reached."""
    rows, mails = queries.notices_about(improvement.id), reached.mailed()
    told = [(row, mails.get(row.id, reached.Mailed())) for row in rows]
    if not told and improvement.status not in (*queries.LISTED, rules.DECLINED):
        return Markup("")
    return Markup(render_template("programme/notices_slot.html", row=improvement, told=told, rules=rules))

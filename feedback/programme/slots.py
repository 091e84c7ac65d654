"""What the programme puts on pages below: what was done about an answer, and the work on an improvement."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from flask import g, render_template, url_for
from flask_babel import format_date
from markupsafe import Markup

from feedback.backlog.models import Improvement
from feedback.backlog.rules.status import LATER, OPEN, PROPOSED
from feedback.db import now, text_in
from feedback.errors import message
from feedback.programme import queries, rules
from feedback.programme.models import Notice
from feedback.programme.queries import effects, reached
from feedback.programme.rules import effects as effect_rules
from feedback.programme.telling import queries as telling
from feedback.stakeholders.models import Contact
from feedback.stakeholders.rules.history import Moment
from feedback.surveys.queries.receipts import Receipt
from feedback.web.templating import say, text


def heard(*, receipt: Receipt, lang: str) -> list[dict[str, Any]]:
    """Published notices about the stages of an answer, for whoever holds its code, with where each thing stands."""
    return [_heard(notice, about, lang) for notice, about in queries.published_about(receipt.stage_ids)]


def _heard(notice: Notice, about: Improvement, lang: str) -> dict[str, Any]:
    due_on = about.due_on if about.status in rules.AGREED and notice.kind != rules.DECLINED else None
    return {
        "title": text_in(about.title, lang, "es", "en"),
        "heard": text_in(notice.heard, lang, "es", "en"),
        "label": say(rules.answer_label(notice.kind)),
        "text": text_in(notice.answer, lang, "es", "en"),
        "stands": say(rules.stands_label(notice.kind, about.status)),
        "due": str(format_date(due_on, "MMMM y")) if due_on else "",
        "when": str(format_date(notice.published_at, "MMMM y")),
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
    phase = effect_rules.phase(check, improvement.status, now().date()) if check else None
    return Markup(render_template("programme/effect_slot.html", row=improvement, check=check, phase=phase))


def improvement_actions(*, improvement: Improvement, **_: Any) -> Markup:
    """The way from an improvement to its work and to what people are told."""
    shown = improvement.status in queries.LISTED
    told = improvement.status in (*queries.LISTED, rules.DECLINED)
    mine = rules.may_work(g.access, improvement.owner_id)
    page = render_template("programme/improvement_actions.html", row=improvement, shown=shown, told=told, mine=mine)
    return Markup(page)


def improvement_notices(*, improvement: Improvement, **_: Any) -> Markup:
    """What people were told of an improvement, and how many mails that reached."""
    rows, mails = queries.notices_about(improvement.id), reached.mailed()
    told = [(row, mails.get(row.id, reached.Mailed())) for row in rows]
    if not told and improvement.status not in (*queries.LISTED, rules.DECLINED):
        return Markup("")
    return Markup(render_template("programme/notices_slot.html", row=improvement, told=told, rules=rules))

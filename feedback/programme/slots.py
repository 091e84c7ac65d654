"""What the programme puts on pages below: what was done about an answer, and the work on an improvement."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from flask import g, render_template, url_for
from flask_babel import format_date
from markupsafe import Markup

from feedback.backlog.models import Improvement
from feedback.db import text_in
from feedback.errors import message
from feedback.programme import queries, rules
from feedback.programme.telling import queries as telling
from feedback.stakeholders.models import Contact
from feedback.stakeholders.rules.history import Moment
from feedback.surveys.queries.receipts import Receipt
from feedback.web.templating import text


def heard(*, receipt: Receipt, lang: str) -> list[dict[str, Any]]:
    """Published notices about the stages of an answer, for whoever holds its code: title, text, month."""
    return [
        {
            "title": text_in(about.title, lang, "es", "en"),
            "text": text_in(notice.answer, lang, "es", "en"),
            "when": str(format_date(notice.published_at, "MMMM y")),
        }
        for notice, about in queries.published_about(receipt.stage_ids)
    ]


def told(*, contact: Contact) -> Iterator[Moment]:
    """The improvements a person was told about by mail."""
    for mailing, improvement, when in telling.told(contact.id):
        url = url_for("notice_mails.mailing", mailing_id=mailing.id)
        yield Moment(when, message("Told what came of it"), text(improvement.title), url)


def improvement_actions(*, improvement: Improvement, **_: Any) -> Markup:
    """The way from an improvement to its work and to what people are told."""
    shown = improvement.status in queries.LISTED
    told = improvement.status in (*queries.LISTED, rules.DECLINED)
    mine = rules.may_work(g.access, improvement.owner_id)
    page = render_template("programme/improvement_actions.html", row=improvement, shown=shown, told=told, mine=mine)
    return Markup(page)

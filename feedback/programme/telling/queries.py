"""Every read about telling people by e-mail."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from flask import current_app
from sqlalchemy import select

from feedback.accounts import queries as accounts
from feedback.backlog.models import Improvement
from feedback.db import db
from feedback.errors import NotFound
from feedback.outreach.models import Mailing
from feedback.outreach.queries import telling
from feedback.outreach.rules.mail_texts import Texts
from feedback.programme.models import Notice
from feedback.programme.telling.texts import mail_texts


def held(notice_id: UUID) -> Notice:
    """The notice as it stands now; nobody takes it back until the transaction ends. NotFound."""
    wanted = select(Notice).where(Notice.id == notice_id).with_for_update()
    found = db.session.scalar(wanted.execution_options(populate_existing=True))
    if found is None:
        raise NotFound()
    return found


def public_address() -> str:
    """The page of everything published, absolute."""
    code = accounts.organisation().code
    path = current_app.url_map.bind("").build("programme.said", {"organisation_code": code})
    return f"{current_app.config['FEEDBACK'].base_url}{path}"


def texts_of(notice: Notice, about: Improvement) -> Texts:
    """The notice as a mail, language by language; without a language where a text is missing."""
    return mail_texts(
        kind=notice.kind,
        title=notice.called(about.title),
        heard=notice.heard,
        answer=notice.answer,
        link=public_address(),
    )


def sent_about(notice_ids: Collection[UUID]) -> dict[UUID, list[Mailing]]:
    """Notice -> its mailings, the newest first: one read."""
    found: dict[UUID, list[Mailing]] = {one: [] for one in notice_ids}
    for mailing in telling.mailings(notice_ids):
        if mailing.about is not None:
            found[mailing.about].append(mailing)
    return found


def told(contact_id: UUID) -> list[tuple[Mailing, Improvement, datetime]]:
    """The improvements one person was told about by mail, and when; none where the notice is gone."""
    sent = telling.told_of(contact_id)
    rows = db.session.execute(
        select(Notice.id, Improvement)
        .join(Improvement, Improvement.id == Notice.improvement_id)
        .where(Notice.id.in_([mailing.about for mailing, _ in sent]))
    )
    about = {notice_id: improvement for notice_id, improvement in rows}
    return [(mailing, about[mailing.about], when) for mailing, when in sent if mailing.about in about]

"""Every write about what people are told."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from feedback.accounts import queries as accounts
from feedback.accounts.actions import record
from feedback.backlog.queries import improvements
from feedback.db import Texts, db, now
from feedback.errors import Conflict, message
from feedback.names import texts_of
from feedback.outreach.actions.telling import stop_all
from feedback.outreach.queries import telling
from feedback.permissions import Access
from feedback.programme import queries, rules
from feedback.programme.models import Notice, NoticeGroup
from feedback.programme.rules import publishing
from feedback.programme.rules.publishing import Checked
from feedback.programme.telling.queries import held
from feedback.stakeholders.queries import groups as stakeholders


def draft_notice(
    improvement_id: UUID,
    *,
    kind: str,
    heard: Texts,
    answer: Texts,
    groups: Collection[UUID] = (),
    by: Access | None = None,
) -> Notice:
    """Write what people will be told, for nobody to see yet, for the pages of these groups; Invalid, NotFound."""
    row = improvements.improvement_with_id(improvement_id)
    notice = Notice(improvement_id=row.id)
    _write(notice, kind, heard, answer)
    _place(notice, groups)
    db.session.add(notice)
    db.session.flush()
    record(by, "notice.drafted", f"#{row.number}")
    return notice


def change_notice(
    notice_id: UUID,
    *,
    kind: str,
    heard: Texts,
    answer: Texts,
    groups: Collection[UUID] | None = None,
    by: Access | None = None,
) -> Notice:
    """Write a draft anew; Conflict once it is published: people have read it. Without `groups` those stay."""
    notice = queries.notice(notice_id)
    if notice.published_at is not None:
        raise Conflict(message("People can read this already. Take it back first, then change it."))
    _write(notice, kind, heard, answer)
    if groups is not None:
        _place(notice, groups)
    record(by, "notice.changed", str(notice.id))
    return notice


def place_notice(notice_id: UUID, *, groups: Collection[UUID], by: Access | None = None) -> Notice:
    """Let it stand on the public pages of these groups, and no longer on others; NotFound."""
    notice = queries.notice(notice_id)
    _place(notice, groups)
    record(by, "notice.placed", str(notice.id))
    return notice


def _place(notice: Notice, group_ids: Collection[UUID]) -> None:
    wanted = {stakeholders.group(group_id).id for group_id in group_ids}
    kept = {link.group_id: link for link in notice.groups}
    notice.groups = [kept.get(group_id) or NoticeGroup(group_id=group_id) for group_id in sorted(wanted, key=str)]


def _write(notice: Notice, kind: str, heard: Texts, answer: Texts) -> None:
    notice.kind = rules.check_kind(kind)
    notice.heard = texts_of("heard", heard, most=rules.LONGEST_TEXT)
    notice.answer = texts_of("answer", answer, most=rules.LONGEST_TEXT, required=False)


def publish(notice_id: UUID, *, checked: Checked, minded: bool = False, by: Access | None = None) -> Notice:
    """Let everyone read it, as it was looked at (`queries.publishing.checked`); publishing twice changes nothing.

    Raises:
        Conflict: a text is missing, something in it could tell who said it, it has changed since it was looked at, or
            nobody said (`minded`) that words which may hurt are meant.
    """
    notice = held(notice_id)
    about = improvements.improvement_with_id(notice.improvement_id)
    rules.check_ready(notice.heard, notice.answer, accounts.organisation().languages[0])
    if notice.published_at is None:
        publishing.check_passed(checked, publishing.seal(about.title, notice.heard, notice.answer), minded=minded)
        notice.title = dict(about.title)
        notice.published_at, notice.published_by = now(), by.user_id if by else None
        record(by, "notice.published", str(notice.id), {"minded": minded and checked.wants_a_look})
    return notice


def take_back(notice_id: UUID, *, by: Access | None = None) -> Notice:
    """Nobody reads it any more, and no mail with it leaves any more; it is a draft again."""
    notice = held(notice_id)
    if notice.published_at is not None:
        notice.published_at = notice.published_by = notice.title = None
        stop_all(notice.id)
        record(by, "notice.taken_back", str(notice.id))
    return notice


def discard(notice_id: UUID, *, by: Access | None = None) -> None:
    """Forget a draft; Conflict for what people can read, or were told."""
    notice = queries.notice(notice_id)
    if notice.published_at is not None:
        raise Conflict(message("People can read this already. Take it back first."))
    if telling.mailings([notice.id]):
        raise Conflict(message("People were told this by mail: what they were told stays here."))
    record(by, "notice.discarded", str(notice.id))
    db.session.delete(notice)

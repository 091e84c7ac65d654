"""Every write of the programme."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from feedback.accounts import queries as accounts
from feedback.accounts.actions import record
from feedback.backlog.actions import improvements as backlog
from feedback.backlog.models import Improvement
from feedback.backlog.queries import improvements
from feedback.db import Texts, db, now
from feedback.errors import Conflict, NotFound, message
from feedback.names import line_of, one_line, texts_of
from feedback.outreach.actions.telling import stop_all
from feedback.outreach.queries import telling
from feedback.permissions import Access
from feedback.programme import queries, rules
from feedback.programme.models import Implementation, Milestone, Notice
from feedback.programme.telling.queries import held


def start(improvement_id: UUID, *, by: Access | None = None) -> Implementation:
    """Begin to carry out a decided improvement; NotAllowed, Conflict. Beginning again keeps what was reported."""
    row = _worked_on(improvement_id, by)
    backlog.move(row.id, rules.IN_PROGRESS, by=by)
    work = queries.implementation(row.id) or Implementation(improvement_id=row.id, percent=0)
    work.starts_on = work.starts_on or now().date()
    work.done_on = None
    db.session.add(work)
    db.session.flush()
    return work


def _worked_on(improvement_id: UUID, by: Access | None) -> Improvement:
    row = improvements.improvement_with_id(improvement_id)
    rules.check_may_work(by, row.owner_id)
    return row


def _begun(improvement_id: UUID) -> Implementation:
    work = queries.implementation(improvement_id)
    if work is None:
        raise Conflict(message("Start it first."))
    return work


def report(improvement_id: UUID, *, percent: int, blocker: str = "", by: Access | None = None) -> Implementation:
    """How far it is, and what stands in the way; NotAllowed, Invalid, Conflict before it was started."""
    row = _worked_on(improvement_id, by)
    work = _begun(row.id)
    work.percent = rules.check_percent(percent)
    work.blocker = one_line(blocker)[: rules.LONGEST_NOTE]
    record(by, "improvement.progress", f"#{row.number}", {"percent": work.percent})
    return work


def finish(improvement_id: UUID, *, on: date | None = None, by: Access | None = None) -> Implementation:
    """It is done: the improvement leaves the order; NotAllowed, Conflict where it is not in progress."""
    row = _worked_on(improvement_id, by)
    backlog.move(row.id, rules.DONE, by=by)
    work = queries.implementation(row.id) or Implementation(improvement_id=row.id, starts_on=now().date())
    work.percent, work.blocker, work.done_on = 100, "", on or now().date()
    db.session.add(work)
    db.session.flush()
    return work


def add_milestone(
    improvement_id: UUID, *, title: str, due_on: date | None = None, by: Access | None = None
) -> Milestone:
    """A dated part of the work; NotAllowed, Invalid, Conflict before it was started."""
    row = _worked_on(improvement_id, by)
    part = Milestone(implementation_id=_begun(row.id).id, title=line_of("title", title), due_on=due_on)
    db.session.add(part)
    db.session.flush()
    return part


def reach_milestone(
    improvement_id: UUID, milestone_id: UUID, *, done: bool = True, by: Access | None = None
) -> Milestone:
    """A part is done, or not after all."""
    row = _worked_on(improvement_id, by)
    work = queries.implementation(row.id)
    if work is None:
        raise NotFound()
    part = queries.milestone(work.id, milestone_id)
    part.done_on = now().date() if done else None
    return part


def draft_notice(improvement_id: UUID, *, kind: str, heard: Texts, answer: Texts, by: Access | None = None) -> Notice:
    """Write what people will be told, for nobody to see yet; Invalid."""
    row = improvements.improvement_with_id(improvement_id)
    notice = Notice(improvement_id=row.id)
    _write(notice, kind, heard, answer)
    db.session.add(notice)
    db.session.flush()
    record(by, "notice.drafted", f"#{row.number}")
    return notice


def change_notice(notice_id: UUID, *, kind: str, heard: Texts, answer: Texts, by: Access | None = None) -> Notice:
    """Write a draft anew; Conflict once it is published: people have read it."""
    notice = queries.notice(notice_id)
    if notice.published_at is not None:
        raise Conflict(message("People can read this already. Take it back first, then change it."))
    _write(notice, kind, heard, answer)
    record(by, "notice.changed", str(notice.id))
    return notice


def _write(notice: Notice, kind: str, heard: Texts, answer: Texts) -> None:
    notice.kind = rules.check_kind(kind)
    notice.heard = texts_of("heard", heard, most=rules.LONGEST_TEXT)
    notice.answer = texts_of("answer", answer, most=rules.LONGEST_TEXT, required=False)


def publish(notice_id: UUID, *, by: Access | None = None) -> Notice:
    """Let everyone read it; Conflict while a text is missing. Publishing twice changes nothing."""
    notice = queries.notice(notice_id)
    rules.check_ready(notice.heard, notice.answer, accounts.organisation().languages[0])
    if notice.published_at is None:
        notice.published_at, notice.published_by = now(), by.user_id if by else None
        record(by, "notice.published", str(notice.id))
    return notice


def take_back(notice_id: UUID, *, by: Access | None = None) -> Notice:
    """Nobody reads it any more, and no mail with it leaves any more; it is a draft again."""
    notice = held(notice_id)
    if notice.published_at is not None:
        notice.published_at = notice.published_by = None
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

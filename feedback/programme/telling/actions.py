"""Every write about telling people by e-mail: only what is published leaves, to groups, whatever anybody answered,
and to those who asked for it under their name."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from feedback.accounts.actions import record
from feedback.addresses import email_of
from feedback.backlog.queries import improvements
from feedback.errors import Conflict, Invalid, message
from feedback.names import refusal
from feedback.outreach.actions import telling as outreach
from feedback.outreach.models import Mailing
from feedback.outreach.queries import telling
from feedback.outreach.queries.telling import Part
from feedback.permissions import Access
from feedback.programme.telling import asking, queries
from feedback.stakeholders.queries import groups


def send_notice(notice_id: UUID, *, to: Sequence[Part], reply_to: str = "", by: Access | None = None) -> list[Mailing]:
    """Mail a published notice to these groups, or segments of them; a mailing for each.

    Raises:
        Invalid: no group is chosen, or answers cannot go there. NotFound. Conflict: it is not published, nobody of
            them can be told, or no mail server is set up.
    """
    notice = queries.held(notice_id)
    if notice.published_at is None:
        raise Conflict(message("Publish it first: only what everyone can read is sent."))
    if not to:
        raise refusal("to", message("Choose at least one group."))
    answers_to, known = _address(reply_to), {group_id: groups.group(group_id) for group_id, _ in to}
    if not any(part.told for part in telling.reach(notice.id, to)):
        raise Conflict(message("Nobody of them can be told by e-mail: the list says why."))
    texts = queries.texts_of(notice, improvements.improvement_with_id(notice.improvement_id))
    made = [
        outreach.tell(about=notice.id, group_id=group_id, segment=segment, texts=texts, reply_to=answers_to)
        for group_id, segment in to
    ]
    record(by, "notice.sent", str(notice.id), {"groups": sorted({one.code for one in known.values()})})
    return made


def send_to_askers(notice_id: UUID, *, reply_to: str = "", by: Access | None = None) -> list[Mailing]:
    """Mail a published notice to those who asked for it under their name; a mailing for each of their groups.

    Raises:
        Invalid: answers cannot go there. NotFound. Conflict: it is not published, nobody asked under their name or can
            be told, or no mail server is set up.
    """
    notice = queries.held(notice_id)
    if notice.published_at is None:
        raise Conflict(message("Publish it first: only what everyone can read is sent."))
    answers_to, about = _address(reply_to), improvements.improvement_with_id(notice.improvement_id)
    people = asking.askers(about)
    if not telling.reach_among(notice.id, [one for group in people.values() for one in group]).told:
        raise Conflict(message("Nobody of them can be told by e-mail: the list says why."))
    texts = queries.texts_of(notice, about)
    made = [
        outreach.tell(about=notice.id, group_id=group_id, segment={}, asked=asked, texts=texts, reply_to=answers_to)
        for group_id, asked in people.items()
    ]
    record(by, "notice.sent", str(notice.id), {"asked": True})
    return made


def _address(typed: str) -> str:
    try:
        return email_of(typed) if typed.strip() else ""
    except Invalid as error:
        raise refusal("reply_to", error.message) from None


def stop(mailing_id: UUID, *, by: Access | None = None) -> Mailing:
    """Nobody else is told by this mailing; NotFound, Conflict where it is over."""
    mailing = outreach.stop(mailing_id)
    record(by, "notice.stopped", str(mailing.about))
    return mailing

"""Every read about telling people what came of answers: who gets it, who got it, and who wants no more since."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import aliased

from feedback.db import db
from feedback.errors import NotFound
from feedback.outreach.models import Delivery, Mailing
from feedback.outreach.queries.deliveries import UNDER_WAY
from feedback.outreach.rules.telling import why_not_told
from feedback.stakeholders.models import Contact
from feedback.stakeholders.queries.contacts import of_segment

Part = tuple[UUID, Mapping[str, str]]
"""A group, and the segment of it that is meant; without one everybody."""


@dataclass(frozen=True, slots=True)
class Reach:
    """How many people of a choice get it, and how many do not, by the reason."""

    told: int = 0
    why_not: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Seen:
    """What the rule about telling reads, of many people at once."""

    email: str | None
    phone: str | None
    consent: bool | None
    opted_out_at: datetime | None
    bounce: str


def mailing(mailing_id: UUID) -> Mailing:
    """One sending of a notice; NotFound, also for a mailing that asks something."""
    found = db.session.scalar(select(Mailing).where(Mailing.id == mailing_id, Mailing.about.is_not(None)))
    if found is None:
        raise NotFound()
    return found


def mailings(about: Collection[UUID]) -> list[Mailing]:
    """Every sending about these things, the newest first."""
    wanted = select(Mailing).where(Mailing.about.in_(about)).order_by(Mailing.created_at.desc(), Mailing.id)
    return list(db.session.scalars(wanted))


def hold(about: UUID) -> None:
    """Nobody else lists people of any mailing about this until the transaction ends."""
    db.session.execute(select(Mailing.id).where(Mailing.about == about).order_by(Mailing.id).with_for_update())


def told(about: UUID, emails: Collection[str], *, but: UUID | None = None) -> set[str]:
    """Of these addresses, those that get or got it by another mailing than `but`."""
    wanted = (
        select(Contact.email)
        .join(Delivery, Delivery.contact_id == Contact.id)
        .join(Mailing, Mailing.id == Delivery.mailing_id)
        .where(Mailing.about == about, Mailing.id != but)
        .where(Delivery.state.in_(UNDER_WAY), Contact.email.in_(emails))
    )
    return {email for email in db.session.scalars(wanted.distinct()) if email}


def reach(about: UUID, chosen: Sequence[Part]) -> list[Reach]:
    """Who would be told now, for each part that was chosen; one read a part.

    Who stands in two of the parts is counted in the first, as they get one mail.
    """
    return [_reach(about, group_id, segment, chosen[:at]) for at, (group_id, segment) in enumerate(chosen)]


def reach_among(about: UUID, people: Sequence[Contact]) -> Reach:
    """Who of these people would be told now: one read."""
    got_it, counts = told(about, {one.email for one in people if one.email}), Counter[str]()
    for one in people:
        counts[why_not_told(one, told=one.email in got_it) or ""] += 1
    return Reach(counts.pop("", 0), dict(counts))


def _reach(about: UUID, group_id: UUID, segment: Mapping[str, str], before: Sequence[Part]) -> Reach:
    twice = _got_it(about) | _in_one_of(before) if before else _got_it(about)
    address = func.coalesce(Contact.email, "") != ""
    out = Contact.opted_out_at.is_not(None)
    columns = (address, Contact.consent, out, Contact.bounce, and_(address, twice))
    rows = db.session.execute(_people(group_id, segment).with_only_columns(*columns, func.count()).group_by(*columns))
    counts: Counter[str] = Counter()
    for there, consent, opted_out, bounce, told_already, people in rows:
        seen = Seen("x" if there else None, None, consent, datetime.min if opted_out else None, bounce)
        counts[why_not_told(seen, told=bool(told_already)) or ""] += people
    return Reach(counts.pop("", 0), dict(counts))


def _people(group_id: UUID, segment: Mapping[str, str]) -> Select[Any]:
    return select(Contact).where(Contact.group_id == group_id, *of_segment(segment))


def _got_it(about: UUID) -> ColumnElement[bool]:
    """Whether the address of a contact gets or got it."""
    other = aliased(Contact)
    return (
        select(Delivery.id)
        .join(Mailing, Mailing.id == Delivery.mailing_id)
        .join(other, other.id == Delivery.contact_id)
        .where(Mailing.about == about, Delivery.state.in_(UNDER_WAY), other.email == Contact.email)
        .correlate(Contact)
        .exists()
    )


def _in_one_of(chosen: Sequence[Part]) -> ColumnElement[bool]:
    """Whether somebody with the address of a contact would be told already, in one of these groups."""
    found: list[ColumnElement[bool]] = []
    for group_id, segment in chosen:
        other = aliased(Contact)
        may = (other.opted_out_at.is_(None), other.consent.is_(True), other.bounce != "hard")
        same = (other.group_id == group_id, other.email == Contact.email, *of_segment(segment, other))
        there = select(other.id).where(*same, *may)
        found.append(there.correlate(Contact).exists())
    return or_(*found)


def out_since(mailing_id: UUID) -> int:
    """Of the people a mailing reached, those who asked for no more mail afterwards."""
    wanted = (
        select(func.count())
        .select_from(Delivery)
        .join(Contact, Contact.id == Delivery.contact_id)
        .where(Delivery.mailing_id == mailing_id, Delivery.state == "sent")
        .where(Contact.opted_out_at >= Delivery.sent_at)
    )
    return int(db.session.scalar(wanted) or 0)


def told_of(contact_id: UUID) -> list[tuple[Mailing, datetime]]:
    """What one person was told of by mail, and when."""
    wanted = (
        select(Mailing, Delivery.sent_at)
        .join(Delivery, Delivery.mailing_id == Mailing.id)
        .where(Delivery.contact_id == contact_id, Delivery.state == "sent", Mailing.about.is_not(None))
    )
    return [(row, sent_at) for row, sent_at in db.session.execute(wanted) if sent_at]

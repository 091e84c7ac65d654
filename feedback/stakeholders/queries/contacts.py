"""Every read of contacts: lists, counts, and who is meant."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, case, func, or_, select

from feedback.db import db, find
from feedback.stakeholders.models import Contact
from feedback.stakeholders.rules.contacts import HARD, Details

PAGE = 50
REACHABLE = "reachable"
OPTED_OUT = "opted_out"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a list shows. `state`: "reachable" by e-mail, or a word of `why_not` for e-mail; '' for everybody."""

    words: str = ""
    lang: str = ""
    state: str = ""
    segment: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class People:
    """How many contacts a group has, and how many of them one may write an e-mail to."""

    contacts: int = 0
    reachable: int = 0
    opted_out: int = 0


def contact(contact_id: UUID) -> Contact:
    """One contact of this organisation; NotFound."""
    return find(Contact, contact_id)


def locked(contact_id: UUID) -> Contact | None:
    """The contact, held until the transaction ends; None where it was erased meanwhile."""
    wanted = select(Contact).where(Contact.id == contact_id)
    return db.session.scalar(wanted.with_for_update().execution_options(populate_existing=True))


def contacts(
    group_id: UUID, *, segment: Mapping[str, str] | None = None, after: str | None = None, limit: int = PAGE
) -> list[Contact]:
    """Contacts of a group, in the order of their ids: whom to write to, or what an API lists.

    `segment`: attributes they must have. `after`: the id of the last contact of the page before.
    """
    wanted = select(Contact).where(Contact.group_id == group_id, *of_segment(segment or {}))
    if after:
        wanted = wanted.where(Contact.id > UUID(after))
    return list(db.session.scalars(wanted.order_by(Contact.id).limit(limit)))


def listed(group_id: UUID, wanted: Wanted, *, after: UUID | None = None, limit: int = PAGE) -> list[Contact]:
    """A page of the list, by name; `after` is the last contact of the page before. One more than `limit` tells that
    there is a next page."""
    rows = _filtered(group_id, wanted)
    last = db.session.execute(select(Contact.name, Contact.id).where(Contact.id == after)).first() if after else None
    if last is not None:
        rows = rows.where(or_(Contact.name > last.name, and_(Contact.name == last.name, Contact.id > last.id)))
    return list(db.session.scalars(rows.order_by(Contact.name, Contact.id).limit(limit + 1)))


def count(group_id: UUID, wanted: Wanted) -> int:
    """How many contacts the list has."""
    rows = _filtered(group_id, wanted).with_only_columns(func.count())
    return db.session.scalar(rows) or 0


def _filtered(group_id: UUID, wanted: Wanted) -> Select[Any]:
    rows = select(Contact).where(Contact.group_id == group_id)
    if wanted.words:
        columns = (Contact.name, Contact.email, Contact.phone, Contact.reference)
        rows = rows.where(or_(*(column.icontains(wanted.words, autoescape=True) for column in columns)))
    if wanted.lang:
        rows = rows.where(Contact.lang == wanted.lang)
    if wanted.state in _STATES:
        rows = rows.where(_STATES[wanted.state])
    if wanted.segment:
        rows = rows.where(*of_segment(dict([wanted.segment])))
    return rows


def of_segment(segment: Mapping[str, str], of: type[Contact] = Contact) -> list[ColumnElement[bool]]:
    """What a contact must have to be of the segment: attribute = value, all of them. `of` may be an alias."""
    return [of.segments[attribute].as_string() == value for attribute, value in segment.items()]


_STATES: dict[str, ColumnElement[bool]] = {
    # What `why_not` says of one contact, for the database; a test holds the two together.
    "opted_out": Contact.opted_out_at.is_not(None),
    "no_consent": and_(Contact.opted_out_at.is_(None), Contact.consent.is_(False)),
    "no_address": and_(
        Contact.opted_out_at.is_(None), Contact.consent.is_not(False), func.coalesce(Contact.email, "") == ""
    ),
    "bounced": and_(
        Contact.opted_out_at.is_(None),
        Contact.consent.is_not(False),
        func.coalesce(Contact.email, "") != "",
        Contact.bounce == HARD,
    ),
    REACHABLE: and_(
        Contact.opted_out_at.is_(None),
        Contact.consent.is_not(False),
        func.coalesce(Contact.email, "") != "",
        Contact.bounce != HARD,
    ),
}


def people(group_ids: Collection[UUID]) -> dict[UUID, People]:
    """Group -> its counts, in one read; groups without contacts have zeros."""
    reachable = func.sum(case((_STATES[REACHABLE], 1), else_=0))
    gone = func.sum(case((_STATES[OPTED_OUT], 1), else_=0))
    rows = db.session.execute(
        select(Contact.group_id, func.count(), reachable, gone)
        .where(Contact.group_id.in_(group_ids))
        .group_by(Contact.group_id)
    )
    found = {group_id: People(number, may or 0, out or 0) for group_id, number, may, out in rows}
    return {group_id: found.get(group_id, People()) for group_id in group_ids}


def languages(group_id: UUID) -> list[str]:
    """Languages the group's contacts are written to in."""
    rows = select(Contact.lang).where(Contact.group_id == group_id, Contact.lang.is_not(None)).distinct()
    return sorted(filter(None, db.session.scalars(rows)))


def find_contact(
    group_id: UUID, *, email: str | None = None, phone: str | None = None, reference: str | None = None
) -> Contact | None:
    """The contact with this address (in lower case), else with this reference, else the only one with this number."""
    for column, value in ((Contact.email, email), (Contact.reference, reference), (Contact.phone, phone)):
        if value:
            rows = select(Contact).where(Contact.group_id == group_id, column == value).order_by(Contact.id).limit(2)
            found = list(db.session.scalars(rows))
            if found and (len(found) == 1 or column is not Contact.phone):
                return found[0]
    return None


def alike(group_id: UUID, details: Details) -> list[Contact]:
    """Contacts of the group that could be the person of these details."""
    same = [Contact.key == details.key]
    if details.reference:
        same.append(Contact.reference == details.reference)
    if details.phone:
        same.append(Contact.phone == details.phone)
    return list(db.session.scalars(select(Contact).where(Contact.group_id == group_id, or_(*same))))


COLUMNS = (
    Contact.id,
    Contact.key,
    Contact.email,
    Contact.phone,
    Contact.reference,
    Contact.name,
    Contact.lang,
    Contact.consent,
    Contact.opted_out_at,
    Contact.bounce,
    Contact.segments,
)


def rows_of(group_id: UUID) -> list[Any]:
    """What an import compares with, a plain row for each contact of the group."""
    return list(db.session.execute(select(*COLUMNS).where(Contact.group_id == group_id)))

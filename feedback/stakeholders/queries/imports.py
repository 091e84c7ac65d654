"""Every read of files of people."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select

from feedback.db import db, find
from feedback.errors import NotFound
from feedback.stakeholders.models import ContactImport, Segment, StakeholderGroup
from feedback.stakeholders.queries import contacts
from feedback.stakeholders.rules.merging import Entry

UNFINISHED = ("draft", "refused")


def import_(group_id: UUID, import_id: UUID) -> ContactImport:
    """One file of one group; NotFound."""
    row = find(ContactImport, import_id)
    if row.group_id != group_id:
        raise NotFound()
    return row


def locked(import_id: UUID) -> ContactImport:
    """The file as it is now, held until the transaction ends; NotFound."""
    wanted = select(ContactImport).where(ContactImport.id == import_id)
    row = db.session.scalar(wanted.with_for_update().execution_options(populate_existing=True))
    if row is None:
        raise NotFound()
    return row


def one_at_a_time(group_id: UUID) -> None:
    """Files of one group are taken in one after the other: the next waits here until this transaction ends."""
    db.session.execute(select(StakeholderGroup.id).where(StakeholderGroup.id == group_id).with_for_update())


def last_done(group_id: UUID) -> ContactImport | None:
    """The newest file that was taken in for this group."""
    rows = select(ContactImport).where(ContactImport.group_id == group_id, ContactImport.state == "done")
    return db.session.scalar(rows.order_by(ContactImport.created_at.desc(), ContactImport.id).limit(1))


def entries(group_id: UUID) -> list[Entry]:
    """The group's contacts as an import compares with them."""
    return [_entry(row) for row in contacts.rows_of(group_id)]


def _entry(row: Any) -> Entry:
    return Entry(
        id=row.id,
        key=row.key,
        email=row.email,
        phone=row.phone,
        reference=row.reference,
        name=row.name,
        lang=row.lang,
        consent=row.consent,
        segments=dict(row.segments),
        opted_out_at=row.opted_out_at,
        bounce=row.bounce,
    )


def segments(group_id: UUID) -> set[tuple[str, str]]:
    """(attribute, value) of the group's segments."""
    rows = db.session.execute(select(Segment.attribute, Segment.value).where(Segment.group_id == group_id))
    return {(attribute, value) for attribute, value in rows}


def forgotten(before: datetime) -> list[ContactImport]:
    """Files that were looked at before this moment and never taken in."""
    rows = select(ContactImport).where(ContactImport.state.in_(UNFINISHED), ContactImport.created_at < before)
    return list(db.session.scalars(rows))

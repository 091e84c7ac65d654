"""Every write of one contact. What is written of it elsewhere, the audit log included, never says who it is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, TypedDict
from uuid import UUID

from sqlalchemy.exc import IntegrityError

from feedback.accounts.actions import record
from feedback.db import db, here, now
from feedback.errors import Conflict, NotFound, message
from feedback.events import ContactErased, announce
from feedback.names import refusal
from feedback.permissions import Access
from feedback.stakeholders.actions import erased
from feedback.stakeholders.models import Contact, StakeholderGroup
from feedback.stakeholders.queries import contacts as queries
from feedback.stakeholders.queries import erased as erasures
from feedback.stakeholders.queries import groups
from feedback.stakeholders.rules.contacts import (
    Details,
    changes,
    columns_of,
    details_of,
    same_person,
)
from feedback.stakeholders.rules.erased import refuse

LONGEST_SOURCE = 120


class _Typed(TypedDict):
    """Who somebody is, as it is typed."""

    email: str | None
    phone: str | None
    reference: str | None
    name: str
    lang: str | None
    consent: bool | None


CONSTRAINED = ("email", "phone", "reference", "name", "lang", "consent", "segments", "key")


def keep_contact(
    *,
    group: StakeholderGroup,
    email: str | None = None,
    phone: str | None = None,
    reference: str | None = None,
    name: str = "",
    lang: str | None = None,
    segments: Mapping[str, str] | None = None,
    consent: bool | None = None,
    source: str,
    region: str = "",
    despite_erasure: bool = False,
    by: Access | None = None,
) -> tuple[Contact, bool]:
    """The person of the group with these details, new or brought up to date; True where new.

    What is not said stays as it is, and nothing here lifts an opt-out. Somebody who was erased on request comes back
    only `despite_erasure`, which says that they asked for it.

    Raises:
        Invalid: at the field that cannot be; ErasedBefore. Conflict: the same person was added at the same moment.
    """
    typed = _Typed(email=email, phone=phone, reference=reference, name=name, lang=lang, consent=consent)
    details = details_of(**typed, segments=segments, region=region)
    found = same_person(details, queries.alike(group.id, details))
    if found is None:
        _may_come_back(details, despite_erasure)
        return _added(group, details, source, by), True
    if _changed(found, details):
        record(by, "contact.changed", group.code)
    return found, False


def _may_come_back(details: Details, despite_erasure: bool) -> None:
    if despite_erasure:
        erased.lift(erasures.marks(details.email, details.phone, details.reference))
    elif (day := erasures.erased_on(details)) is not None:
        raise refuse(day)


def _added(group: StakeholderGroup, details: Details, source: str, by: Access | None) -> Contact:
    moment = now()
    contact = Contact(
        group_id=group.id,
        consented_at=moment if details.consent else None,
        source=source[:LONGEST_SOURCE],
        **columns_of(details),
    )
    db.session.add(contact)
    _flush()
    record(by, "contact.added", group.code)
    return contact


def _changed(contact: Contact, details: Details) -> bool:
    before = {name: getattr(contact, name) for name in CONSTRAINED}
    found = changes(before, details)
    if not found:
        return False
    for name, value in found.items():
        setattr(contact, name, value)
    _after(contact, found)
    _flush()
    return True


def _after(contact: Contact, found: Mapping[str, object]) -> None:
    """What follows from a change: another address has not been refused yet; consent has its day."""
    moment = now()
    contact.changed_at = moment
    if "email" in found:
        contact.bounce, contact.bounced_at = "", None
    if "consent" in found:
        contact.consented_at = moment if contact.consent else None


def _flush() -> None:
    """The error of the database would quote an address, so it goes no further."""
    try:
        db.session.flush()
    except IntegrityError:
        raise Conflict(message("Somebody else just added this person. Open the list again.")) from None


def change_contact(
    contact: Contact,
    *,
    email: str | None,
    phone: str | None,
    reference: str | None,
    name: str,
    lang: str | None,
    consent: bool | None,
    segments: Mapping[str, str],
    region: str = "",
    by: Access | None = None,
) -> Contact:
    """The contact exactly as given: what is empty goes. Invalid at the field that cannot be, or is somebody else's."""
    contact = _still(contact)
    typed = _Typed(email=email, phone=phone, reference=reference, name=name, lang=lang, consent=consent)
    details = details_of(**typed, segments=segments, region=region)
    _check_free(contact, details)
    found = _differing(contact, details)
    for column, value in found.items():
        setattr(contact, column, value)
    if found:
        _after(contact, found)
        _flush()
        record(by, "contact.changed", groups.group(contact.group_id).code)
    return contact


def _check_free(contact: Contact, details: Details) -> None:
    for other in queries.alike(contact.group_id, details):
        if other.id != contact.id and other.key == details.key:
            field = {"mail": "email", "tel": "phone", "ref": "reference"}[details.key.partition(":")[0]]
            raise refusal(field, message("Somebody else of this group has this already."))
        if other.id != contact.id and details.reference and other.reference == details.reference:
            raise refusal("reference", message("Somebody else of this group has this reference."))


def _differing(contact: Contact, details: Details) -> dict[str, object]:
    return {name: value for name, value in columns_of(details).items() if getattr(contact, name) != value}


def opt_out(contact: Contact, *, by: Access | None = None) -> Contact:
    """This person gets no more mail; doing it twice changes nothing."""
    contact = _still(contact)
    if contact.opted_out_at is None:
        contact.opted_out_at = contact.changed_at = now()
        record(by, "contact.opted_out", groups.group(contact.group_id).code)
    return contact


def opt_in(contact: Contact, *, by: Access | None = None) -> Contact:
    """This person asked to be written to again."""
    contact = _still(contact)
    if contact.opted_out_at is not None:
        contact.opted_out_at, contact.changed_at = None, now()
        record(by, "contact.opted_in", groups.group(contact.group_id).code)
    return contact


def bounced(contact: Contact, kind: Literal["soft", "hard"]) -> Contact:
    """A mail to this person came back; what was refused for good stays so until the address changes."""
    contact = _still(contact)
    if contact.bounce != "hard":
        contact.bounce, contact.bounced_at = kind, now()
    return contact


def erase_contact(contact: Contact, *, by: Access | None) -> UUID:
    """Forget a person: the slices above take out what they hold of it, then the contact goes. Its id, that was.

    The audit log keeps that somebody of this group was erased, and not who; a keyed fingerprint of the addresses stays
    for some years, so that an old file does not bring the person back.
    """
    contact = _still(contact)
    gone, group = contact.id, groups.group(contact.group_id)
    announce(ContactErased(here(), gone))
    erased.remember(contact)
    db.session.delete(contact)
    db.session.flush()
    record(by, "contact.erased", group.code, {"contacts": 1})
    return gone


def _still(contact: Contact) -> Contact:
    """The contact as it is now, held; NotFound where it was erased meanwhile."""
    found = queries.locked(contact.id)
    if found is None:
        raise NotFound()
    return found

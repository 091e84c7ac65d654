"""A person ends mails to themselves, or wants them again."""

from __future__ import annotations

from uuid import UUID

from feedback.outreach.queries.unsubscribing import same_address
from feedback.stakeholders.actions import contacts as people
from feedback.stakeholders.queries import contacts


def leave(contact_id: UUID) -> None:
    """No more mail to this address, in whatever group it stands; twice changes nothing."""
    for one in same_address(contacts.contact(contact_id)):
        people.opt_out(one)


def come_back(contact_id: UUID) -> None:
    """Mails to this address again."""
    for one in same_address(contacts.contact(contact_id)):
        people.opt_in(one)

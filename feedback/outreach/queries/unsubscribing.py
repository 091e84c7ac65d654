"""The link that ends mails to one person: nothing of it is stored."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from flask import current_app
from sqlalchemy import func, select

from feedback import signing
from feedback.accounts.models import Organisation
from feedback.db import db, everywhere
from feedback.stakeholders.models import Contact

PURPOSE = "unsubscribe"


@dataclass(frozen=True, slots=True)
class Reader:
    """Whose link it is, and of which organisation they get mails or no longer do."""

    subject_id: UUID
    organisation_id: UUID
    organisation_name: str
    languages: list[str]
    lang: str | None
    out: bool


def unsubscribe_address(contact_id: UUID) -> str:
    """The address in every mail to this person, absolute."""
    path = current_app.url_map.bind("").build("unsubscribe.page", {"token": token_of(contact_id)})
    return f"{current_app.config['FEEDBACK'].base_url}{path}"


def token_of(contact_id: UUID) -> str:
    return signing.sign(_key(), PURPOSE, contact_id)


def reader(token: str) -> Reader | None:
    """Who the link was made for; None where it is none of ours, or the person is erased."""
    contact_id = signing.read(_key(), PURPOSE, token)
    if contact_id is None:
        return None
    wanted = (
        select(
            Contact.id,
            Contact.organisation_id,
            Organisation.name,
            Organisation.languages,
            Contact.lang,
            Contact.opted_out_at.is_not(None),
        )
        .join(Organisation, Organisation.id == Contact.organisation_id)
        .where(Contact.id == contact_id)
    )
    with everywhere():
        row = db.session.execute(wanted).first()
    return Reader(*row) if row else None


def same_address(contact: Contact) -> list[Contact]:
    """Everybody of the organisation with this e-mail address, in whatever group; the person alone without one."""
    if not contact.email:
        return [contact]
    wanted = select(Contact).where(func.lower(Contact.email) == contact.email.lower()).order_by(Contact.id)
    return list(db.session.scalars(wanted))


def _key() -> bytes:
    key: str = current_app.config["FEEDBACK"].secret_key
    return key.encode()

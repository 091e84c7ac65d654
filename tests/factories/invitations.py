"""People with a link of their own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

from feedback.db import find
from feedback.outreach.actions import invitations
from feedback.outreach.models import Invitation
from feedback.outreach.queries import invitations as queries
from feedback.stakeholders.actions.contacts import keep_contact
from feedback.stakeholders.models import Contact
from feedback.stakeholders.queries import groups as stakeholders
from feedback.surveys.queries import surveys as launched
from tests.factories.people import Member
from tests.factories.surveys import Opened


@dataclass(frozen=True)
class Guest:
    """One invited person: `path` is where their link leads on this installation."""

    contact_id: UUID
    invitation_id: UUID
    path: str


def person(of: Member, group: str, number: int = 1, **values: Any) -> UUID:
    """A contact of the group, by id; `values` are those of `keep_contact`."""

    def act() -> UUID:
        given = {"email": f"person{number}@{group}.example", "name": f"Person {number}", "source": "test", **values}
        return keep_contact(group=stakeholders.group_named(group), **given)[0].id

    made: UUID = of.do(act)
    return made


def invited(survey: Opened, group: str, number: int = 1, *, contact: UUID | None = None, **values: Any) -> Guest:
    """A person of the group with an invitation to the survey; `values` are those of `invite`."""
    contact_id = contact or person(survey.of, group, number, lang=values.pop("lang", None))

    def act() -> tuple[UUID, str]:
        made, _ = invitations.invite(find(Contact, contact_id), launched.survey(survey.code), **values)
        return made.id, queries.address_of(made.id)

    invitation_id, address = survey.of.do(act)
    return Guest(contact_id, invitation_id, urlsplit(address).path)


def party(survey: Opened, group: str, n: int, **values: Any) -> list[Guest]:
    """That many invited people."""
    return [invited(survey, group, number, **values) for number in range(1, n + 1)]


def revoke(survey: Opened, guest: Guest) -> None:
    survey.of.do(lambda: invitations.revoke(find(Invitation, guest.invitation_id)))

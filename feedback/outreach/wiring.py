"""What outreach adds to the slices below it, and what it hears of them."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

from flask import Flask, url_for
from sqlalchemy import Connection

from feedback import events, slots
from feedback.errors import message
from feedback.events import ContactErased
from feedback.outreach import slots as places
from feedback.outreach.actions import invitations, services
from feedback.outreach.models import Invitation
from feedback.outreach.queries import invitations as invitation_queries
from feedback.outreach.queries import services as service_queries
from feedback.stakeholders.models import Contact
from feedback.stakeholders.rules import history
from feedback.stakeholders.rules.history import Moment
from feedback.surveys import invited
from feedback.surveys.invited import Invited
from feedback.surveys.listing import title_of
from feedback.web.templating import text


def wire(app: Flask) -> None:
    slots.fill(invited.SLOT, keeper)
    slots.fill(invited.FLUSHED, mix)
    slots.fill(history.SLOT, asked)
    slots.fill(history.SLOT, served)
    slots.fill("walks.sources", places.walk_source)
    events.subscribe(ContactErased, services_forgotten)


class Keeper:
    """Invitations, as the answering page asks for them."""

    def opened(self, token: str) -> Invited | None:
        return invitation_queries.opened(token)

    def spend(self, connection: Connection, invited: Invited) -> bool:
        return invitations.spend(connection, invited)


def keeper() -> Keeper:
    return Keeper()


def asked(contact: Contact) -> Iterator[Moment]:
    """The identified surveys a person was written to about."""
    for survey, moment, kind in invitation_queries.asked(contact.id):
        words = message("Invited to a survey") if kind == "invitation" else message("Reminded of a survey")
        yield Moment(moment, words, text(title_of(survey)), url_for("surveys.survey", code=survey.code))


def mix(survey_id: UUID) -> type[Invitation] | None:
    """A batch of anonymous answers left the buffer: nothing may tell who had answered before whom."""
    return Invitation if invitations.mix(survey_id) else None


def served(contact: Contact) -> Iterator[Moment]:
    """The services a person had, as other systems told us."""
    for moment, stage in service_queries.history(contact.id):
        yield Moment(moment, message("Service"), text(stage.name))


def services_forgotten(erased: ContactErased) -> None:
    services.forget(erased.contact_id)

"""What a personal link opens, and whom one wrote to about which survey."""

from __future__ import annotations

from uuid import uuid4

import pytest
from sqlalchemy import select

from feedback import signing
from feedback.db import db, everywhere, find, now
from feedback.outreach.models import Delivery, Invitation, Mailing
from feedback.outreach.queries import invitations as queries
from feedback.stakeholders.models import Contact
from feedback.surveys.invited import PURPOSE
from tests.factories import groups, invitations, journeys
from tests.factories.people import Member
from tests.factories.surveys import Opened, opened, published


@pytest.fixture
def survey(acme: Member) -> Opened:
    groups.three_groups(acme)
    journeys.journey(acme)
    return opened(acme, published(acme), ["customers"])


def test_a_link_is_absolute_and_opens_its_invitation(acme: Member, survey: Opened) -> None:
    guest = invitations.invited(survey, "customers", lang="en", values={"branch": "north"})
    with acme.app.app_context():
        address = queries.address_of(guest.invitation_id)
        assert address == f"http://localhost{guest.path}"
        found = queries.opened(guest.path.removeprefix("/i/"))
    assert found is not None
    assert (found.invitation_id, found.contact_id) == (guest.invitation_id, guest.contact_id)
    assert (found.survey_code, found.group_code, found.lang) == (survey.code, "customers", "en")
    assert (found.values, found.used, found.revoked) == ({"branch": "north"}, False, False)


def test_a_token_of_nothing_or_of_another_purpose_opens_nothing(acme: Member, survey: Opened) -> None:
    guest = invitations.invited(survey, "customers")
    with acme.app.app_context():
        key = acme.app.config["FEEDBACK"].secret_key.encode()
        for purpose, identity in ((PURPOSE, uuid4()), ("unsubscribe", guest.invitation_id)):
            assert queries.opened(signing.sign(key, purpose, identity)) is None


def test_nothing_of_a_token_is_stored(acme: Member, survey: Opened) -> None:
    guest = invitations.invited(survey, "customers")
    token = guest.path.removeprefix("/i/")
    with acme.app.app_context(), everywhere():
        row = db.session.execute(select(Invitation.__table__)).one()
        assert not any(token[22:] in str(value) for value in row)


def test_whom_one_wrote_to_about_identified_surveys(acme: Member, survey: Opened) -> None:
    protected = opened(acme, published(acme, title="Clima"), ["customers"], mode="confidential")
    person = invitations.person(acme, "customers")
    for one in (survey, protected):
        acme.do(_written, one, person)
    with acme.at_work():
        assert [(row.id, kind) for row, _, kind in queries.asked(person)] == [(survey.id, "invitation")]


def _written(survey: Opened, contact_id: object) -> None:
    contact = find(Contact, str(contact_id))
    mailing = Mailing(survey_id=survey.id, group_id=contact.group_id, kind="invitation", texts={})
    db.session.add(mailing)
    db.session.flush()
    for state in ("sent", "failed"):
        person = contact.id if state == "sent" else _other(contact)
        db.session.add(Delivery(mailing_id=mailing.id, contact_id=person, state=state, sent_at=now()))


def _other(contact: Contact) -> object:
    other = Contact(group_id=contact.group_id, key=f"ref:{uuid4()}", reference=str(uuid4()))
    db.session.add(other)
    db.session.flush()
    return other.id

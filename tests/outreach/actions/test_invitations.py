"""Invitations are made once per person and occasion, and spent once."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import func, select

from feedback.db import db, everywhere, find, storing
from feedback.errors import Conflict
from feedback.outreach.actions import invitations as actions
from feedback.outreach.models import Invitation
from feedback.outreach.queries import invitations as queries
from feedback.stakeholders.models import Contact
from feedback.surveys.queries import surveys as launched
from tests.factories import groups, invitations, journeys
from tests.factories.people import Member
from tests.factories.surveys import Opened, closed, opened, published


@pytest.fixture
def survey(acme: Member) -> Opened:
    groups.three_groups(acme)
    journeys.journey(acme)
    return opened(acme, published(acme), ["customers"])


def invite(survey: Opened, person: Any, **values: Any) -> tuple[Any, bool]:
    def act() -> tuple[Any, bool]:
        made, is_new = actions.invite(find(Contact, person), launched.survey(survey.code), **values)
        return made.id, is_new

    found: tuple[Any, bool] = survey.of.do(act)
    return found


def test_one_invitation_per_person_and_occasion(acme: Member, survey: Opened) -> None:
    person = invitations.person(acme, "customers")
    first, is_new = invite(survey, person)
    assert (invite(survey, person), is_new) == ((first, False), True)
    other, is_new = invite(survey, person, occasion="order-7")
    assert (other != first, is_new) == (True, True)


def test_nobody_is_invited_to_what_does_not_ask_them(acme: Member, survey: Opened) -> None:
    with pytest.raises(Conflict):
        invite(survey, invitations.person(acme, "employees"))
    person = invitations.person(acme, "customers")
    closed(survey)
    with pytest.raises(Conflict):
        invite(survey, person)


def test_an_anonymous_survey_keeps_no_values(acme: Member, survey: Opened) -> None:
    protected = opened(acme, published(acme, title="Clima"), ["customers"], mode="anonymous")
    made, _ = invite(protected, invitations.person(acme, "customers"), values={"branch": "north"})
    with acme.at_work():
        assert find(Invitation, made).values == {}


def test_spending_is_once_and_goes_with_its_transaction(acme: Member, survey: Opened) -> None:
    guest = invitations.invited(survey, "customers")
    with acme.app.app_context():
        invited = queries.opened(guest.path.removeprefix("/i/"))
        assert invited is not None
        with pytest.raises(RuntimeError, match="undone"), storing() as write:
            assert actions.spend(write.connection, invited)
            raise RuntimeError("undone")
        results = []
        for _ in range(2):
            with storing() as write:
                results.append(actions.spend(write.connection, invited))
    assert results == [True, False]


def test_what_was_taken_back_cannot_be_spent(acme: Member, survey: Opened) -> None:
    guest = invitations.invited(survey, "customers")
    with acme.app.app_context():
        invited = queries.opened(guest.path.removeprefix("/i/"))
    invitations.revoke(survey, guest)
    with acme.app.app_context(), storing() as write:
        assert invited is not None and actions.spend(write.connection, invited) is False


def test_mixing_writes_the_used_ones_anew_and_changes_nothing(acme: Member, survey: Opened) -> None:
    guests = invitations.party(survey, "customers", 8)
    client = acme.app.test_client()
    for guest in guests[:6]:
        assert client.post(guest.path, data={"nps": "9", "submission_id": str(guest.contact_id)}).status_code == 303
    before = _rows(acme)
    on_postgresql = _versions(acme) != set()
    assert len(_versions(acme)) == (6 if on_postgresql else 0)
    assert acme.do(lambda: actions.mix(survey.id)) == (6 if on_postgresql else 0)
    assert _rows(acme) == before
    assert len(_versions(acme)) == (1 if on_postgresql else 0)


def _rows(of: Member) -> set[tuple[Any, bool]]:
    with of.at_work():
        return {(row_id, used) for row_id, used in db.session.execute(select(Invitation.id, Invitation.used))}


def _versions(of: Member) -> set[str]:
    with of.app.app_context(), everywhere():
        if db.engine.dialect.name != "postgresql":
            return set()
        return set(db.session.scalars(db.text("SELECT xmin::text FROM invitation WHERE used")))


def test_a_person_who_is_erased_takes_their_link_with_them(acme: Member, survey: Opened) -> None:
    from feedback.stakeholders.actions.contacts import erase_contact

    guest = invitations.invited(survey, "customers")
    client = acme.app.test_client()
    assert client.get(guest.path).status_code == 200
    acme.do(lambda: erase_contact(find(Contact, guest.contact_id), by=None) and None)
    assert client.get(guest.path).status_code == 404
    with acme.at_work():
        assert db.session.scalar(select(func.count()).select_from(Invitation)) == 0

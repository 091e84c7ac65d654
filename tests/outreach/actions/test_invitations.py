"""Invitations are made once per person and occasion, and spent once."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import Any
from uuid import uuid4

import pytest
from flask import Flask
from sqlalchemy import Engine, event, func, select, text

from feedback.db import db, everywhere, find, storing
from feedback.errors import Conflict
from feedback.outreach.actions import invitations as actions
from feedback.outreach.models import Invitation
from feedback.outreach.queries import invitations as queries
from feedback.stakeholders.models import Contact
from feedback.surveys.models import Response
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


# --- a full disk: case 95 ---------------------------------------------------------------------------


@contextmanager
def full_disk(app: Flask) -> Iterator[None]:
    """Nothing more fits: the file may not grow on SQLite, the server says so on PostgreSQL."""
    with app.app_context():
        engine = db.engine
    with _file_that_cannot_grow(engine) if engine.dialect.name == "sqlite" else _server_without_room(engine):
        yield


@contextmanager
def _file_that_cannot_grow(engine: Engine) -> Iterator[None]:
    def bound(connection: Any, *_: Any) -> None:
        connection.execute("PRAGMA max_page_count = 1")  # Taken as: not one page more than there are.

    def unbound(connection: Any, *_: Any) -> None:
        connection.execute("PRAGMA max_page_count = 1073741823")

    with closing(sqlite3.connect(engine.url.database or "", isolation_level=None)) as own:
        own.execute("VACUUM")  # Not even a page that was given back.
    event.listen(engine, "checkout", bound)
    try:
        yield
    finally:
        event.remove(engine, "checkout", bound)
        event.listen(engine, "checkout", unbound)


@contextmanager
def _server_without_room(engine: Engine) -> Iterator[None]:
    """The error that PostgreSQL raises then (53100), in the middle of storing an answer."""
    says = (
        "CREATE FUNCTION no_room() RETURNS trigger AS $$ BEGIN "
        "RAISE EXCEPTION 'no space left on device' USING ERRCODE = '53100'; END $$ LANGUAGE plpgsql"
    )
    fires = "CREATE TRIGGER no_room BEFORE INSERT ON answer_text EXECUTE FUNCTION no_room()"
    with engine.begin() as connection:
        connection.execute(text(says))
        connection.execute(text(fires))
    try:
        yield
    finally:
        with engine.begin() as connection:
            connection.execute(text("DROP TRIGGER no_room ON answer_text"))
            connection.execute(text("DROP FUNCTION no_room()"))


def test_on_a_full_disk_nothing_is_spent_and_the_same_page_is_taken_afterwards(app: Flask, survey: Opened) -> None:
    """Case 95: neither an answer without its link being spent, nor a spent link without an answer."""
    guest, typed = invitations.invited(survey, "customers"), "Mucho. " * 1_300
    data = {"nps": "9", "csat": "4", "single": "b", "text": typed, "submission_id": str(uuid4())}
    client = app.test_client()
    with full_disk(app):
        refused = client.post(guest.path, data=data)
        assert (refused.status_code, "Mucho. Mucho." in refused.get_data(as_text=True)) == (503, True)
        assert int(refused.headers["Retry-After"]) > 0
        assert client.get(guest.path).status_code == 200, "reading goes on"
    assert (kept(survey), used(survey, guest)) == (0, False)
    assert client.post(guest.path, data=data).status_code == 303
    assert (kept(survey), used(survey, guest)) == (1, True)


def kept(survey: Opened) -> int:
    with survey.of.at_work():
        return db.session.scalar(select(func.count()).select_from(Response)) or 0


def used(survey: Opened, guest: invitations.Guest) -> bool:
    with survey.of.at_work():
        return find(Invitation, guest.invitation_id).used

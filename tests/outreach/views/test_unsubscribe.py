"""Ending mails: nothing happens by opening the link, everything at one click, from anywhere."""

from __future__ import annotations

from urllib.parse import urlsplit
from uuid import UUID

import pytest
from flask import Flask
from flask.testing import FlaskClient

from feedback import signing
from feedback.outreach.queries import unsubscribing
from tests.factories import contacts, groups
from tests.factories.people import Member

ONE_CLICK = {"List-Unsubscribe": "One-Click"}


@pytest.fixture
def ana(acme: Member) -> UUID:
    return contacts.person(acme, groups.group(acme, code="customers"), lang="es")


def link(of: Member, contact_id: UUID) -> str:
    with of.app.test_request_context():
        return urlsplit(unsubscribing.unsubscribe_address(contact_id)).path


def is_out(of: Member, contact_id: UUID) -> bool:
    return contacts.reread(of, contact_id).opted_out_at is not None


def test_opening_it_changes_nothing_however_often(client: FlaskClient, acme: Member, ana: UUID) -> None:
    for _ in range(20):
        for method in (client.get, client.head):
            answer = method(link(acme, ana), headers={"User-Agent": "LinkScanner"})
            assert (answer.status_code, answer.headers.get("Set-Cookie")) == (200, None)
    assert not is_out(acme, ana)
    page = client.get(link(acme, ana)).get_data(as_text=True)
    assert 'data-state="subscribed"' in page
    assert page.count("<button") == 1


def test_one_click_from_anywhere_ends_mails_at_once_and_again_says_so(
    client: FlaskClient, acme: Member, ana: UUID
) -> None:
    for _ in range(2):
        answer = client.post(link(acme, ana), data=ONE_CLICK, headers={"Origin": "https://mail.example"})
        assert answer.status_code == 200
        assert 'data-state="unsubscribed"' in answer.get_data(as_text=True)
        assert is_out(acme, ana)


def test_the_button_ends_mails_and_the_page_has_the_way_back(client: FlaskClient, acme: Member, ana: UUID) -> None:
    answer = client.post(link(acme, ana), data={"button": "1"})
    assert answer.status_code == 303
    page = client.get(answer.headers["Location"]).get_data(as_text=True)
    assert 'data-state="unsubscribed"' in page
    assert 'name="again"' in page
    assert client.post(link(acme, ana), data={"button": "1", "again": "1"}).status_code == 303
    assert not is_out(acme, ana)


def test_the_same_address_in_another_group_is_left_alone_too(client: FlaskClient, acme: Member, ana: UUID) -> None:
    other = contacts.person(acme, groups.group(acme, "supplier", code="suppliers"))
    someone = contacts.person(acme, groups.group(acme, "employee", code="employees"), email="eva@acme.example")
    client.post(link(acme, ana), data=ONE_CLICK)
    assert [is_out(acme, one) for one in (ana, other, someone)] == [True, True, False]


def test_another_organisation_with_the_same_address_writes_on(
    client: FlaskClient, acme: Member, globex: Member, ana: UUID
) -> None:
    theirs = contacts.person(globex, groups.group(globex, code="customers"))
    client.post(link(acme, ana), data=ONE_CLICK)
    assert not is_out(globex, theirs)


@pytest.mark.parametrize(
    ("lang", "words"),
    [("es", "No quiero más correos"), ("en", "Write to me no more"), ("pt", "Não me escrevam")],
)
def test_it_speaks_the_language_asked_for(client: FlaskClient, acme: Member, ana: UUID, lang: str, words: str) -> None:
    page = client.get(f"{link(acme, ana)}?lang={lang}").get_data(as_text=True)
    assert f'<html lang="{lang}"' in page
    assert words in page


def test_a_link_that_is_none_leads_nowhere_and_guessing_ends(
    app: Flask, client: FlaskClient, acme: Member, ana: UUID
) -> None:
    good = link(acme, ana).removeprefix("/u/")
    key = app.config["FEEDBACK"].secret_key.encode()
    wrong = [
        good[:-1] + "A",
        good[:10] + "B" + good[11:],
        good + "=",
        good.upper(),
        "x",
        signing.sign(key, "invitation", ana),
    ]
    bodies = set()
    for token in wrong:
        for answer in (client.get(f"/u/{token}"), client.post(f"/u/{token}", data=ONE_CLICK)):
            assert answer.status_code == 404
            bodies.add(answer.get_data())
    assert len(bodies) == 1
    assert not is_out(acme, ana)
    codes = [client.get("/u/nothing").status_code for _ in range(30)]
    assert codes[-1] == 429
    assert client.get(link(acme, ana)).status_code == 200


def test_an_erased_person_has_no_link(client: FlaskClient, acme: Member, ana: UUID) -> None:
    from feedback.stakeholders.actions.contacts import erase_contact
    from feedback.stakeholders.queries import contacts as queries

    there = link(acme, ana)
    acme.do(lambda: erase_contact(queries.contact(ana), by=None))
    assert client.get(there).status_code == 404

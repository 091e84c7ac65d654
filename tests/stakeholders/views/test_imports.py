"""A file of people through its pages: looked at, taken in or refused as a whole. Cases 46 and 47."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from feedback import files
from feedback.db import find
from feedback.permissions import Role
from feedback.stakeholders.actions.contacts import erase_contact
from feedback.stakeholders.models import Contact, StakeholderGroup
from feedback.stakeholders.queries import imports as queries
from tests.factories.contacts import everybody, people_csv, person
from tests.factories.groups import group
from tests.factories.people import Member, member, post
from tests.tables.workbooks import workbook

SignedIn = Callable[..., FlaskClient]


@pytest.fixture
def customers(acme: Member) -> StakeholderGroup:
    return group(acme, code="customers")


def path(customers: StakeholderGroup, rest: str = "") -> str:
    return f"/o/acme/groups/{customers.id}/contacts{rest}"


def upload(client: FlaskClient, customers: StakeholderGroup, data: bytes, name: str = "gente.csv") -> TestResponse:
    return post(client, path(customers, "/import"), {"file": (io.BytesIO(data), name)})


def shown_form(client: FlaskClient, address: str) -> dict[str, str]:
    """What the preview's form would send as it stands."""
    html = client.get(address, headers={"Accept-Language": "en"}).get_data(as_text=True)
    found = {}
    for name, body in re.findall(r'<select[^>]* name="(\w+)"[^>]*>(.*?)</select>', html, re.S):
        chosen = re.search(r'<option selected value="([^"]*)"', body) or re.search(r'<option value="([^"]*)"', body)
        found[name] = chosen[1].replace("&#9;", "\t") if chosen else ""
    seen = re.search(r'name="seen" type="hidden" value="(\w+)"', html)
    return found | {"seen": seen[1] if seen else ""}


def kept_files(app: Flask) -> list[str]:
    with app.app_context():
        return [one.name for one in files.folder().iterdir() if not one.name.startswith(".")]


def test_a_file_is_looked_at_and_taken_in(
    acme: Member, customers: StakeholderGroup, as_member: SignedIn, app: Flask
) -> None:
    browser, before = as_member(acme), set(kept_files(app))
    answer = upload(browser, customers, people_csv(3, encoding="cp1252"))
    assert answer.status_code == 303
    address = answer.location
    sent = shown_form(browser, address)
    roles = [sent[f"role_{at}"] for at in range(7)]
    assert roles == ["name", "email", "phone", "lang", "consent", "segment", "reference"]
    assert (sent["encoding"], sent["delimiter"], sent["region"]) == ("cp1252", ";", "ES")
    assert everybody(acme, customers) == []
    done = post(browser, address, sent)
    assert (done.status_code, done.location) == (303, address)
    assert [one.name for one in everybody(acme, customers)] == ["Persona 2", "Persona 3", "Persona 4"]
    result = browser.get(address, headers={"Accept-Language": "en"}).get_data(as_text=True)
    assert "<dt>People added</dt><dd>3</dd>" in result
    # Nothing of the file stays behind.
    assert set(kept_files(app)) == before
    assert post(browser, address, sent).status_code == 200


def test_a_bad_row_keeps_everybody_out_until_the_file_or_its_reading_is_mended(
    acme: Member, customers: StakeholderGroup, as_member: SignedIn
) -> None:
    browser = as_member(acme)
    address = upload(browser, customers, people_csv(3)).location
    sent = {**shown_form(browser, address), "region": ""}
    answer = post(browser, f"{address}?lang=en", sent)
    html = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert "Nobody was imported." in html
    assert html.count("Write the telephone number with its country, such as +34 911 23 45 67.") == 3
    assert everybody(acme, customers) == []
    again = shown_form(browser, address)
    assert again["region"] == "ES"
    assert post(browser, address, again).status_code == 303
    assert len(everybody(acme, customers)) == 3


def test_roles_that_cannot_be_together_are_named(
    acme: Member, customers: StakeholderGroup, as_member: SignedIn
) -> None:
    browser = as_member(acme)
    address = upload(browser, customers, people_csv(1)).location
    sent = shown_form(browser, address)
    twice = post(browser, f"{address}?lang=en", {**sent, "role_0": "email"})
    assert (twice.status_code, "“Nombre” is that already." in twice.get_data(as_text=True)) == (422, True)
    nobody = {name: "ignore" if name.startswith("role_") else value for name, value in sent.items()}
    none = post(browser, f"{address}?lang=en", nobody)
    assert "Choose a column of e-mail addresses, telephone numbers or references." in none.get_data(as_text=True)
    assert everybody(acme, customers) == []


def test_another_way_of_reading_is_looked_at_before_anybody_comes_in(
    acme: Member, customers: StakeholderGroup, as_member: SignedIn
) -> None:
    browser = as_member(acme)
    address = upload(browser, customers, people_csv(1)).location
    sent = shown_form(browser, address)
    stale = post(browser, f"{address}?lang=en", {**sent, "delimiter": "|"})
    assert stale.status_code == 422
    assert "Read this way the file has other columns." in stale.get_data(as_text=True)
    look = post(browser, f"{address}?lang=en", {**sent, "delimiter": "|", "look": "1"})
    assert look.status_code == 200
    assert everybody(acme, customers) == []
    unknown = post(browser, f"{address}?lang=en", {**sent, "encoding": "klingon"})
    assert (unknown.status_code, "klingon" in unknown.get_data(as_text=True)) == (422, True)


def test_a_workbook_offers_its_sheets(acme: Member, customers: StakeholderGroup, as_member: SignedIn) -> None:
    browser = as_member(acme)
    book = workbook([["Nombre", "Correo"], ["Ana", "ana@b.es"]])
    address = upload(browser, customers, book, "gente.xlsx").location
    assert post(browser, address, shown_form(browser, address)).status_code == 303
    assert [(one.name, one.source) for one in everybody(acme, customers)] == [("Ana", "gente.xlsx")]


def test_the_next_file_of_the_same_columns_is_read_like_the_last(
    acme: Member, customers: StakeholderGroup, as_member: SignedIn
) -> None:
    browser = as_member(acme)
    address = upload(browser, customers, people_csv(1)).location
    post(browser, address, {**shown_form(browser, address), "role_5": "ignore", "region": "FR"})
    sent = shown_form(browser, upload(browser, customers, people_csv(1)).location)
    assert (sent["role_5"], sent["region"]) == ("ignore", "FR")


@pytest.mark.parametrize(
    ("data", "name", "status"),
    [
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 100, "gente.csv", 422),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "gente.xls", 415),
        (b"", "gente.csv", 422),
        (b"Correo,Nombre\n", "gente.csv", 422),
    ],
)
def test_what_is_no_table_is_refused_and_not_kept(
    acme: Member,
    customers: StakeholderGroup,
    as_member: SignedIn,
    app: Flask,
    data: bytes,
    name: str,
    status: int,
) -> None:
    before = kept_files(app)
    assert upload(as_member(acme), customers, data, name).status_code == status
    assert kept_files(app) == before


def test_only_who_may_see_people_brings_them_in(
    acme: Member, globex: Member, customers: StakeholderGroup, as_member: SignedIn, app: Flask
) -> None:
    address = upload(as_member(acme), customers, people_csv(1)).location
    reader = as_member(member(app, "acme", Role.ANALYST))
    assert upload(reader, customers, people_csv(1)).status_code == 403
    assert reader.get(address).status_code == 403
    theirs = group(globex, code="customers")
    stranger = as_member(globex)
    assert stranger.get(address.replace("/o/acme/", "/o/globex/")).status_code == 404
    wrong = address.replace(str(customers.id), str(theirs.id)).replace("/o/acme/", "/o/globex/")
    assert stranger.get(wrong).status_code == 404


def test_no_address_stands_in_what_is_kept_of_a_refused_file(
    acme: Member, customers: StakeholderGroup, as_member: SignedIn
) -> None:
    person(acme, customers)
    browser = as_member(acme)
    address = upload(browser, customers, people_csv(1, {2: "secreta(at)b.es"})).location
    post(browser, address, shown_form(browser, address))
    with acme.at_work():
        row: Any = queries.import_(customers.id, address.rpartition("/")[2])
        assert (row.state, "secreta" in str([row.bad, row.mapping, row.counts])) == ("refused", False)


def test_who_was_erased_is_reported_and_comes_back_only_with_a_tick(
    acme: Member, customers: StakeholderGroup, as_member: SignedIn
) -> None:
    gone = person(acme, customers, "persona2@example.org")
    browser = as_member(acme)
    first = upload(browser, customers, people_csv(2)).location
    assert "erased on request" not in browser.get(f"{first}?lang=en").get_data(as_text=True)
    acme.do(lambda: erase_contact(find(Contact, gone), by=None))
    html = browser.get(f"{first}?lang=en").get_data(as_text=True)
    assert "Take in people who were erased on request, too" in html
    assert post(browser, first, shown_form(browser, first)).status_code == 303
    report = browser.get(f"{first}?lang=en").get_data(as_text=True)
    assert "<dt>Erased on request before</dt><dd>1</dd>" in report
    assert "erased on request on " in report
    assert "persona2@example.org" not in report
    assert [one.email for one in everybody(acme, customers)] == ["persona3@example.org"]
    again = upload(browser, customers, people_csv(2)).location
    assert post(browser, again, {**shown_form(browser, again), "despite_erasure": "y"}).status_code == 303
    assert len(everybody(acme, customers)) == 2

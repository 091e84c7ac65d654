"""The people of a group through their pages: who sees them, and what can be done with one."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

import pytest
from flask import Flask
from flask.testing import FlaskClient

from feedback import slots
from feedback.errors import message
from feedback.permissions import Role
from feedback.stakeholders.actions import contacts as actions
from feedback.stakeholders.models import Contact, StakeholderGroup
from feedback.stakeholders.queries import contacts as queries
from feedback.stakeholders.rules.columns import propose
from feedback.stakeholders.rules.history import SLOT, Moment
from feedback.stakeholders.views.contacts import PLAIN
from tests.factories.contacts import everybody, person, reread
from tests.factories.groups import group, segment
from tests.factories.people import Member, member, post
from tests.statements import counted

SignedIn = Callable[..., FlaskClient]
TYPED = {
    "name": "Ana Pérez",
    "email": "ana@acme.example",
    "phone": "911 23 45 67",
    "reference": "C-1",
    "lang": "es",
    "consent": "yes",
    "segments": "region = north\nplan = gold",
}


@pytest.fixture
def customers(acme: Member) -> StakeholderGroup:
    return group(acme, code="customers")


def path(customers: StakeholderGroup, rest: str = "") -> str:
    return f"/o/acme/groups/{customers.id}/contacts{rest}"


def page(client: FlaskClient, address: str) -> str:
    answer = client.get(address, headers={"Accept-Language": "en"})
    assert answer.status_code == 200
    return str(answer.get_data(as_text=True))


def test_an_empty_list_says_what_to_do_next(
    acme: Member, customers: StakeholderGroup, as_member: SignedIn, app: Flask
) -> None:
    shown = page(as_member(acme), path(customers))
    assert "The people of this group will stand here." in shown
    assert path(customers, "/import") in shown
    reader = page(as_member(member(app, "acme", Role.VIEWER)), path(customers))
    assert "A manager or an owner can add them." in reader
    assert path(customers, "/import") not in reader


def test_readers_see_how_many_and_nobody_of_them(
    acme: Member, customers: StakeholderGroup, as_member: SignedIn, app: Flask
) -> None:
    ana = person(acme, customers, name="Ana Secreta", phone="+34911234567")
    for role in (Role.VIEWER, Role.ANALYST, Role.CONTRIBUTOR):
        browser = as_member(member(app, "acme", role))
        for address in (path(customers), f"{path(customers)}?words=ana", "/o/acme/groups"):
            shown = page(browser, address)
            assert not [word for word in ("Secreta", "ana@acme.example", "911234567", str(ana)) if word in shown]
        assert browser.get(path(customers, f"/{ana}")).status_code == 403
        assert browser.get(path(customers, ".csv")).status_code == 403
        assert post(browser, path(customers, f"/{ana}/erase"), {}).status_code == 403
    assert "Ana Secreta" in page(as_member(member(app, "acme", Role.MANAGER)), path(customers))


def test_a_person_is_added_changed_and_shown(acme: Member, customers: StakeholderGroup, as_member: SignedIn) -> None:
    browser = as_member(acme)
    answer = post(browser, path(customers, "/new"), TYPED)
    [ana] = everybody(acme, customers)
    assert (answer.status_code, answer.location) == (303, path(customers, f"/{ana.id}"))
    assert (ana.phone, ana.consent, ana.segments) == ("+34911234567", True, {"region": "north", "plan": "gold"})
    form = page(browser, path(customers, f"/{ana.id}/edit"))
    assert 'value="ana@acme.example"' in form
    assert "plan = gold\nregion = north" in form
    changed = {**TYPED, "phone": "+34 911 23 45 67", "consent": "no", "segments": ""}
    assert post(browser, path(customers, f"/{ana.id}/edit"), changed).status_code == 303
    found = reread(acme, ana.id)
    assert (found.consent, found.segments) == (False, {})
    shown = page(browser, path(customers, f"/{ana.id}"))
    assert "No e-mail goes to this person: did not agree to be written to." in shown


def test_somebody_added_twice_is_brought_up_to_date(
    acme: Member, customers: StakeholderGroup, as_member: SignedIn
) -> None:
    ana = person(acme, customers)
    answer = post(as_member(acme), path(customers, "/new"), TYPED)
    assert answer.location == path(customers, f"/{ana}")
    assert [one.name for one in everybody(acme, customers)] == ["Ana Pérez"]


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"email": "ana"}, "Write one e-mail address, such as ana@example.org."),
        ({"phone": "12"}, "Write one telephone number, such as +34 911 23 45 67."),
        ({"segments": "north"}, "Write each segment as attribute = value."),
        ({"email": "", "phone": "", "reference": ""}, "Write an e-mail address, a telephone number or a reference."),
    ],
)
def test_what_cannot_be_stays_on_the_page_with_the_reason(
    acme: Member, customers: StakeholderGroup, as_member: SignedIn, wrong: dict[str, str], sentence: str
) -> None:
    browser = as_member(acme)
    answer = post(browser, path(customers, "/new") + "?lang=en", {**TYPED, **wrong})
    shown = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert sentence in shown
    assert 'value="Ana Pérez"' in shown
    assert everybody(acme, customers) == []


def test_the_list_is_searched_filtered_and_paged(
    acme: Member, customers: StakeholderGroup, as_member: SignedIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queries, "PAGE", 2)
    for number in range(3):
        person(acme, customers, f"p{number}@acme.example", name=f"Person {number}", segments={"region": "north"})
    segment(acme, customers, "region", "north")
    out = person(acme, customers, "zoe@acme.example", name="Zoe", lang="en")
    acme.do(lambda: actions.opt_out(queries.contact(out)))
    browser = as_member(acme)

    def names(query: str) -> list[str]:
        shown = page(browser, f"{path(customers)}{query}")
        return [name for name in ("Person 0", "Person 1", "Person 2", "Zoe") if f">{name}</a>" in shown]

    assert names("") == ["Person 0", "Person 1"]
    [second] = [one.id for one in everybody(acme, customers) if one.name == "Person 1"]
    assert f"?after={second}" in page(browser, path(customers))
    assert names(f"?after={second}") == ["Person 2", "Zoe"]
    assert names("?state=opted_out") == ["Zoe"]
    assert names("?speaks=en&words=zo") == ["Zoe"]
    assert names("?lang=en") == ["Person 0", "Person 1"]
    assert names("?segment=region%3Dnorth&words=2") == ["Person 2"]
    assert names("?after=nonsense&state=nonsense") == ["Person 0", "Person 1"]
    assert "Nobody fits this choice." in page(browser, f"{path(customers)}?words=nobody")


def test_the_list_asks_the_same_of_the_database_for_one_and_for_fifty(
    acme: Member, customers: StakeholderGroup, as_member: SignedIn
) -> None:
    browser = as_member(acme)
    person(acme, customers, "p0@acme.example")
    page(browser, path(customers))
    with counted(acme.app) as one:
        page(browser, path(customers))
    for number in range(1, 50):
        person(acme, customers, f"p{number}@acme.example")
    with counted(acme.app) as fifty:
        page(browser, path(customers))
    assert len(one) == len(fifty)


def test_no_more_mail_and_mail_again(acme: Member, customers: StakeholderGroup, as_member: SignedIn) -> None:
    ana, browser = person(acme, customers), as_member(acme)
    for sent, is_out in (({}, True), ({}, True), ({"again": "1"}, False)):
        answer = post(browser, path(customers, f"/{ana}/mail"), sent)
        assert (answer.status_code, answer.location) == (303, path(customers, f"/{ana}"))
        assert (reread(acme, ana).opted_out_at is not None) == is_out


def test_who_asks_to_be_forgotten_is(acme: Member, customers: StakeholderGroup, as_member: SignedIn) -> None:
    ana, browser = person(acme, customers), as_member(acme)
    assert "Answers to anonymous surveys cannot be found" in page(browser, path(customers, f"/{ana}"))
    answer = post(browser, path(customers, f"/{ana}/erase"), {})
    assert (answer.status_code, answer.location) == (303, path(customers))
    assert everybody(acme, customers) == []
    assert browser.get(path(customers, f"/{ana}")).status_code == 404


@pytest.fixture
def told() -> Iterator[list[Contact]]:
    """Whose history was asked for; a slice above tells two things."""
    asked: list[Contact] = []

    def filler(contact: Contact) -> list[Moment]:
        asked.append(contact)
        old, new = (datetime(2026, month, 1, tzinfo=UTC) for month in (1, 2))
        return [Moment(old, message("Service"), "order 7"), Moment(new, message("Case"), url="/o/acme/cases")]

    before = slots._fillers.get(SLOT)
    slots._fillers[SLOT] = [filler]
    yield asked
    slots._fillers[SLOT] = before or []


def test_the_history_of_the_relationship_is_what_the_slices_above_tell(
    acme: Member, customers: StakeholderGroup, as_member: SignedIn, told: list[Contact]
) -> None:
    ana = person(acme, customers, name="Ana")
    shown = page(as_member(acme), path(customers, f"/{ana}"))
    assert [one.id for one in told] == [ana]
    assert shown.index('<a href="/o/acme/cases">Case</a>') < shown.index("<b>Service</b>: order 7")


def test_without_a_history_the_page_says_what_will_stand_there(
    acme: Member, customers: StakeholderGroup, as_member: SignedIn
) -> None:
    shown = page(as_member(acme), path(customers, f"/{person(acme, customers)}"))
    assert "Nothing has happened yet." in shown


def exported(browser: FlaskClient, customers: StakeholderGroup) -> list[list[str]]:
    answer = browser.get(path(customers, ".csv"))
    assert (answer.status_code, answer.mimetype) == (200, "text/csv")
    assert answer.headers["Content-Disposition"].startswith("attachment; filename=")
    return list(csv.reader(io.StringIO(answer.get_data(as_text=True).removeprefix("\ufeff"))))


def test_everybody_as_a_file_that_no_spreadsheet_runs_and_an_import_knows(
    acme: Member, customers: StakeholderGroup, as_member: SignedIn
) -> None:
    values: dict[str, Any] = {"phone": "+34911234567", "consent": True, "segments": {"region": "-1+1"}}
    ana = person(acme, customers, name='=HYPERLINK("http://e?")', lang="es", **values)
    acme.do(lambda: actions.opt_out(queries.contact(ana)))
    header, row = exported(as_member(acme), customers)
    assert header == [*PLAIN, "segment:region"]
    shown = dict(zip(header, row, strict=True))
    assert (shown["name"], shown["phone"]) == ('\'=HYPERLINK("http://e?")', "'+34911234567")
    assert (shown["segment:region"], shown["consent"], shown["opted_out"]) == ("'-1+1", "yes", "yes")
    roles = propose(header, [shown])
    assert {column for column, role in roles.items() if role == "ignore"} == {"bounce", "source", "added"}


def test_everything_of_another_group_or_organisation_is_not_found(
    acme: Member, globex: Member, customers: StakeholderGroup, as_member: SignedIn
) -> None:
    theirs = group(globex, code="customers")
    stranger, ana = person(globex, theirs), person(acme, customers)
    other = group(acme, "employee")
    browser = as_member(acme)
    for rest in ("", "/edit"):
        assert browser.get(path(other, f"/{ana}{rest}")).status_code == 404
        assert browser.get(path(customers, f"/{stranger}{rest}")).status_code == 404
        assert browser.get(path(customers, f"/{uuid4()}{rest}")).status_code == 404
    for act in ("mail", "erase"):
        assert post(browser, path(customers, f"/{stranger}/{act}"), {}).status_code == 404
    assert browser.get(path(theirs)).status_code == 404
    assert browser.get(path(theirs, ".csv")).status_code == 404
    assert len(everybody(globex, theirs)) == 1


def test_the_groups_say_how_many_people_they_have(
    acme: Member, customers: StakeholderGroup, as_member: SignedIn
) -> None:
    person(acme, customers)
    browser = as_member(acme)
    assert f'href="{path(customers)}" aria-label="Customers: 1 contact"' in page(browser, "/o/acme/groups")
    assert "1 of 1 can be reached by e-mail." in page(browser, f"/o/acme/groups/{customers.id}")


def test_who_was_erased_comes_back_by_hand_only_with_a_tick(
    acme: Member, customers: StakeholderGroup, as_member: SignedIn
) -> None:
    browser, typed = as_member(acme), {"email": "ana@acme.example", "name": "Ana"}
    ana = person(acme, customers)
    assert post(browser, path(customers, f"/{ana}/erase"), {}).status_code == 303
    assert "despite_erasure" not in page(browser, path(customers, "/new"))
    refused = post(browser, path(customers, "/new") + "?lang=en", typed)
    assert refused.status_code == 422
    assert "This person was erased on request on" in refused.get_data(as_text=True)
    assert post(browser, path(customers, "/new"), {**typed, "despite_erasure": "y"}).status_code == 303
    assert [one.email for one in everybody(acme, customers)] == ["ana@acme.example"]

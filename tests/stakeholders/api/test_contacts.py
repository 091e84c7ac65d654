"""Contacts over the API: kept once, changed, erased; what they answered stands nowhere."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import func, select

from feedback.accounts.models import IdempotentCall
from feedback.db import db
from feedback.stakeholders.models import Contact
from tests.dump import state
from tests.factories import groups
from tests.factories.callers import System, system
from tests.factories.people import Member
from tests.statements import counted

ANA = {"group": "customers", "email": "Ana@Example.org", "name": "Ana", "segments": {"region": "north"}}


@pytest.fixture
def crm(acme: Member) -> System:
    groups.group(acme, code="customers")
    return system(acme)


def count(of: Member, model: Any) -> int:
    with of.at_work():
        return db.session.scalar(select(func.count()).select_from(model)) or 0


def test_a_person_is_kept_once(acme: Member, crm: System) -> None:
    made = crm.post("/contacts", {**ANA, "reference": "C-1", "source": "CRM"})
    again = crm.post("/contacts", {"group": "customers", "email": "ana@example.org", "lang": "es"})
    assert (made.status_code, again.status_code) == (201, 200)
    assert again.json == {**made.json, "lang": "es", "changed_at": again.json["changed_at"]}
    assert (made.json["email"], made.json["source"], made.json["opted_out"]) == ("ana@example.org", "CRM", False)
    assert count(acme, Contact) == 1
    assert crm.get(f"/contacts/{made.json['id']}").json == again.json


def test_lists_by_group_segment_address_and_reference(acme: Member, crm: System) -> None:
    groups.group(acme, code="guests")
    ana = crm.post("/contacts", {**ANA, "reference": "C-1"}).json["id"]
    crm.post("/contacts", {**ANA, "email": "luis@example.org", "segments": {"region": "south"}})
    crm.post("/contacts", {**ANA, "email": "eva@example.org", "group": "guests"})

    def found(query: str) -> list[str]:
        return [one["id"] for one in crm.get(f"/contacts?{query}").json["items"]]

    assert len(found("group=customers")) == 2
    for query in ("segment=region=north", "email=ANA@example.org", "reference=C-1"):
        assert found(f"group=customers&{query}") == [ana], query
    assert found("group=guests&reference=C-1") == []
    for wrong in ("", "group=nobody", "group=customers&segment=north", 'group=customers&segment=a"b=c'):
        assert crm.get(f"/contacts?{wrong}").status_code == 422, wrong


def test_pages_hold_each_once_with_as_many_queries(acme: Member, crm: System) -> None:
    ids = [crm.post("/contacts", {**ANA, "email": f"a{n}@example.org"}).json["id"] for n in range(7)]
    seen, cursor, counts = [], "", []
    while True:
        with counted(acme.app) as statements:
            answer = crm.get(f"/contacts?group=customers&limit=3{cursor}").json
        counts.append(len(statements))
        seen += [one["id"] for one in answer["items"]]
        if answer["next_cursor"] is None:
            break
        cursor = f"&cursor={answer['next_cursor']}"
    assert (seen, len(set(counts))) == (sorted(ids), 1)


def test_a_contact_is_changed_and_opts_out(crm: System) -> None:
    made = crm.post("/contacts", {**ANA, "reference": "C-1"}).json
    changed = crm.patch(f"/contacts/{made['id']}", {"name": "Ana María", "reference": None, "consent": True})
    assert changed.status_code == 200
    assert (changed.json["name"], changed.json["reference"], changed.json["consent"]) == ("Ana María", None, True)
    assert changed.json["email"] == made["email"]
    assert crm.patch(f"/contacts/{made['id']}", {"opted_out": True}).json["opted_out"] is True
    crm.post("/contacts", ANA)
    assert crm.get(f"/contacts/{made['id']}").json["opted_out"] is True
    assert crm.patch(f"/contacts/{made['id']}", {"opted_out": False}).json["opted_out"] is False


def test_what_cannot_be_is_named_and_changes_nothing(acme: Member, crm: System) -> None:
    made = crm.post("/contacts", ANA).json["id"]
    before = state(acme.app)
    for body, field in (
        ({**ANA, "email": "no address"}, "email"),
        ({**ANA, "email": "a@x.org, b@y.org"}, "email"),
        ({**ANA, "email": "a@x.org\r\nBcc: e@y.org"}, "email"),
        ({**ANA, "phone": "12"}, "phone"),
        ({**ANA, "group": "nobody"}, "group"),
        ({**ANA, "is_admin": True}, "is_admin"),
    ):
        answer = crm.post("/contacts", body)
        assert (answer.status_code, answer.json["errors"][0]["field"]) == (422, field), body
    for change, field in (
        ({"group": "x"}, "group"),
        ({"id": made}, "id"),
        ({"created_at": "2020-01-01"}, "created_at"),
    ):
        answer = crm.patch(f"/contacts/{made}", change)
        assert (answer.status_code, answer.json["errors"][0]["field"]) == (422, field), change
    assert state(acme.app) == before


def test_erasing_forgets_a_person_everywhere(acme: Member, crm: System) -> None:
    made = crm.post("/contacts", ANA, Idempotency_Key="one").json["id"]
    crm.post("/contacts", {**ANA, "email": "luis@example.org"}, Idempotency_Key="two")
    assert count(acme, IdempotentCall) == 2
    assert crm.delete(f"/contacts/{made}").status_code == 204
    assert crm.get(f"/contacts/{made}").status_code == 404
    assert crm.delete(f"/contacts/{made}").status_code == 404
    assert (count(acme, Contact), count(acme, IdempotentCall)) == (1, 1)


def test_people_of_another_organisation_are_nobody(acme: Member, globex: Member, crm: System) -> None:
    made, before_theirs = crm.post("/contacts", ANA).json["id"], system(globex)
    before_theirs.get("/groups")
    before = state(acme.app)
    for method, body in (("GET", None), ("PATCH", {"name": "Mallory"}), ("DELETE", None)):
        path = "/contacts/{}"
        foreign = before_theirs.call(method, path.format(made), body)
        nothing = before_theirs.call(method, path.format("00000000-0000-4000-8000-000000000000"), body)
        assert (foreign.status_code, {**foreign.json, "request_id": ""}) == (404, {**nothing.json, "request_id": ""})
    assert before_theirs.get("/contacts?group=customers").status_code == 422
    assert state(acme.app) == before

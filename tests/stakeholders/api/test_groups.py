"""Groups over the API."""

from __future__ import annotations

from tests.dump import state
from tests.factories import groups
from tests.factories.callers import system
from tests.factories.people import Member

NEW = {"kind": "employee", "name": {"es": "Conductores", "en": "Drivers"}, "size": 40}


def test_a_group_is_added_read_and_changed(acme: Member) -> None:
    crm = system(acme)
    made = crm.post("/groups", NEW)
    whole = {**NEW, "code": "conductores", "parent": None, "archived": False, "segments": []}
    assert (made.status_code, made.json) == (201, whole)
    assert crm.get("/groups/conductores").json == whole
    changed = crm.patch("/groups/conductores", {"size": 41})
    assert (changed.status_code, changed.json) == (200, {**whole, "size": 41})
    assert crm.get("/groups").json == {"items": [{**whole, "size": 41}], "next_cursor": None}


def test_a_sub_group_names_its_group_and_is_archived_with_it(acme: Member) -> None:
    crm = system(acme)
    crm.post("/groups", {**NEW, "code": "staff"})
    assert crm.post("/groups", {**NEW, "code": "night", "parent": "staff"}).json["parent"] == "staff"
    assert crm.patch("/groups/staff", {"archived": True}).json["archived"] is True
    assert crm.get("/groups/night").json["archived"] is True
    back = crm.patch("/groups/night", {"archived": False})
    assert (back.status_code, back.json["code"]) == (409, "conflict")
    assert crm.patch("/groups/staff", {"archived": False}).status_code == 200
    assert crm.patch("/groups/night", {"parent": None}).json["parent"] is None


def test_the_same_rules_refuse_as_on_the_page(acme: Member) -> None:
    crm = system(acme)
    crm.post("/groups", {**NEW, "code": "staff"})
    before = state(acme.app)
    for body, field in (
        ({**NEW, "code": "staff"}, "code"),
        ({**NEW, "code": "a b"}, "code"),
        ({**NEW, "name": {"es": "  "}}, "name"),
        ({**NEW, "kind": "customer", "parent": "staff"}, "parent"),
        ({**NEW, "parent": "nobody"}, "parent"),
    ):
        answer = crm.post("/groups", body)
        assert (answer.status_code, [one["field"] for one in answer.json["errors"]]) == (422, [field]), body
    assert state(acme.app) == before


def test_groups_of_one_kind(acme: Member) -> None:
    for kind in ("customer", "employee"):
        groups.group(acme, kind)
    listed = system(acme).get("/groups?kind=customer").json["items"]
    assert [one["kind"] for one in listed] == ["customer"]

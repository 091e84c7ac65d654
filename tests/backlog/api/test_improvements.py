"""The backlog over the API: what the command line prints, and the same rules as on the pages."""

from __future__ import annotations

import pytest

from feedback.backlog.actions.merging import merge
from feedback.backlog.lines import lines
from tests.dump import state
from tests.factories import backlog
from tests.factories.callers import System, system
from tests.factories.functions import area
from tests.factories.people import Member
from tests.statements import counted

NEW = {"title": {"es": "Avisar", "en": "Tell people"}, "direction": "reduce"}


@pytest.fixture
def crm(acme: Member) -> System:
    backlog.said_and_proposed(acme)
    return system(acme)


def test_the_list_is_what_the_command_line_prints(acme: Member, crm: System) -> None:
    with acme.at_work(), acme.app.test_request_context(headers={"Accept-Language": "en"}):
        printed = lines("acme", 3)
    answer = crm.call("GET", "/backlog?evidence=3", Accept_Language="en").json
    assert (answer["items"], answer["next_cursor"]) == (printed, None)
    assert len(printed) == 2
    one = crm.call("GET", f"/backlog/{printed[0]['id']}", Accept_Language="en")
    assert one.json == printed[0]


def test_pages_keep_the_order(acme: Member, crm: System) -> None:
    for _ in range(3):
        backlog.improvement(acme)
    whole = [one["id"] for one in crm.get("/backlog").json["items"]]
    first = crm.get("/backlog?limit=2").json
    second = crm.get(f"/backlog?limit=200&cursor={first['next_cursor']}").json
    assert [one["id"] for one in (*first["items"], *second["items"])] == whole
    assert [one["status"] for one in crm.get("/backlog?status=open").json["items"]] == ["open"] * 3


def test_an_improvement_is_added_and_changed(acme: Member, crm: System) -> None:
    made = crm.post("/backlog", {**NEW, "stage": "visit", "themes": ["waiting"], "effort": [1, 2.5, 4]})
    assert (made.status_code, made.json["status"], made.json["stage"]) == (201, "open", "visit")
    assert made.json["themes"] == ["waiting"]
    number = made.json["id"]
    changed = crm.patch(f"/backlog/{number}", {"stage": None, "themes": [], "due_on": "2027-01-31"})
    assert (changed.status_code, changed.json["stage"], changed.json["themes"]) == (200, None, [])
    row = backlog.reread(acme, number)
    assert (str(row.due_on), row.effort_likely, row.title) == ("2027-01-31", 2.5, NEW["title"])


def test_what_cannot_be_is_named_and_changes_nothing(acme: Member, crm: System) -> None:
    number = backlog.improvement(acme)
    before = state(acme.app)
    for change, field in (
        ({"stage": "nowhere"}, "stage"),
        ({"themes": ["waiting", "nothing"]}, "themes.1"),
        ({"effort": [5, 2, 1]}, "effort_likely"),
        ({"effort": [1, 2]}, "effort"),
        ({"direction": "amplify"}, "direction"),
        ({"rank": 1}, "rank"),
        ({"score": 9.0}, "score"),
        ({"id": 4}, "id"),
    ):
        answer = crm.patch(f"/backlog/{number}", change)
        assert (answer.status_code, answer.json["errors"][0]["field"]) == (422, field), change
    for status in ("decided", "declined", "done"):
        assert crm.patch(f"/backlog/{number}", {"status": status}).status_code == 409, status
    assert {**state(acme.app), "api_token": ""} == {**before, "api_token": ""}


def test_a_proposal_is_taken_up_without_a_decision(acme: Member, crm: System) -> None:
    number = crm.get("/backlog").json["items"][0]["id"]
    assert crm.patch(f"/backlog/{number}", {"status": "open"}).json["status"] == "open"


def test_themes_and_stages_of_another_organisation_are_unknown(acme: Member, globex: Member, crm: System) -> None:
    """Case 12."""
    backlog.ground(globex)
    backlog.heard(globex, "customers", "their-noise", stage=None)
    foreign, never = (crm.post("/backlog", {**NEW, "themes": [code]}) for code in ("their-noise", "never"))
    assert (foreign.status_code, never.status_code) == (422, 422)
    assert foreign.json["errors"] == never.json["errors"]


def test_numbers_of_another_organisation_are_nothing(acme: Member, globex: Member, crm: System) -> None:
    theirs = system(globex)
    number = crm.get("/backlog").json["items"][0]["id"]
    foreign, nothing = theirs.get(f"/backlog/{number}"), theirs.get("/backlog/987654321")
    assert {**foreign.json, "request_id": ""} == {**nothing.json, "request_id": ""}
    assert theirs.get(f"/backlog/{2**63}").status_code == 404


def test_a_list_takes_as_many_queries_for_three_as_for_one(acme: Member, crm: System) -> None:
    counts = []
    for _ in range(3):
        backlog.improvement(acme)
        crm.get("/backlog")
        with counted(acme.app) as statements:
            crm.get("/backlog")
        counts.append(len(statements))
    assert counts[0] == counts[2]


def test_what_an_improvement_carries_goes_both_ways(acme: Member, crm: System) -> None:
    code = area(acme, "kitchen")
    first = crm.post("/backlog", NEW).json["id"]
    carried = {"scope": "quick", "cost": 1200, "tags": ["web"], "area": code, "needs": [first]}
    made = crm.post("/backlog", {**NEW, **carried}).json
    assert {name: made[name] for name in carried} == carried
    assert (made["how"], made["objective"]) == ("", None)
    changed = crm.patch(f"/backlog/{made['id']}", {"area": None, "needs": [], "scope": "foundation"}).json
    assert (changed["area"], changed["needs"], changed["scope"], changed["rank"]) == (None, [], "foundation", None)
    for wrong, field in (({"area": "nothing"}, "area"), ({"needs": [first, 99]}, "needs.1")):
        assert [one["field"] for one in crm.patch(f"/backlog/{first}", wrong).json["errors"]] == [field]


def test_a_merged_improvement_is_still_read(acme: Member, crm: System) -> None:
    gone, taking = (backlog.improvement(acme) for _ in range(2))
    acme.do(lambda: merge(backlog.found(gone).id, backlog.found(taking).id))
    assert crm.get(f"/backlog/{gone}").json["rank"] is None
    assert gone not in [one["id"] for one in crm.get("/backlog").json["items"]]

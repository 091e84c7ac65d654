"""The programme's work over the API: what the list shows, read only."""

from __future__ import annotations

from datetime import date

import pytest

from feedback.db import now
from feedback.programme import actions
from tests.factories.backlog import found, ground, improvement
from tests.factories.callers import System, system
from tests.factories.functions import area
from tests.factories.people import Member
from tests.factories.programme import agreed, started
from tests.statements import counted

LATE, DAY = date(2026, 1, 31), date(2999, 3, 1)


@pytest.fixture
def crm(acme: Member) -> System:
    ground(acme)
    return system(acme)


def test_work_says_how_far_it_is_and_what_stands_in_the_way(acme: Member, crm: System) -> None:
    code = area(acme, "kitchen")
    improvement(acme)
    number = started(acme, due_on=LATE, owner_id=acme.user_id)
    crm.patch(f"/backlog/{number}", {"area": code})
    acme.do(lambda: actions.add_milestone(found(number).id, title="Trial", due_on=DAY).id)
    acme.do(lambda: actions.add_checks(found(number).id, texts=["Call the printer"])[0].id)
    acme.do(lambda: actions.report(found(number).id, percent=40, blocker="No paper.").id)
    one = crm.get(f"/work/{number}").json
    assert crm.get("/work").json["items"] == [one]
    assert one["url"].endswith(f"/o/acme/programme/{number}")
    assert (one["improvement"], one["status"], one["due_on"], one["late"]) == (
        number,
        "in_progress",
        "2026-01-31",
        True,
    )
    assert (one["owner"], one["area"], one["verdict"], one["issues"]) == ("Owner of acme", code, None, [])
    assert (one["percent"], one["blocker"], one["done_on"]) == (40, "No paper.", None)
    assert one["blocked_on"] == one["starts_on"] == now().date().isoformat()
    assert [(part["title"], part["due_on"], part["done_on"]) for part in one["milestones"]] == [
        ("Trial", "2999-03-01", None)
    ]
    assert one["checks"] == [{"text": "Call the printer", "done_on": None}]


def test_the_nearest_day_comes_first_and_what_was_not_planned_is_bare(acme: Member, crm: System) -> None:
    undated, far, near = agreed(acme), agreed(acme, due_on=DAY), started(acme, due_on=LATE)
    assert [one["improvement"] for one in crm.get("/work").json["items"]] == [near, far, undated]
    assert [one["improvement"] for one in crm.get("/work?status=decided").json["items"]] == [far, undated]
    first = crm.get("/work?limit=2").json
    rest = crm.get(f"/work?cursor={first['next_cursor']}").json
    assert [one["improvement"] for one in rest["items"]] == [undated]
    [bare] = rest["items"]
    assert (bare["percent"], bare["starts_on"], bare["milestones"], bare["owner"]) == (0, None, [], None)


def test_what_nobody_decided_is_no_work_and_nothing_of_others_is(acme: Member, globex: Member, crm: System) -> None:
    open_one, number = improvement(acme), agreed(acme)
    assert crm.get(f"/work/{open_one}").status_code == 404
    assert crm.get(f"/work/{number}").status_code == 200
    theirs = system(globex)
    assert (theirs.get(f"/work/{number}").status_code, theirs.get("/work").json["items"]) == (404, [])
    assert crm.get(f"/work/{2**63}").status_code == 404


def test_it_costs_the_same_for_one_and_for_three(acme: Member, crm: System) -> None:
    counts = []
    for _ in range(3):
        number = started(acme)
        acme.do(lambda number=number: actions.add_milestone(found(number).id, title="Trial").id)
        crm.get("/work")
        with counted(acme.app) as statements:
            crm.get("/work")
        counts.append(len(statements))
    assert counts[0] == counts[2]

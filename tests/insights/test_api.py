"""Themes and shared points over the API: what the command line prints."""

from __future__ import annotations

from typing import Any

import pytest

from feedback.insights.lens_listing import lens_json
from feedback.insights.listing import shared_json, themes_json
from tests.factories import backlog
from tests.factories.callers import System, system
from tests.factories.people import Member


@pytest.fixture
def crm(acme: Member) -> System:
    backlog.said_and_proposed(acme)
    return system(acme)


def test_themes_are_what_the_command_line_prints(acme: Member, crm: System) -> None:
    with acme.at_work():
        printed = {one["theme"]: one for one in themes_json()}
    found = crm.get("/themes").json["items"]
    assert [one["theme"] for one in found] == sorted(printed)
    assert {one["theme"]: one for one in found} == printed


def test_shared_points_are_what_the_command_line_prints(acme: Member, crm: System) -> None:
    with acme.at_work():
        printed = shared_json()
    found = crm.get("/shared?limit=200").json["items"]

    def place(row: dict[str, Any]) -> tuple[str, str]:
        return row["theme"], row["stage"] or ""

    assert sorted(found, key=place) == sorted(printed, key=place)
    only = crm.get("/shared?theme=waiting&stage=all").json["items"]
    assert [(one["theme"], one["stage"]) for one in only] == [("waiting", "all")]
    assert crm.get("/shared?class=everything").status_code == 422


def test_a_lens_is_what_its_page_shows(acme: Member, crm: System) -> None:
    with acme.at_work():
        printed = lens_json("functional")
    assert crm.get("/journey/lenses/functional").json == printed
    assert [one["code"] for one in printed["parts"]] == ["marketing", "sales", "service"]
    assert crm.get("/journey/lenses/colour").status_code == 404


def test_nothing_of_another_organisation(crm: System, globex: Member) -> None:
    theirs = system(globex)
    assert (theirs.get("/themes").json["items"], theirs.get("/shared").json["items"]) == ([], [])


def test_pages_hold_each_point_once(crm: System) -> None:
    whole = [(one["theme"], one["stage"]) for one in crm.get("/shared?limit=200").json["items"]]
    first = crm.get("/shared?limit=2").json
    rest = crm.get(f"/shared?limit=200&cursor={first['next_cursor']}").json["items"]
    assert [(one["theme"], one["stage"]) for one in (*first["items"], *rest)] == whole

"""Case 75 through a real release, page, picture and file: what small teams are shown as."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Sequence

import pytest
from flask.testing import FlaskClient

from feedback.analysis.disclosure import Hidden, Shown
from feedback.cli.coverage import _cells
from feedback.db import db
from feedback.outreach.queries.coverage import coverage
from feedback.stakeholders.models import StakeholderGroup
from feedback.stakeholders.queries import groups as stakeholders
from feedback.surveys.queries import results
from tests.factories import groups, journeys
from tests.factories.callers import system
from tests.factories.people import Member
from tests.factories.surveys import Opened, answered, asked, closed, opened, published

SignedIn = Callable[[Member], FlaskClient]
HIDDEN = ("too few", "complement")


@pytest.fixture
def site(acme: Member) -> None:
    """A site with a desk and a department of two or three teams."""
    journeys.journey(acme)
    names = {code: {"es": code.title(), "en": code.title()} for code in ("site", "desk", "dept", "a", "b", "c")}
    made = {code: groups.group(acme, "employee", code=code, name=name) for code, name in names.items()}
    above = {"desk": "site", "dept": "site", "a": "dept", "b": "dept", "c": "dept"}

    def place() -> None:
        for code, parent in above.items():
            row = db.session.get(StakeholderGroup, made[code].id)
            assert row is not None
            row.parent_id = made[parent].id

    acme.do(place)


def survey(of: Member, **people: int) -> Opened:
    """A closed anonymous survey that so many of each team answered."""
    one = opened(of, published(of, asked("c", "csat", "visit")), list(people))
    for code, n in people.items():
        for place in range(n):
            answered(one, code, 1, c=1 + place % 5)
    closed(one)
    return one


def lines(client: FlaskClient, of: Opened) -> dict[str, tuple[str, str]]:
    """Group of the file -> n of its mean, and why it is not shown."""
    raw = client.get(f"/o/acme/surveys/{of.code}/results.csv?lang=en").get_data(as_text=True)
    rows = list(csv.DictReader(io.StringIO(raw.removeprefix("\ufeff"))))
    figures = [row for row in rows if row["Figure"] in ("mean", "")]
    return {row["Group"]: (row["n"], row["Why it is not shown"]) for row in figures}


def page(client: FlaskClient, of: Opened) -> str:
    raw = client.get(f"/o/acme/surveys/{of.code}/results?lang=en").get_data(as_text=True)
    return re.sub(r"\s+", " ", raw[raw.index("<main") :])


TOO_FEW = ("", "Not shown: fewer than 5 answers.")
KEPT = ("", "Not shown: beside the other figures it would give away what a few people answered.")


@pytest.mark.parametrize(
    ("people", "expected", "together"),
    [
        ({"a": 9, "b": 4}, {"a": KEPT, "b": TOO_FEW, "dept+": ("13", "")}, 2),
        ({"a": 9, "b": 6}, {"a": ("9", ""), "b": ("6", ""), "dept+": ("15", "")}, 0),
        ({"a": 9, "b": 4, "c": 7}, {"a": ("9", ""), "b": TOO_FEW, "c": KEPT, "dept+": ("20", "")}, 2),
        (
            {"desk": 23, "a": 4, "b": 3},
            {"desk": ("23", ""), "a": TOO_FEW, "b": TOO_FEW, "dept+": ("7", ""), "site+": ("30", "")},
            2,
        ),
    ],
)
def test_small_teams_are_shown_with_what_they_are_part_of(
    as_member: SignedIn,
    acme: Member,
    site: None,
    people: dict[str, int],
    expected: dict[str, tuple[str, str]],
    together: int,
) -> None:
    one, client = survey(acme, **people), as_member(acme)
    assert lines(client, one) == expected
    shown = page(client, one)
    assert shown.count("Shown together with the whole of Dept.") == together
    assert shown.count("The whole of Dept") == 1
    assert "All together" not in shown


def charts(client: FlaskClient, of: Opened, names: Sequence[str]) -> list[int]:
    address = re.findall(r"/o/acme/surveys/[^\"']+/chart/[^\"'?]+", page(client, of))[0]
    return [client.get(address, query_string={"group": name}).status_code for name in names]


def test_a_picture_exists_of_what_is_shown_only(as_member: SignedIn, acme: Member, site: None) -> None:
    one, client = survey(acme, desk=23, a=4, b=3), as_member(acme)
    assert charts(client, one, ["dept+", "desk", "site+", "a", "b", "a+", "nobody"]) == [200] * 3 + [404] * 4


def test_without_a_parent_the_hidden_group_is_in_all_together(as_member: SignedIn, acme: Member) -> None:
    groups.three_groups(acme)
    journeys.journey(acme)
    one, client = survey(acme, employees=9, suppliers=4), as_member(acme)
    assert lines(client, one) == {"employees": KEPT, "suppliers": TOO_FEW, "": ("13", "")}
    assert page(client, one).count("Shown together with everybody who answered.") == 2


def plan_of(client: FlaskClient) -> str:
    raw = client.get("/o/acme/outreach?lang=en").get_data(as_text=True)
    return re.sub(r"<[^>]+>", "", re.sub(r"\s+", " ", raw[raw.index("<main") :]))


def site_with_teams(of: Member, **people: int) -> None:
    """A site whose teams are asked; its own name is not."""
    journeys.journey(of)
    parent = groups.group(of, "employee", code="site", name={"es": "Sede", "en": "Site"}).id
    for code in people:
        groups.group(of, "employee", code=code, name={"es": code.title(), "en": code.title()}, parent_id=parent)
    survey(of, **people)


def test_the_plan_counts_small_teams_with_their_group(as_member: SignedIn, acme: Member) -> None:
    site_with_teams(acme, north=9, south=4)
    shown = plan_of(as_member(acme))
    assert re.findall(r"(North|South): counted with Site", shown) == ["North", "South"]
    with acme.at_work(), acme.app.test_request_context():
        cells = {one["stage"]: (one["state"], one["n"]) for one in _cells(coverage()) if one["group"] == "site"}
    assert cells["visit"] == ("asked", 13)


def test_the_plan_tells_of_teams_that_are_large_enough(as_member: SignedIn, acme: Member) -> None:
    site_with_teams(acme, north=9, south=6)
    shown = plan_of(as_member(acme))
    assert "counted with" not in shown
    assert re.search(r"North: 9 .*South: 6 ", shown)


def test_the_api_gives_the_whole_of_small_teams(as_member: SignedIn, acme: Member) -> None:
    journeys.journey(acme)
    parent = groups.group(acme, "employee", code="site").id
    for code in ("north", "south"):
        groups.group(acme, "employee", code=code, parent_id=parent)
    one = survey(acme, north=9, south=4)
    (question,) = system(acme).get(f"/surveys/{one.code}/results").json["questions"]
    assert {each["group"]: (each["answers"]["hidden"], each["counted_with"]) for each in question["groups"]} == {
        "north": ("complement", "site"),
        "south": ("too_few", "site"),
    }
    assert [(each["group"], each["answers"]["n"]) for each in question["wholes"]] == [("site", 13)]


def test_the_map_shows_what_a_small_team_is_counted_with(as_member: SignedIn, acme: Member) -> None:
    site_with_teams(acme, north=9, south=4)
    with acme.at_work():
        codes = {group.id: group.code for group in stakeholders.groups()}
        found = {codes[group]: one for (_, group), one in results.stage_scores().items()}
    values = [1 + place % 5 for n in (9, 4) for place in range(n)]
    mean = round(sum(values) / len(values), 1)
    assert isinstance(found["site"].result, Shown)
    assert (found["site"].result.value, found["site"].result.n) == (mean, 13)
    for team in ("north", "south"):
        whole = found[team].whole
        assert isinstance(found[team].result, Hidden)
        assert whole is not None
        assert (codes[whole.group_id], whole.result) == ("site", found["site"].result)
    raw = as_member(acme).get("/o/acme/journey?lang=en").get_data(as_text=True)
    drawn = raw[raw.index('<table class="map"') :].partition("</table>")[0]
    assert drawn.count("counted with Site") == 2


def test_a_team_alone_under_its_group_has_nothing_to_be_counted_with(as_member: SignedIn, acme: Member) -> None:
    site_with_teams(acme, south=4)
    assert "counted with" not in plan_of(as_member(acme))
    with acme.at_work():
        assert {one.whole for one in results.stage_scores().values()} == {None}

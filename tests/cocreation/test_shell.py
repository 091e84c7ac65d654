"""The six steps and the cycle, on every signed-in page."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from flask.testing import FlaskClient

from feedback.journeys import actions
from feedback.journeys import queries as journeys
from tests.factories.backlog import analysed
from tests.factories.cycles import cycle
from tests.factories.groups import three_groups
from tests.factories.heard import heard
from tests.factories.journeys import journey
from tests.factories.people import Member
from tests.statements import counted

SignedIn = Callable[..., FlaskClient]


def route(page: str) -> list[tuple[str, str, str]]:
    """State, number and need of each step on top of a page."""
    found = re.findall(r'<li class="is-(\w+)"><a href="[^"]+".*?"stop">(\d)<.*?"need">([^<]*)<', page, re.S)
    return [(state, number, need) for state, number, need in found]


def shown(client: FlaskClient, path: str) -> str:
    answer = client.get(path, headers={"Accept-Language": "en"})
    assert answer.status_code == 200, path
    return str(answer.get_data(as_text=True))


def test_a_page_says_how_far_each_step_is(acme: Member, as_member: SignedIn) -> None:
    three_groups(acme)
    assert route(shown(as_member(acme), "/o/acme/groups")) == [
        ("done", "1", "Complete"),
        ("todo", "2", "Nothing yet"),
        ("todo", "3", "No plan yet"),
        ("todo", "4", "Not analysed yet"),
        ("todo", "5", "No stages yet"),
        ("todo", "6", "No list yet"),
    ]


def test_the_cycle_stands_beside_the_name(acme: Member, as_member: SignedIn) -> None:
    browser = as_member(acme)
    assert "Cycle" not in shown(browser, "/o/acme/groups")
    cycle(acme)
    assert "Cycle Autumn · since September 14, 2026" in shown(browser, "/o/acme/groups")


def test_a_cycle_that_is_to_come_has_not_begun(acme: Member, as_member: SignedIn) -> None:
    browser = as_member(acme)
    cycle(acme, starts_on=date(2999, 1, 7))
    assert "Cycle Autumn · begins on January 7, 2999" in shown(browser, "/o/acme/groups")
    told = shown(browser, "/o/acme/cycles")
    assert "Begins on" in told and "Began on" not in told


def test_the_steps_cost_a_page_the_same_for_one_stage_and_for_three(acme: Member, as_member: SignedIn) -> None:
    browser = as_member(acme)
    three_groups(acme)
    costs = []
    for number in range(1, 4):
        code = f"stage-{number}"
        journey(acme, (code,)) if number == 1 else acme.do(add_stage, code)
        heard(acme, stage=code, n=6)
        analysed(acme)
        with counted(acme.app) as statements:
            shown(browser, "/o/acme/workshops")
        costs.append(len(statements))
    assert costs[0] == costs[1] == costs[2]


def add_stage(code: str) -> None:
    current = journeys.journey()
    assert current is not None
    actions.add_stage(current, name={"es": code, "en": code}, code=code)

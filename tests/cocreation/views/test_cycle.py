"""The page of the cycle."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient

from feedback.cocreation.queries import cycles
from feedback.permissions import Role
from tests.factories.cycles import cycle
from tests.factories.people import Member, member, post

SignedIn = Callable[..., FlaskClient]
CYCLE = "/o/acme/cycle"
TYPED = {
    "name_es": "Otoño",
    "name_en": "Autumn",
    "goal_es": "",
    "goal_en": "No surprises",
    "sponsor": "Carmen",
    "starts_on": "2026-09-14",
}


def test_a_cycle_is_begun_and_then_changed(acme: Member, as_member: SignedIn) -> None:
    browser = as_member(acme)
    assert post(browser, CYCLE, TYPED).location == "/o/acme/"
    assert post(browser, CYCLE, {**TYPED, "sponsor": "Luis"}).status_code == 303
    with acme.at_work():
        current = cycles.current()
        assert current is not None
        assert (current.name, current.goal, current.sponsor, str(current.starts_on)) == (
            {"es": "Otoño", "en": "Autumn"},
            {"en": "No surprises"},
            "Luis",
            "2026-09-14",
        )
    assert 'value="Luis"' in browser.get(CYCLE).get_data(as_text=True)


@pytest.mark.parametrize("wrong", [{"name_es": ""}, {"starts_on": ""}, {"starts_on": "soon"}, {"sponsor": "x" * 121}])
def test_what_is_wrong_is_said_and_what_was_typed_stays(
    acme: Member, as_member: SignedIn, wrong: dict[str, str]
) -> None:
    answer = post(as_member(acme), CYCLE, {**TYPED, **wrong})
    assert (answer.status_code, "No surprises" in answer.get_data(as_text=True)) == (422, True)
    with acme.at_work():
        assert cycles.current() is None


def test_a_cycle_is_closed_and_stands_with_the_earlier_ones(acme: Member, as_member: SignedIn) -> None:
    cycle(acme)
    browser = as_member(acme)
    assert post(browser, f"{CYCLE}/close").location == CYCLE
    shown = browser.get(CYCLE, headers={"Accept-Language": "en"}).get_data(as_text=True)
    assert ("Earlier cycles" in shown, "Begin a cycle" in shown) == (True, True)
    assert post(browser, f"{CYCLE}/close").status_code == 404


def test_only_who_decides_works_on_the_cycle(app: Flask, acme: Member, as_member: SignedIn) -> None:
    browser = as_member(member(app, "acme", Role.ANALYST))
    assert (browser.get(CYCLE).status_code, post(browser, CYCLE, TYPED).status_code) == (403, 403)

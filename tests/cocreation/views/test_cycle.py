"""The page of the cycle."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient

from feedback.accounts import queries as accounts
from feedback.cocreation.queries import cycles
from feedback.permissions import Role
from tests.factories.backlog import said_and_proposed
from tests.factories.cycles import cycle
from tests.factories.people import Member, member, post

SignedIn = Callable[..., FlaskClient]
CYCLE, CYCLES = "/o/acme/cycle", "/o/acme/cycles"
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
    assert post(browser, CYCLE, TYPED).location == CYCLES
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


@pytest.mark.parametrize(
    "wrong",
    [
        {"name_es": ""},
        {"starts_on": ""},
        {"starts_on": "soon"},
        {"closes_on": "2026-09-13"},
        {"sponsor": "x" * 121},
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(
    acme: Member, as_member: SignedIn, wrong: dict[str, str]
) -> None:
    answer = post(as_member(acme), CYCLE, {**TYPED, **wrong})
    assert (answer.status_code, "No surprises" in answer.get_data(as_text=True)) == (422, True)
    with acme.at_work():
        assert cycles.current() is None


def test_a_sponsor_with_an_account_is_one_who_decides(app: Flask, acme: Member, as_member: SignedIn) -> None:
    viewer = member(app, "acme", Role.VIEWER)
    browser = as_member(acme)
    assert post(browser, CYCLE, {**TYPED, "sponsor_id": str(viewer.user_id)}).status_code == 422
    assert post(browser, CYCLE, {**TYPED, "sponsor": "", "sponsor_id": str(acme.user_id)}).status_code == 303
    with acme.at_work():
        current = cycles.current()
        assert current is not None
        assert (current.sponsor_id, current.sponsor) == (acme.user_id, accounts.people()[acme.user_id])


def test_a_cycle_is_closed_with_what_was_learned_and_stands_with_the_earlier_ones(
    acme: Member, as_member: SignedIn
) -> None:
    said_and_proposed(acme)
    made = cycle(acme)
    browser = as_member(acme)
    shown = browser.get(f"{CYCLE}/close", headers={"Accept-Language": "en"}).get_data(as_text=True)
    assert "Its report is kept as it is now" in shown
    assert post(browser, f"{CYCLE}/close", {"learned": "x" * 2001}).status_code == 422
    assert post(browser, f"{CYCLE}/close", {"learned": "Ask earlier."}).location == f"{CYCLES}/{made}"
    with acme.at_work():
        held = cycles.report(made)
        assert held is not None
        assert (held.learned, len(cycles.document(held).lines)) == ("Ask earlier.", 2)
    shown = browser.get(CYCLE, headers={"Accept-Language": "en"}).get_data(as_text=True)
    assert ("Earlier cycles" in shown, "Begin a cycle" in shown) == (True, True)
    for answer in (post(browser, f"{CYCLE}/close"), browser.get(f"{CYCLE}/close")):
        assert (answer.status_code, answer.location) == (303, CYCLE)


def test_only_who_decides_works_on_the_cycle(app: Flask, acme: Member, as_member: SignedIn) -> None:
    browser = as_member(member(app, "acme", Role.ANALYST))
    assert (browser.get(CYCLE).status_code, post(browser, CYCLE, TYPED).status_code) == (403, 403)

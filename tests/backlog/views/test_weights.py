"""Weights through their page."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient

from feedback.backlog.queries import rankings as queries
from feedback.permissions import Role
from tests.factories.backlog import ground
from tests.factories.people import Member, member, post

SignedIn = Callable[..., FlaskClient]
WEIGHTS = "/o/acme/backlog/weights"
TYPED = {"name": "Council", "weight_customers": "2,5", "weight_employees": "1", "weight_suppliers": "0"}


def names(of: Member) -> list[tuple[str, bool]]:
    with of.at_work():
        return [(row.name, row.current) for row in queries.weight_vectors()]


def test_weights_are_kept_under_a_name_and_count_at_once(acme: Member, as_member: SignedIn) -> None:
    ground(acme)
    browser = as_member(acme)
    assert post(browser, WEIGHTS, TYPED).status_code == 303
    with acme.at_work():
        chosen = queries.current_weights()
        assert chosen is not None
        assert chosen.weights == {"customers": 2.5, "employees": 1.0, "suppliers": 0.0}
    assert "Council" in browser.get(WEIGHTS).get_data(as_text=True)


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": ""},
        {"weight_customers": "much"},
        {"weight_customers": "-1"},
        {"weight_customers": "0", "weight_employees": "0"},
    ],
)
def test_what_cannot_be_is_refused_with_everything_typed_still_there(
    acme: Member, as_member: SignedIn, wrong: dict[str, str]
) -> None:
    ground(acme)
    answer = post(as_member(acme), WEIGHTS, {**TYPED, "weight_suppliers": "0", **wrong})
    assert answer.status_code == 422
    assert 'name="weight_suppliers" inputmode="decimal" value="0"' in answer.get_data(as_text=True)
    assert names(acme) == []


def test_weights_are_chosen_left_and_forgotten(acme: Member, as_member: SignedIn) -> None:
    ground(acme)
    browser = as_member(acme)
    for name in ("One", "Two"):
        post(browser, WEIGHTS, {**TYPED, "name": name})
    with acme.at_work():
        first = queries.weight_vectors()[0].id
    assert post(browser, f"{WEIGHTS}/{first}/choose").status_code == 303
    assert names(acme) == [("One", True), ("Two", False)]
    assert post(browser, f"{WEIGHTS}/equal").status_code == 303
    assert names(acme) == [("One", False), ("Two", False)]
    assert post(browser, f"{WEIGHTS}/{first}/forget").status_code == 303
    assert names(acme) == [("Two", False)]


def test_weights_are_a_decision(acme: Member, as_member: SignedIn) -> None:
    assert as_member(member(acme.app, "acme", Role.ANALYST)).get(WEIGHTS).status_code == 403

"""The order with other weights, and two lines against each other, through their pages."""

from __future__ import annotations

import re
from collections.abc import Callable

from flask.testing import FlaskClient

from feedback.backlog.actions import weights as actions
from tests.factories.backlog import analysed, ground, listed, said_and_proposed
from tests.factories.heard import heard
from tests.factories.people import Member
from tests.statements import counted

SignedIn = Callable[..., FlaskClient]
COMPARE, APART = "/o/acme/backlog/compare", "/o/acme/backlog/apart"
ENGLISH = {"Accept-Language": "en"}


def page(client: FlaskClient, path: str) -> str:
    answer = client.get(path, headers=ENGLISH)
    assert answer.status_code == 200, answer.status_code
    return re.sub(r"\s+", " ", answer.get_data(as_text=True))


def at_odds(acme: Member) -> None:
    """Customers suffer from waiting, employees from noise: which comes first is a matter of weights alone."""
    ground(acme)
    heard(acme, "customers", "waiting", "neg", "visit", n=30)
    heard(acme, "customers", "noise", "neg", "visit", n=3)
    heard(acme, "employees", "noise", "neg", "visit", n=30)
    heard(acme, "employees", "waiting", "neg", "visit", n=3)
    analysed(acme)


def test_other_weights_change_the_order_and_say_which_lines(acme: Member, as_member: SignedIn) -> None:
    at_odds(acme)
    browser = as_member(acme)
    customers = page(browser, f"{COMPARE}?w_customers=5&w_employees=0.5&w_suppliers=1")
    employees = page(browser, f"{COMPARE}?w_customers=0.5&w_employees=5&w_suppliers=1")
    changed = ["up 1 place" in shown and "down 1 place" in shown for shown in (customers, employees)]
    assert sorted(changed) == [False, True], "one of the two is the order of the list"
    moved, still = (customers, employees) if changed[0] else (employees, customers)
    assert "2 lines change their place or tier with these weights. 2 of them change tier." in moved
    assert 'value="5.0"' in moved and 'value="0.5"' in moved
    assert still.count("same place") == 2, "both are sure there, and were not in the list"


def test_saved_weights_stand_side_by_side_and_can_be_tried(acme: Member, as_member: SignedIn) -> None:
    at_odds(acme)
    acme.do(lambda: actions.save_weights(name="Council", weights={"customers": 1, "employees": 40, "suppliers": 1}))
    browser = as_member(acme)
    shown = page(browser, f"{COMPARE}?vector=Council")
    assert [head in shown for head in ("In the list (Equal)", "Tried (Council)")] == [True, True]
    assert 'name="w_employees" value="5.0"' in shown, "the slider ends at 5: proportions are kept"
    assert 'name="weight_employees" value="5.0"' in shown, "to keep them, with a name"


def test_what_is_no_weight_counts_as_one_and_nobody_is_nobody(acme: Member, as_member: SignedIn) -> None:
    at_odds(acme)
    browser = as_member(acme)
    assert "No line changes its place or tier" in page(
        browser, f"{COMPARE}?w_customers=nan&w_employees=much&w_suppliers=-1"
    )
    nobody = page(browser, f"{COMPARE}?w_customers=0&w_employees=0&w_suppliers=0")
    assert "no place" in nobody


def test_before_the_first_order_both_pages_say_so(acme: Member, as_member: SignedIn) -> None:
    browser = as_member(acme)
    for path in (COMPARE, APART):
        assert "There is no order to compare yet." in page(browser, path)


def test_two_lines_are_told_apart_or_not(acme: Member, as_member: SignedIn) -> None:
    at_odds(acme)
    browser = as_member(acme)
    shown = page(browser, f"{APART}?first=1&second=2")
    assert all(line.improvement.title["en"] in shown for line in listed(acme).lines[:2])
    assert re.search(r"<b>(About \d+ more answers|These two are|What keeps these two together)", shown)
    assert "Choose two different ranks from 1 to 2." in page(browser, f"{APART}?first=1&second=9")
    assert "Choose two different ranks" not in page(browser, APART)


def test_the_pages_ask_the_same_for_two_lines_and_for_three(acme: Member, as_member: SignedIn) -> None:
    said_and_proposed(acme)
    browser = as_member(acme)

    def asked() -> int:
        with counted(acme.app) as statements:
            page(browser, f"{COMPARE}?w_customers=3&w_employees=1&w_suppliers=1")
        return len(statements)

    asked()
    before = asked()
    heard(acme, "customers", "noise", "neg", "visit", n=9)
    analysed(acme)
    assert asked() == before

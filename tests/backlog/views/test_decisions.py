"""The record of decisions: it shows what each was made on, whatever changed since, and goes out as a file."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable

from flask.testing import FlaskClient

from feedback.backlog.actions import improvements as actions
from feedback.permissions import Role
from feedback.spreadsheet import unguard_cell
from tests.factories.backlog import analysed, decided, found, ground, improvement, listed, said_and_proposed
from tests.factories.heard import heard
from tests.factories.people import Member, member
from tests.statements import counted

SignedIn = Callable[..., FlaskClient]
DECISIONS = "/o/acme/backlog/decisions"


def page(client: FlaskClient, path: str = DECISIONS) -> str:
    answer = client.get(path, headers={"Accept-Language": "en"})
    assert answer.status_code == 200, answer.status_code
    return " ".join(str(answer.get_data(as_text=True)).split())


def test_a_decision_stays_as_it_was_made(acme: Member, as_member: SignedIn) -> None:
    """Six customers and four employees raised it; more do afterwards, and it gets another title and effort."""
    said_and_proposed(acme)
    row = next(one.improvement for one in listed(acme).lines if one.improvement.direction == "reduce")
    decided(acme, row.number, "later", "After the summer.")
    heard(acme, "customers", "waiting", "neg", "visit", n=5)
    analysed(acme)
    title = {"es": "Otro nombre", "en": "Another name"}
    acme.do(lambda: actions.change_improvement(found(row.number).id, title=title).id)
    shown = page(as_member(acme))
    assert "After the summer." in shown
    assert ("6 of 6" in shown, "4 of 4" in shown, "11 of 11" in shown) == (True, True, False)
    assert "every group counts the same" in shown
    assert "not estimated" in shown
    assert 'aria-label="Improvement 1: Another name"' in shown
    assert f'<h2 id="decision-1">{row.title["en"]}</h2>' in shown


def test_they_are_listed_by_verdict(acme: Member, as_member: SignedIn) -> None:
    ground(acme)
    browser = as_member(acme)
    assert "Nothing is decided yet." in page(browser)
    for verdict, title in (("no", "Dear"), ("yes", "Good")):
        decided(acme, improvement(acme, title={"es": title, "en": title}), verdict, "So it is.")
    shown = page(browser)
    assert shown.index(">Good</h2>") < shown.index(">Dear</h2>"), "the newest first"
    assert shown.count("It had no rank then.") == 2
    noes = page(browser, f"{DECISIONS}?verdict=no")
    assert (">Dear</h2>" in noes, ">Good</h2>" in noes) == (True, False)
    assert "No decision of this kind yet." in page(browser, f"{DECISIONS}?verdict=later")
    assert browser.get(f"{DECISIONS}?verdict=perhaps").status_code == 404


def test_the_file_has_a_line_a_decision_and_runs_nothing(acme: Member, as_member: SignedIn) -> None:
    said_and_proposed(acme)
    row = next(one.improvement for one in listed(acme).lines if one.improvement.direction == "reduce")
    decided(acme, row.number, "no", "=HYPERLINK(1)")
    decided(acme, improvement(acme), "yes", "")
    answer = as_member(acme).get(f"{DECISIONS}.csv")
    assert answer.headers["Content-Type"].startswith("text/csv")
    last, first = list(csv.DictReader(io.StringIO(answer.get_data(as_text=True).lstrip("\ufeff"))))
    assert (first["verdict"], first["tier"], first["weights"]) == ("no", "start", "equal")
    assert (first["reason"], unguard_cell(first["reason"])) == ("'=HYPERLINK(1)", "=HYPERLINK(1)")
    assert (first["customers_raised"], first["customers_n"], first["weight_customers"]) == ("6", "6", "1")
    assert (last["verdict"], last["rank"], last["customers_raised"]) == ("yes", "", "")


def test_the_list_asks_as_often_for_one_decision_as_for_many(acme: Member, as_member: SignedIn) -> None:
    ground(acme)
    browser = as_member(acme)
    decided(acme, improvement(acme))
    with counted(acme.app) as one:
        page(browser)
    for _ in range(3):
        decided(acme, improvement(acme))
    with counted(acme.app) as many:
        page(browser)
    assert len(many) == len(one)


def test_who_may_not_take_data_out_has_no_file(acme: Member, as_member: SignedIn) -> None:
    ground(acme)
    viewer = as_member(member(acme.app, "acme", Role.VIEWER))
    assert viewer.get(DECISIONS).status_code == 200
    assert viewer.get(f"{DECISIONS}.csv").status_code == 403

"""Formulas of one's own through their pages."""

from __future__ import annotations

import re
from collections.abc import Callable
from uuid import UUID

from flask.testing import FlaskClient

from feedback.backlog.queries import own_formulas as queries
from feedback.permissions import Role
from tests.factories.backlog import said_and_proposed
from tests.factories.people import Member, member, post

SignedIn = Callable[..., FlaskClient]
OWN = "/o/acme/backlog/views/own"
TYPED = {"name": "Value per day", "text": "people / effort_likely", "first": "higher"}


def page(client: FlaskClient, path: str) -> str:
    answer = client.get(path, headers={"Accept-Language": "en"})
    assert answer.status_code == 200, answer.status_code
    return re.sub(r"\s+", " ", answer.get_data(as_text=True))


def kept(of: Member) -> list[tuple[UUID, str]]:
    with of.at_work():
        return [(row.id, row.text) for row in queries.formulas()]


def test_a_formula_is_written_and_the_list_is_seen_by_it(acme: Member, as_member: SignedIn) -> None:
    said_and_proposed(acme)
    browser = as_member(acme)
    assert "No formula was written here yet." in page(browser, OWN)
    made = post(browser, OWN, {**TYPED, "text": "score", "first": "lower"})
    [(formula_id, _)] = kept(acme)
    assert (made.status_code, made.headers["Location"]) == (303, f"{OWN}/{formula_id}")
    shown = page(browser, f"{OWN}/{formula_id}")
    assert "2 lines stand elsewhere than in the list." in shown
    assert shown.index("up 1 place") < shown.index("down 1 place")
    assert re.search(r'data-label="Result, with its range" class="num"><span>−?[\d.]+ \(', shown)
    assert "Why it is not the order" in shown


def test_what_cannot_be_read_is_marked_with_everything_typed_still_there(acme: Member, as_member: SignedIn) -> None:
    browser = as_member(acme)
    answer = post(browser, OWN, {**TYPED, "text": "people / <b>cats", "first": "lower"})
    shown = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert "people / <mark>&lt;</mark>b&gt;cats" in shown
    assert "people / &lt;b&gt;cats</textarea>" in shown and 'value="Value per day"' in shown
    assert kept(acme) == []


def test_a_line_without_a_figure_says_why(acme: Member, as_member: SignedIn) -> None:
    said_and_proposed(acme)
    browser = as_member(acme)
    post(browser, OWN, {**TYPED, "text": "people / cost"})
    [(formula_id, _)] = kept(acme)
    shown = page(browser, f"{OWN}/{formula_id}")
    assert shown.count("cannot be worked out because nobody wrote down what it costs.") == 2
    assert "By this formula" not in shown


def test_it_is_changed_and_removed(acme: Member, as_member: SignedIn) -> None:
    browser = as_member(acme)
    post(browser, OWN, TYPED)
    [(formula_id, _)] = kept(acme)
    assert "There is no order to look at yet." in page(browser, f"{OWN}/{formula_id}")
    edit = f"{OWN}/{formula_id}/edit"
    assert "people / effort_likely</textarea>" in page(browser, edit)
    assert post(browser, edit, {**TYPED, "text": "people /"}).status_code == 422
    assert post(browser, edit, {**TYPED, "text": "people"}).status_code == 303
    assert kept(acme) == [(formula_id, "people")]
    assert post(browser, f"{OWN}/{formula_id}/remove", {}).status_code == 303
    assert kept(acme) == []


def test_everybody_may_look_and_who_decides_may_write(acme: Member, as_member: SignedIn) -> None:
    post(as_member(acme), OWN, TYPED)
    [(formula_id, _)] = kept(acme)
    analyst = as_member(member(acme.app, "acme", Role.ANALYST))
    assert "Write a formula" not in page(analyst, OWN)
    page(analyst, f"{OWN}/{formula_id}")
    assert post(analyst, OWN, {**TYPED, "name": "Mine"}).status_code == 403
    assert analyst.get(f"{OWN}/{formula_id}/edit").status_code == 403

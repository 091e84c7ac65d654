"""The same list by other formulas, through their pages."""

from __future__ import annotations

import re
from collections.abc import Callable

from flask.testing import FlaskClient

from tests.factories.backlog import said_and_proposed
from tests.factories.people import Member

SignedIn = Callable[..., FlaskClient]
VIEWS = "/o/acme/backlog/views"


def page(client: FlaskClient, path: str) -> str:
    answer = client.get(path, headers={"Accept-Language": "en"})
    assert answer.status_code == 200, answer.status_code
    return re.sub(r"\s+", " ", answer.get_data(as_text=True))


def test_each_formula_is_printed_with_its_figures_and_why_it_is_not_the_order(
    acme: Member, as_member: SignedIn
) -> None:
    said_and_proposed(acme)
    browser = as_member(acme)
    rice = page(browser, VIEWS)
    assert "Reach × impact × confidence ÷ effort" in rice
    assert re.search(r'Reduce waiting: Visit.*?data-label="Reach: people" class="num">10<', rice)
    effort = page(browser, f"{VIEWS}/effort")
    assert "Impact = reach × severity × breadth × moment" in effort
    assert effort.count("effort not estimated yet") == 2
    assert "undecided: its box crosses a line" in effort
    assert all("Why it is not the order" in shown for shown in (rice, effort, page(browser, f"{VIEWS}/opportunity")))


def test_the_picture_is_drawn_and_there_is_none_of_nothing(acme: Member, as_member: SignedIn) -> None:
    browser = as_member(acme)
    assert browser.get(f"{VIEWS}/effort.svg").mimetype == "image/svg+xml"
    assert "There is no order to look at yet." in page(browser, VIEWS)
    assert "There is no order to look at yet." in page(browser, f"{VIEWS}/effort")
    said_and_proposed(acme)
    picture = browser.get(f"{VIEWS}/effort.svg?theme=dark&shape=narrow")
    assert (picture.status_code, picture.mimetype) == (200, "image/svg+xml")


def test_nobody_was_asked_how_important_it_is(acme: Member, as_member: SignedIn) -> None:
    assert "Nobody was asked how important something is" in page(as_member(acme), f"{VIEWS}/opportunity")

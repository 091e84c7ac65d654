"""A vote as who leads it sees it."""

from __future__ import annotations

import re
from collections.abc import Callable

from flask import Flask
from flask.testing import FlaskClient

from feedback.permissions import Role
from feedback.workshops.models import Workshop
from tests.factories.people import Member, member, post
from tests.factories.votes import GROUPS, paper, papers, vote, vote_closed
from tests.statements import counted
from tests.workshops.views.test_board import at, page

SignedIn = Callable[..., FlaskClient]
ENGLISH = {"Accept-Language": "en"}


def shares(shown: str) -> list[tuple[str, str]]:
    """The first figure of each row of the table of what was chosen."""
    table = shown.split("What they chose</caption>", 1)[1].split("</table>", 1)[0]
    return re.findall(r'role="rowheader">(\w+)</th>.*?<b>([^<]+)</b>', table, re.DOTALL)


def test_before_anybody_votes_it_says_what_to_do_and_shows_the_code(acme: Member, as_member: SignedIn) -> None:
    made = vote(acme)
    shown = page(as_member(acme), at(made))
    assert "Nobody has voted yet." in shown
    assert re.search(r'<svg[^>]*class="qr"', shown)
    assert f"http://localhost/w/{made.code}" in shown
    assert 'data-live-wait="600"' in shown


def test_an_open_vote_is_counted_while_people_vote(acme: Member, as_member: SignedIn) -> None:
    made = vote(acme, groups=[{**GROUPS[0], "wanted": 3}, {**GROUPS[1], "wanted": 2}])
    papers(acme, made, 3, {"Hours": 3})
    paper(acme, made, {"Chairs": 1}, "employees", comments={"Chairs": "My back"}, proposal="Coffee for all")
    shown = page(as_member(acme), at(made))
    assert 'data-live-count="4"' in shown
    assert shares(shown) == [("Hours", "75%"), ("Chairs", "25%"), ("Greeting", "0%")]
    assert ("3 wanted: reached" in shown, "2 wanted: not yet" in shown) == (True, True)
    assert ("More than half of the votes come from one group: Customers" in shown, "My back" in shown) == (True, True)
    assert "Make it an improvement" in shown


def test_an_anonymous_vote_tells_only_who_took_part_until_it_is_closed(acme: Member, as_member: SignedIn) -> None:
    made, browser = vote(acme, anonymous=True), as_member(acme)
    papers(acme, made, 6, {"Hours": 3})
    papers(acme, made, 5, {"Chairs": 1}, "employees")
    paper(acme, made, {"Chairs": 1}, "employees", proposal="Coffee for all")
    running = page(browser, at(made))
    assert ("12 people have voted." in running, "What they chose" in running, "Coffee" in running) == (
        True,
        False,
        False,
    )
    assert "How people vote is shown when the vote is closed" in running
    post(browser, at(made, "/close"), {})
    over = page(browser, at(made))
    assert ("Coffee for all" in over, "Open it again" in over) == (True, False)
    assert ("Look for new votes" in running, "Look for new votes" in over) == (True, False)
    assert [title for title, _ in shares(over)] == ["Hours", "Chairs"]
    assert post(browser, at(made, "/reopen"), {}).status_code == 409


def test_a_few_people_are_not_even_counted(acme: Member, as_member: SignedIn) -> None:
    made = vote(acme, anonymous=True)
    papers(acme, made, 4, {"Hours": 3})
    shown = page(as_member(acme), at(made))
    assert ("Fewer than 5 people have voted." in shown, "data-live-count" in shown) == (True, False)


def test_what_is_new_is_sent_once_and_then_nothing(acme: Member, as_member: SignedIn, app: Flask) -> None:
    made, browser = vote(acme), as_member(acme)
    tag = browser.get(at(made, "/count"), headers=ENGLISH).headers["ETag"]
    assert f'data-live-tag="{tag.strip(chr(34))}"' in page(browser, at(made))
    with counted(app) as asked:
        assert browser.get(at(made, "/count"), headers={**ENGLISH, "If-None-Match": tag}).status_code == 304
    quiet = len(asked)
    who = paper(acme, made, {"Hours": 3})
    fresh = browser.get(at(made, "/count"), headers={**ENGLISH, "If-None-Match": tag})
    assert (fresh.status_code, "1 person has voted." in fresh.get_data(as_text=True)) == (200, True)
    paper(acme, made, {"Chairs": 3}, who=who)
    changed = browser.get(at(made, "/count"), headers={**ENGLISH, "If-None-Match": fresh.headers["ETag"]})
    assert (changed.status_code, quiet <= 6) == (200, True)


def test_a_page_costs_the_same_for_one_vote_and_for_thirty(acme: Member, as_member: SignedIn, app: Flask) -> None:
    made, browser = vote(acme), as_member(acme)
    costs: list[int] = []
    for more in (1, 29):
        papers(acme, made, more, {"Hours": 1})
        page(browser, at(made))
        with counted(app) as asked:
            page(browser, at(made))
        costs.append(len(asked))
    assert costs[0] == costs[1]


def test_who_only_looks_cannot_lead(acme: Member, app: Flask, as_member: SignedIn) -> None:
    made: Workshop = vote_closed(acme, vote(acme))
    browser = as_member(member(app, "acme", Role.VIEWER))
    assert [browser.get(at(made, rest)).status_code for rest in ("", "/count")] == [403, 403]

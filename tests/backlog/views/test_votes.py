"""Pages of votes on improvements."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from flask import Flask
from flask.testing import FlaskClient

from feedback.permissions import Role
from feedback.workshops.queries import votes as queries
from feedback.workshops.rules import votes as rules
from tests.factories.backlog import improvement
from tests.factories.groups import group, three_groups
from tests.factories.pairs import pairs_vote, presses
from tests.factories.people import Member, member, post
from tests.factories.votes import paper, papers, vote, vote_closed
from tests.statements import counted

SignedIn = Callable[..., FlaskClient]
ENGLISH = {"Accept-Language": "en"}
HOME = "/o/acme/backlog/votes"
FORM = {"title_es": "Primero", "question_es": "¿Qué?", "way": rules.DOTS, "amount": "5", "most": "3", "proposals": "y"}


def page(client: FlaskClient, path: str) -> str:
    answer = client.get(path, headers=ENGLISH)
    assert answer.status_code == 200
    return str(answer.get_data(as_text=True))


def opened(of: Member) -> list[tuple[Any, list[Any]]]:
    """Every vote's rules with what is voted on."""
    with of.at_work():
        return [(ballot, queries.items(room.id)) for room, ballot, _ in queries.held()]


def test_without_votes_the_page_says_what_to_do(acme: Member, as_member: SignedIn) -> None:
    shown = page(as_member(acme), HOME)
    assert "Your votes will stand here." in shown
    assert f'href="{HOME}/new"' in shown


def test_a_vote_is_opened_on_improvements_and_on_what_is_typed(acme: Member, as_member: SignedIn) -> None:
    three_groups(acme)
    number, browser = improvement(acme), as_member(acme)
    assert re.search(rf'checked[^>]*value="{number}"', page(browser, f"{HOME}/new?improvement={number}"))
    form = {**FORM, "things": str(number), "typed": "Chairs\n\nHours", "wanted_customers": "12", "anonymous": "y"}
    answer = post(browser, f"{HOME}/new", form)
    assert answer.status_code == 303
    ((ballot, items),) = opened(acme)
    assert (ballot.way, ballot.amount, ballot.most, ballot.anonymous, ballot.k) == ("dots", 5, 3, True, 5)
    assert next((one["code"], one["wanted"]) for one in ballot.groups) == ("customers", 12)
    assert [(next(iter(one.title.values())), bool(one.improvement_id)) for one in items][1:] == [
        ("Chairs", False),
        ("Hours", False),
    ]
    assert items[0].improvement_id
    assert answer.location.endswith(f"/workshops/{ballot.workshop_id}")


def test_a_budget_has_prices(acme: Member, as_member: SignedIn) -> None:
    number, browser = improvement(acme, effort=(1, 4, 9)), as_member(acme)
    assert f'name="price_{number}" inputmode="numeric" size="6" maxlength="7" value="4"' in page(browser, f"{HOME}/new")
    form = {**FORM, "way": rules.BUDGET, "budget": "50", "unit": "days", "things": str(number), "typed": "Chairs = 20"}
    assert post(browser, f"{HOME}/new", {**form, f"price_{number}": "30"}).status_code == 303
    ((ballot, items),) = opened(acme)
    assert (ballot.unit, [one.price for one in items]) == ("days", [30, 20])


def test_what_cannot_be_opened_says_why_and_keeps_everything(acme: Member, as_member: SignedIn) -> None:
    group(acme, code="customers")
    browser = as_member(acme)
    for wrong, why in (
        ({"typed": "Alone"}, "Put between 2 and 40 things to the vote."),
        ({"typed": "Chairs\nHours", "way": rules.BUDGET, "unit": "days"}, "does not end in = and its price."),
        ({"typed": "Chairs\nHours", "amount": "31"}, "Choose between 1 and 30."),
        ({"typed": "Chairs\nHours", "wanted_customers": "many"}, "Write how many people as a number"),
        ({"typed": "Chairs\nHours", "title_es": ""}, "Write a name."),
    ):
        answer = post(browser, f"{HOME}/new", {**FORM, "wanted_customers": "7", **wrong}, headers=ENGLISH)
        shown = answer.get_data(as_text=True)
        kept = wrong.get("wanted_customers", "7")
        assert (answer.status_code, why in shown, wrong.get("typed", "") in shown) == (422, True, True), why
        assert f'maxlength="4" value="{kept}"' in shown
    assert opened(acme) == []


def test_the_result_puts_shared_and_contested_things_and_both_orders(acme: Member, as_member: SignedIn) -> None:
    made = vote(acme)
    papers(acme, made, 12, {"Hours": 3, "Chairs": 2})
    papers(acme, made, 12, {"Hours": 3, "Greeting": 2}, "employees")
    shown = page(as_member(acme), f"{HOME}/{made.id}")
    assert re.search(r"<dt>Shared.*?</dt><dd>Hours</dd></div>", shown, re.DOTALL)
    assert re.search(r"<dt>Contested.*?</dt><dd class=\"muted\">none</dd></div>", shown, re.DOTALL)
    assert set(re.findall(r"<dd>(\w+)</dd>", shown.split("Of one group")[1])) == {"Chairs", "Greeting"}
    assert "only the vote stands here" in shown
    assert f'href="{HOME}/{made.id}?count=people"' in shown
    assert "Place by the evidence" not in page(as_member(acme), f"{HOME}/{made.id}?count=people")


def test_what_a_small_room_does_not_tell_apart_is_said(acme: Member, as_member: SignedIn) -> None:
    """On the page of members, and on the page of everybody once the vote is over."""
    nothing = "No two of these things can be told apart"
    made, clear = vote(acme), vote(acme)
    papers(acme, made, 5, {"Hours": 3, "Chairs": 2})
    papers(acme, made, 4, {"Greeting": 3, "Chairs": 2})
    papers(acme, clear, 9, {"Hours": 3})
    shown = [nothing in page(as_member(acme), f"{HOME}/{one.id}?count=people") for one in (made, clear)]
    assert shown == [True, False]
    told = []
    for one in (made, clear):
        code = vote_closed(acme, one).code
        told.append(nothing in acme.app.test_client().get(f"/w/{code}", headers=ENGLISH).get_data(as_text=True))
    assert told == [True, False]


def test_a_vote_by_pairs_asks_as_many_as_say_enough(acme: Member, as_member: SignedIn) -> None:
    three_groups(acme)
    things = "\n".join(f"Thing {number}" for number in range(8))
    form = {**FORM, "way": rules.PAIRS, "typed": things, "wanted_customers": "40"}
    answer = post(as_member(acme), f"{HOME}/new", form)
    ((ballot, items),) = opened(acme)
    assert (answer.status_code, ballot.way, ballot.amount, len(items)) == (303, "pairs", 4, 8)
    led = page(as_member(acme), answer.location)
    assert "with 4 pairs each, and every thing equally often, that takes about 30 people" in led
    refused = post(as_member(acme), f"{HOME}/new", {**form, "pairs": "41"})
    assert (refused.status_code, 'id="pairs-error"' in refused.get_data(as_text=True)) == (422, True)


def test_the_result_of_pairs_says_how_it_is_counted_and_what_it_rests_on(acme: Member, as_member: SignedIn) -> None:
    made = pairs_vote(acme)
    presses(acme, made, 6, ("Hours", "Chairs", "Greeting"))
    presses(acme, made, 6, ("Hours", "Greeting", "Chairs"), "employees")
    shown = page(as_member(acme), f"{HOME}/{made.id}")
    assert "(Bradley and Terry); each person counts once" in shown
    assert "In every group that was heard, most people put it above what it stood beside." in shown
    assert re.search(r"<dt>Shared.*?</dt><dd>Hours</dd></div>", shown, re.DOTALL)
    assert ("24 comparisons" in shown, "Not enough comparisons yet of 3 things" in shown) == (True, True)


def test_an_anonymous_result_waits_for_the_end(acme: Member, as_member: SignedIn) -> None:
    made, browser = vote(acme, anonymous=True), as_member(acme)
    papers(acme, made, 6, {"Hours": 3})
    papers(acme, made, 6, {"Chairs": 3}, "employees")
    assert "The result appears when the vote is closed." in page(browser, f"{HOME}/{made.id}")
    assert "fewer than 5" not in page(browser, HOME)
    vote_closed(acme, made)
    assert "Who chose what" in page(browser, f"{HOME}/{made.id}")


def test_a_few_anonymous_people_are_no_result_anywhere(acme: Member, as_member: SignedIn) -> None:
    made, browser = vote(acme, anonymous=True), as_member(acme)
    papers(acme, made, 3, {"Hours": 3})
    vote_closed(acme, made)
    shown = page(browser, f"{HOME}/{made.id}")
    assert ("Fewer than 5 people have voted." in shown, "Who chose what" in shown) == (True, False)
    assert "fewer than 5" in page(browser, HOME)


def test_a_proposal_becomes_an_improvement_whose_page_says_so(acme: Member, as_member: SignedIn) -> None:
    made, browser = vote(acme), as_member(acme)
    paper(acme, made, {"Hours": 3}, proposal="Coffee for who waits")
    (path,) = re.findall(rf'action="({HOME}/{made.id}/proposals/[^"]+)"', page(browser, f"{HOME}/{made.id}"))
    answer = post(browser, path, {})
    assert answer.status_code == 303
    shown = page(browser, answer.location)
    assert ("Coffee for who waits" in shown, "It was proposed in the vote" in shown) == (True, True)
    assert path not in page(browser, f"{HOME}/{made.id}")


def test_an_improvement_is_put_to_a_vote_from_its_page(acme: Member, as_member: SignedIn) -> None:
    number, browser = improvement(acme), as_member(acme)
    assert f'href="{HOME}/new?improvement={number}"' in page(browser, f"/o/acme/backlog/{number}")


def test_a_list_costs_the_same_for_one_vote_and_for_three(acme: Member, as_member: SignedIn, app: Flask) -> None:
    browser, costs = as_member(acme), []
    for more in (1, 2):
        for _ in range(more):
            vote(acme)
        page(browser, HOME)
        with counted(app) as asked:
            page(browser, HOME)
        costs.append(len(asked))
    assert costs[0] == costs[1]


def test_who_only_looks_reads_the_result_and_opens_nothing(acme: Member, app: Flask, as_member: SignedIn) -> None:
    made = vote_closed(acme, vote(acme))
    browser = as_member(member(app, "acme", Role.VIEWER))
    codes = [browser.get(f"{HOME}{rest}").status_code for rest in ("", f"/{made.id}", "/new")]
    assert codes == [200, 200, 403]

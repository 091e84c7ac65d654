"""The page of a vote for everybody in the room."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from urllib.parse import parse_qs, urlsplit
from uuid import UUID, uuid4

import pytest
from flask.testing import FlaskClient

from feedback.errors import message
from feedback.web import limits
from feedback.workshops.models import Workshop
from feedback.workshops.queries import votes as queries
from feedback.workshops.rules import votes as rules
from feedback.workshops.rules.votes import Thing
from feedback.workshops.views.voting import VOTES_A_MINUTE
from tests.factories.people import Member
from tests.factories.votes import keys, paper, papers, vote, vote_closed
from tests.workshops.views.test_joining import ENGLISH, participant, state

PRICED = (Thing({"en": "Chairs"}, 60), Thing({"en": "Hours"}, 50))


def sent(of: Member, made: Workshop, choices: dict[str, int], **more: Any) -> dict[str, str]:
    """The form as a telephone posts it: things by their titles."""
    named = keys(of, made)
    fields = {f"item-{named[title]}": str(number) for title, number in choices.items()}
    comments = {f"comment-{named[title]}": text for title, text in more.pop("comments", {}).items()}
    return {"participant": str(uuid4()), "group": "customers", **fields, **comments, **more}


def count(of: Member, made: Workshop) -> int:
    with of.at_work():
        return len(queries.papers(made.id))


def test_the_page_says_the_rules_and_who_sees_it_without_a_cookie(acme: Member, client: FlaskClient) -> None:
    made = vote(acme, anonymous=True)
    answer = client.get(f"/w/{made.code.lower()}", headers=ENGLISH)
    page = answer.get_data(as_text=True)
    assert (answer.status_code, state(page), "Set-Cookie" in answer.headers) == (200, "form", False)
    assert "You have 5 dots. Give them as you like, at most 3 to one." in page
    assert "no figure of fewer than 5 people is ever shown" in page
    assert (page.count(" checked>"), "<script" in page) == (3, False)


def test_a_vote_is_kept_found_again_and_changed(acme: Member, client: FlaskClient) -> None:
    made = vote(acme)
    form = sent(acme, made, {"Chairs": 3, "Hours": 2}, comments={"Chairs": "My back"}, proposal="Coffee")
    for _ in range(2):
        answer = client.post(f"/w/{made.code}", data=form, headers=ENGLISH)
        assert answer.status_code == 303
    assert parse_qs(urlsplit(answer.location).query) == {"participant": [form["participant"]], "lang": ["en"]}
    page = client.get(answer.location).get_data(as_text=True)
    assert (state(page), participant(page)) == ("saved", UUID(form["participant"]))
    assert ("My back</textarea>" in page, "You proposed: Coffee" in page, "Your vote counts" in page) == (True,) * 3
    changed = {**form, "group": "employees", f"item-{keys(acme, made)['Chairs']}": "0"}
    client.post(f"/w/{made.code}", data=changed, headers=ENGLISH)
    with acme.at_work():
        assert queries.papers(made.id) == [("employees", {keys(acme, made)["Hours"]: 2})]
        assert len(queries.proposals(made.id)) == 1


@pytest.mark.parametrize(
    ("choices", "more", "why"),
    [
        ({"Chairs": 3, "Hours": 3}, {}, "You gave 6 dots and have 5. Take some back."),
        ({"Chairs": 0}, {}, "Choose something first."),
        ({"Chairs": 1}, {"comments": {"Chairs": "x" * 501}}, "At most 500 characters."),
    ],
)
def test_what_breaks_the_rules_is_refused_and_everything_stays(
    acme: Member, client: FlaskClient, choices: dict[str, int], more: dict[str, Any], why: str
) -> None:
    made = vote(acme)
    form = sent(acme, made, choices, **{"comments": {"Hours": "Half a thought"}, "proposal": "Coffee", **more})
    answer = client.post(f"/w/{made.code}", data=form, headers=ENGLISH)
    page = answer.get_data(as_text=True)
    assert (answer.status_code, state(page), why in page, count(acme, made)) == (422, "form", True, 0)
    assert (participant(page), "Coffee</textarea>" in page) == (UUID(form["participant"]), True)
    assert all(
        f'name="item-{keys(acme, made)[title]}" value="{dots}" checked' in page for title, dots in choices.items()
    )


def test_as_whom_one_is_here_must_be_said(acme: Member, client: FlaskClient) -> None:
    made = vote(acme)
    form = sent(acme, made, {"Chairs": 1})
    del form["group"]
    answer = client.post(f"/w/{made.code}", data=form, headers=ENGLISH)
    assert (answer.status_code, "Say first as whom you are here." in answer.get_data(as_text=True)) == (422, True)
    answer = client.post(f"/w/{made.code}", data={**form, "group": ""}, headers=ENGLISH)
    assert (answer.status_code, count(acme, made)) == (303, 1)


def test_a_budget_is_spent_and_three_places_are_given(acme: Member, client: FlaskClient) -> None:
    budget = vote(acme, PRICED, way=rules.BUDGET, amount=100, most=1, unit="days")
    over = client.post(f"/w/{budget.code}", data=sent(acme, budget, {"Chairs": 1, "Hours": 1}), headers=ENGLISH)
    page = over.get_data(as_text=True)
    assert (over.status_code, "This costs 110 days and you have 100." in page) == (422, True)
    assert len(re.findall(r'type="checkbox"[^>]* checked', page)) == 2
    client.post(f"/w/{budget.code}", data=sent(acme, budget, {"Chairs": 1}), headers=ENGLISH)
    top = vote(acme, way=rules.TOP, amount=3, most=1)
    client.post(f"/w/{top.code}", data=sent(acme, top, {"Chairs": 2, "Hours": 1, "Greeting": 0}), headers=ENGLISH)
    with acme.at_work():
        kept = [sorted(choices.values()) for made in (budget, top) for _, choices in queries.papers(made.id)]
    assert kept == [[60], [1, 2]]


def test_changing_the_language_keeps_what_was_filled_in_and_stores_nothing(acme: Member, client: FlaskClient) -> None:
    made = vote(acme)
    form = sent(acme, made, {"Chairs": 2}, proposal="Half a thought", lang="es")
    page = client.post(f"/w/{made.code}", data=form, headers=ENGLISH).get_data(as_text=True)
    assert ('<html lang="es">' in page, "Half a thought" in page, count(acme, made)) == (True, True, 0)
    assert re.search(r'value="2" checked', page)


def test_a_vote_that_is_over_shows_its_result_from_five_people_on(acme: Member, client: FlaskClient) -> None:
    made = vote(acme)
    papers(acme, made, 4, {"Hours": 2})
    who = paper(acme, made, {"Chairs": 1})
    vote_closed(acme, made)
    answer = client.get(f"/w/{made.code}?participant={who}", headers=ENGLISH)
    page = answer.get_data(as_text=True)
    assert (answer.status_code, state(page)) == (410, "closed")
    said = [(title, words.strip()) for title, words in re.findall(r"<li>(\w+): ([^<.:]+)", page)]
    assert said == [
        ("Hours", "80% of those who voted chose it"),
        ("Chairs", "20% of those who voted chose it"),
        ("Greeting", "Not shown"),
    ]
    late = client.post(f"/w/{made.code}", data=sent(acme, made, {"Chairs": 1}), headers=ENGLISH)
    assert (late.status_code, count(acme, made)) == (410, 5)


def test_groups_too_small_for_an_order_are_told_none(acme: Member, client: FlaskClient) -> None:
    made = vote(acme)
    papers(acme, made, 4, {"Hours": 2})
    papers(acme, made, 3, {"Chairs": 2}, "employees")
    vote_closed(acme, made)
    page = client.get(f"/w/{made.code}", headers=ENGLISH).get_data(as_text=True)
    assert "There is no order to show: no group has enough people for one." in page
    assert re.search(r"<ul><li>\w+: ", page)
    assert not re.search(r"<ol>|small place", page)


def test_four_people_are_no_result(acme: Member, client: FlaskClient) -> None:
    made = vote(acme)
    papers(acme, made, 4, {"Hours": 2})
    vote_closed(acme, made)
    page = client.get(f"/w/{made.code}", headers=ENGLISH).get_data(as_text=True)
    assert ("Too few people voted" in page, "<ol>" in page) == (True, False)


def test_after_closing_an_anonymous_vote_nobody_finds_their_own(acme: Member, client: FlaskClient) -> None:
    made = vote(acme, anonymous=True)
    who = paper(acme, made, {"Hours": 2}, proposal="Coffee")
    before = client.get(f"/w/{made.code}?participant={who}", headers=ENGLISH).get_data(as_text=True)
    vote_closed(acme, made)
    after = client.get(f"/w/{made.code}?participant={who}", headers=ENGLISH).get_data(as_text=True)
    assert ["Coffee" in page for page in (before, after)] == [True, False]


def test_a_flood_from_one_address_is_told_to_wait(acme: Member, client: FlaskClient) -> None:
    made = vote(acme)
    with acme.app.test_request_context(environ_base={"REMOTE_ADDR": "127.0.0.1"}):
        for _ in range(VOTES_A_MINUTE):
            limits.hit("vote", VOTES_A_MINUTE, 60, limits.visitor(), made.code, refuse=message("Enough."))
    over = client.post(f"/w/{made.code}", data=sent(acme, made, {"Chairs": 1}, proposal="Coffee"))
    assert (over.status_code, "Retry-After" in over.headers, count(acme, made)) == (429, True, 0)
    assert "Coffee</textarea>" in over.get_data(as_text=True)


def test_an_impatient_thumb_and_a_full_room_count_everybody_once(acme: Member) -> None:
    """Eight people hand in three times each, all at once: the unique paper closes the race, not the order."""
    made = vote(acme)
    forms = [sent(acme, made, {"Chairs": 1 + number % 3}) for number in range(8)]

    def hand_in(form: dict[str, str]) -> int:
        return acme.app.test_client().post(f"/w/{made.code}", data=form, headers=ENGLISH).status_code

    with ThreadPoolExecutor(8) as room:
        codes = list(room.map(hand_in, [form for _ in range(3) for form in forms]))
    with acme.at_work():
        pulse = queries.pulse(made.id)
    assert (set(codes), pulse.votes, pulse.papers) == ({303}, 8, 24)

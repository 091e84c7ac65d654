"""The page of a vote by pairs for everybody in the room."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, urlsplit
from uuid import UUID, uuid4

from flask.testing import FlaskClient

from feedback.errors import message
from feedback.web import limits
from feedback.workshops.models import Workshop
from feedback.workshops.queries import votes as queries
from feedback.workshops.views.pairing import PRESSES_A_MINUTE
from tests.factories.pairs import pairs_vote, press, presses
from tests.factories.people import Member
from tests.factories.votes import keys, vote_closed
from tests.workshops.views.test_joining import ENGLISH, participant, state

SCRIPTLESS = ("<script", "onclick", "style=")


def asked(page: str) -> dict[str, str]:
    """The fields that are hidden on the page, and the first thing to press."""
    fields = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', page))
    pressed = re.findall(r'name="prefer" value="([^"]+)"', page)
    assert len(pressed) == 3 and pressed[2] == "none"
    assert sorted(pressed[:2]) == sorted(fields["pair"].split("|"))
    return {**fields, "prefer": pressed[0]}


def get(client: FlaskClient, address: str) -> str:
    answer = client.get(address, headers=ENGLISH)
    assert (answer.status_code, "Set-Cookie" in answer.headers) == (200, False)
    return str(answer.get_data(as_text=True))


def choices(of: Member, made: Workshop, who: UUID) -> dict[str, int]:
    with of.at_work():
        return dict(queries.own(made.id, who).choices)


def test_the_page_says_the_rules_and_asks_two_things_without_a_cookie_or_script(
    acme: Member, client: FlaskClient
) -> None:
    made = pairs_vote(acme, amount=2, anonymous=True)
    page = get(client, f"/w/{made.code.lower()}")
    assert state(page) == "form"
    assert "You see two things at a time, 2 times, and press the one that matters more." in page
    assert "no figure of fewer than 5 people is ever shown" in page
    assert ("Pair 1 of 2" in page, any(one in page for one in SCRIPTLESS)) == (True, False)
    assert asked(page)["prefer"]


def test_one_pair_after_the_other_until_there_are_enough_then_what_was_answered(
    acme: Member, client: FlaskClient
) -> None:
    made = pairs_vote(acme, amount=2)
    page, pairs = get(client, f"/w/{made.code}"), []
    who = participant(page)
    for _ in range(2):
        form = {"group": "customers", **asked(page)}
        pairs.append(form["pair"])
        for _ in range(2):
            answer = client.post(f"/w/{made.code}", data=form, headers=ENGLISH)
            assert answer.status_code == 303
        assert parse_qs(urlsplit(answer.location).query) == {"participant": [str(who)], "lang": ["en"]}
        page = get(client, answer.location)
    assert (state(page), participant(page), "You answered 2 pairs." in page) == ("saved", who, True)
    assert set(choices(acme, made, who)) == set(pairs)
    assert (page.count(" matters more than "), "On to the next pair" in page) == (2, False)


def test_who_stops_early_counts_and_goes_on_later(acme: Member, client: FlaskClient) -> None:
    made, who = pairs_vote(acme), uuid4()
    press(acme, made, who, "Chairs", "Hours")
    page = get(client, f"/w/{made.code}?participant={who}")
    assert "You are here for: Customers" in page
    (stop,) = re.findall(r'href="([^"]+)">Stop here', page)
    page = get(client, stop.replace("&amp;", "&"))
    assert (state(page), "Your vote counts" in page, "Chairs matters more than Hours" in page) == ("saved", True, True)
    (onward,) = re.findall(r'class="go" href="([^"]+)"', page)
    assert asked(get(client, onward.replace("&amp;", "&")))["pair"] not in choices(acme, made, who)


def test_an_answer_is_changed_and_one_cannot_say(acme: Member, client: FlaskClient) -> None:
    made, who = pairs_vote(acme), uuid4()
    press(acme, made, who, "Chairs", "Hours")
    page = get(client, f"/w/{made.code}?participant={who}&list=1")
    (change,) = re.findall(r'href="([^"]+pair=[^"]+)"', page)
    page = get(client, change.replace("&amp;", "&"))
    form = asked(page)
    assert (form["pair"] in choices(acme, made, who), page.count("your answer so far")) == (True, 1)
    answer = client.post(f"/w/{made.code}", data={**form, "prefer": "none"}, headers=ENGLISH)
    assert list(choices(acme, made, who).values()) == [0]
    assert "you cannot say" in get(client, answer.location)


def test_what_breaks_the_rules_is_refused_and_the_pair_stays(acme: Member, client: FlaskClient) -> None:
    made = pairs_vote(acme)
    form = asked(get(client, f"/w/{made.code}"))
    answer = client.post(f"/w/{made.code}", data=form, headers=ENGLISH)
    page = answer.get_data(as_text=True)
    assert (answer.status_code, "Say first as whom you are here." in page) == (422, True)
    assert (asked(page)["pair"], page.count("you pressed this")) == (form["pair"], 1)
    nothing = {**form, "group": "customers", "prefer": ""}
    answer = client.post(f"/w/{made.code}", data=nothing, headers=ENGLISH)
    page = answer.get_data(as_text=True)
    assert (answer.status_code, "Press one of the two, or that you cannot say." in page) == (422, True)
    assert re.search(r'value="customers" checked', page)
    assert choices(acme, made, UUID(form["participant"])) == {}


def test_changing_the_language_keeps_the_pair_and_stores_nothing(acme: Member, client: FlaskClient) -> None:
    made = pairs_vote(acme)
    form = {**asked(get(client, f"/w/{made.code}")), "group": "customers", "lang": "es"}
    form.pop("prefer")
    page = client.post(f"/w/{made.code}", data=form, headers=ENGLISH).get_data(as_text=True)
    assert ('<html lang="es">' in page, asked(page)["pair"]) == (True, form["pair"])
    assert choices(acme, made, UUID(form["participant"])) == {}


def test_words_are_handed_in_after_the_pairs(acme: Member, client: FlaskClient) -> None:
    made, who = pairs_vote(acme), uuid4()
    words = {"participant": str(who), "group": "customers", "proposal": "Coffee"}
    words[f"comment-{keys(acme, made)['Chairs']}"] = "My back"
    refused = client.post(f"/w/{made.code}", data=words, headers=ENGLISH)
    assert (refused.status_code, "Answer a pair first." in refused.get_data(as_text=True)) == (422, True)
    press(acme, made, who, "Chairs", "Hours")
    answer = client.post(f"/w/{made.code}", data=words, headers=ENGLISH)
    page = get(client, answer.location)
    assert (answer.status_code, "My back</textarea>" in page, "You proposed: Coffee" in page) == (303, True, True)


def test_a_vote_that_is_over_shows_its_result_from_five_people_on(acme: Member, client: FlaskClient) -> None:
    made = pairs_vote(acme)
    presses(acme, made, 6, ("Hours", "Chairs", "Greeting"))
    form = {"group": "customers", **asked(get(client, f"/w/{made.code}"))}
    vote_closed(acme, made)
    late = client.post(f"/w/{made.code}", data=form, headers=ENGLISH)
    page = late.get_data(as_text=True)
    assert (late.status_code, state(page), choices(acme, made, UUID(form["participant"]))) == (410, "closed", {})
    assert "6 people voted. In this order, with every group counting the same:" in page
    assert [title for title, _ in re.findall(r"<li>(\w+): ([^<]+)", page)] == ["Hours", "Chairs", "Greeting"]
    assert client.get(f"/w/{made.code}", headers=ENGLISH).status_code == 410


def test_a_flood_from_one_address_is_told_to_wait(acme: Member, client: FlaskClient) -> None:
    made = pairs_vote(acme)
    form = {"group": "customers", **asked(get(client, f"/w/{made.code}"))}
    with acme.app.test_request_context(environ_base={"REMOTE_ADDR": "127.0.0.1"}):
        for _ in range(PRESSES_A_MINUTE):
            limits.hit("pair", PRESSES_A_MINUTE, 60, limits.visitor(), made.code, refuse=message("Enough."))
    over = client.post(f"/w/{made.code}", data=form, headers=ENGLISH)
    assert (over.status_code, "Retry-After" in over.headers) == (429, True)
    assert choices(acme, made, UUID(form["participant"])) == {}

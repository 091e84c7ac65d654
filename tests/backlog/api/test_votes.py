"""Votes over the API: the rules, and the result as far as it may be seen, with the evidence beside it."""

from __future__ import annotations

from uuid import uuid4

from feedback.workshops.rules.votes import PAIRS, Thing
from tests.factories import backlog
from tests.factories.callers import system
from tests.factories.people import Member
from tests.factories.votes import papers, vote, vote_closed
from tests.statements import counted


def test_a_vote_with_its_result_beside_the_evidence(acme: Member) -> None:
    backlog.said_and_proposed(acme)
    crm = system(acme)
    number = crm.get("/backlog").json["items"][0]["id"]
    with acme.at_work():
        proposed = Thing({"en": "Tell people"}, improvement_id=backlog.found(number).id)
    made = vote(acme, [proposed, "Chairs", "Hours"])
    papers(acme, made, 14, {"Tell people": 3, "Chairs": 1})
    papers(acme, made, 9, {"Tell people": 3, "Hours": 1}, "employees")
    found = crm.call("GET", f"/votes/{made.id}", Accept_Language="en").json
    [listed] = crm.call("GET", "/votes", Accept_Language="en").json["items"]
    assert listed == {name: found[name] for name in listed}
    assert (listed["title"], listed["way"], listed["amount"], listed["people"]["value"]) == ("First", "dots", 5, 23)
    assert [(one["group"], one["people"]["value"], one["reached"]) for one in found["turnout"]] == [
        ("customers", 14, None),
        ("employees", 9, None),
    ]
    first, second, third = found["things"]
    assert (first["title"], first["improvement"], second["improvement"]) == ("Tell people", number, None)
    assert (first["place"], first["evidence"]) == ({"place": 1, "low": 1, "high": 1}, {"place": 1, "low": 1, "high": 1})
    assert (first["chosen"]["value"], first["points"]["value"], first["comparisons"]) == (1, 3, None)
    assert (second["title"], second["groups"]["customers"]["value"], second["evidence"]) == ("Chairs", 1, None)
    assert (third["title"], third["stand"]) == ("Hours", "specific")


def test_every_person_may_count_the_same_instead(acme: Member) -> None:
    made, crm = vote(acme, ["Chairs", "Hours"]), system(acme)
    papers(acme, made, 14, {"Chairs": 1})
    papers(acme, made, 6, {"Hours": 2}, "employees")
    by_groups, by_people = (crm.get(f"/votes/{made.id}?count={count}").json for count in ("groups", "people"))
    assert [one["things"][0]["title"] for one in (by_groups, by_people)] == ["Hours", "Chairs"]
    assert [one["count"] for one in (by_groups, by_people)] == ["groups", "people"]
    assert crm.get(f"/votes/{made.id}?count=dots").status_code == 422


def test_an_anonymous_vote_has_no_result_until_it_is_closed_and_small_groups_none_at_all(acme: Member) -> None:
    made, crm = vote(acme, anonymous=True), system(acme)
    papers(acme, made, 30, {"Chairs": 1})
    papers(acme, made, 3, {"Chairs": 1, "Hours": 1}, "employees")
    assert crm.get(f"/votes/{made.id}").json["things"] is None
    vote_closed(acme, made)
    found = crm.call("GET", f"/votes/{made.id}", Accept_Language="en").json
    assert found["people"]["value"] == 33
    assert [one["people"]["hidden"] for one in found["turnout"]] == ["complement", "too_few"]
    assert {one["hidden"] for thing in found["things"] for one in thing["groups"].values()} == {"complement", "too_few"}
    chairs = next(one for one in found["things"] if one["title"] == "Chairs")
    assert (chairs["chosen"]["value"], chairs["chosen"]["why"]) == (None, "at least 90 percent chose it")


def test_of_pairs_it_says_how_often_a_thing_was_compared(acme: Member) -> None:
    made, crm = vote(acme, ["Chairs", "Hours", "Signs"], way=PAIRS, amount=2, most=1), system(acme)
    assert [one["comparisons"] for one in crm.get(f"/votes/{made.id}").json["things"]] == [None] * 3


def test_votes_come_in_pages_the_oldest_first_and_are_told_to_nobody_else(acme: Member, globex: Member) -> None:
    crm, ids = system(acme), [str(vote(acme).id) for _ in range(3)]
    first = crm.get("/votes?limit=2").json
    rest = crm.get(f"/votes?cursor={first['next_cursor']}").json
    assert [one["id"] for one in (*first["items"], *rest["items"])] == ids
    theirs = system(globex)
    assert theirs.get("/votes").json == {"items": [], "next_cursor": None}
    foreign, nothing = theirs.get(f"/votes/{ids[0]}"), theirs.get(f"/votes/{uuid4()}")
    assert (foreign.status_code, nothing.status_code) == (404, 404)
    assert {**foreign.json, "request_id": ""} == {**nothing.json, "request_id": ""}


def test_a_list_takes_as_many_queries_for_three_as_for_one(acme: Member) -> None:
    counts, crm = [], system(acme)
    for _ in range(3):
        vote(acme)
        crm.get("/votes")
        with counted(acme.app) as statements:
            crm.get("/votes")
        counts.append(len(statements))
    assert counts[0] == counts[2]

"""Reads of votes."""

from __future__ import annotations

from uuid import uuid4

import pytest

from feedback.errors import NotFound
from feedback.workshops.queries import votes as queries
from feedback.workshops.rules.votes import Thing
from tests.factories.people import Member
from tests.factories.votes import keys, paper, vote
from tests.factories.workshops import workshop


def test_ones_own_paper_is_found_and_nobody_elses(acme: Member) -> None:
    made = vote(acme)
    who = paper(acme, made, {"Hours": 2})
    paper(acme, made, {"Chairs": 3}, comments={"Chairs": "Please"})
    with acme.at_work():
        own, stranger = queries.own(made.id, who), queries.own(made.id, uuid4())
    assert (own.group, own.choices, own.comments) == ("customers", {keys(acme, made)["Hours"]: 2}, {})
    assert stranger == queries.NOTHING


def test_the_pulse_moves_with_everything_that_is_handed_in(acme: Member) -> None:
    made, seen = vote(acme), []
    who = uuid4()
    for more in ({}, {"comments": {"Chairs": "Please"}}, {"proposal": "Coffee"}):
        paper(acme, made, {"Chairs": 1}, who=who, **more)
        with acme.at_work():
            seen.append(queries.pulse(made.id))
    figures = [(one.votes, one.papers, one.comments, one.proposals) for one in seen]
    assert figures == [(1, 1, 0, 0), (1, 2, 1, 0), (1, 3, 0, 1)]


def test_votes_are_listed_without_other_workshops(acme: Member, globex: Member) -> None:
    workshop(acme)
    made = vote(acme)
    paper(acme, made, {"Chairs": 1})
    with acme.at_work():
        assert [(room.id, ballot.way, people) for room, ballot, people in queries.held()] == [(made.id, "dots", 1)]
    with globex.at_work():
        assert queries.held() == []
        with pytest.raises(NotFound):
            queries.ballot(made.id)


def test_where_an_improvement_was_voted_on(acme: Member) -> None:
    improvement = uuid4()
    made = vote(acme, (Thing({"en": "Chairs"}, 0, improvement), Thing({"en": "Hours"})))
    with acme.at_work():
        found = queries.of_improvements([improvement])
        nothing = queries.of_improvements([uuid4()])
    assert ([(item.title["en"], room.id) for item, room in found], nothing) == ([("Chairs", made.id)], [])

"""From a proposal of a vote to an improvement."""

from __future__ import annotations

from uuid import uuid4

import pytest

from feedback.backlog.actions import votes as actions
from feedback.backlog.queries import improvements
from feedback.errors import NotFound
from feedback.workshops.queries import votes as queries
from tests.factories.people import Member
from tests.factories.votes import paper, vote


def test_a_proposal_becomes_an_improvement_once(acme: Member) -> None:
    made = vote(acme)
    paper(acme, made, {"Chairs": 1}, proposal="Coffee\nfor who waits")
    with acme.at_work():
        proposal = queries.proposals(made.id)[0].id
    numbers = {acme.do(lambda: actions.improve(made.id, proposal).number) for _ in range(2)}
    with acme.at_work():
        (row,) = improvements.improvements()
        assert queries.proposals(made.id)[0].improvement_id == row.id
        assert [room.id for _, room in queries.proposed_as(row.id)] == [made.id]
    assert (numbers, row.status, list(row.title.values())) == ({row.number}, "open", ["Coffee for who waits"])
    assert row.hypothesis == "Coffee\nfor who waits"


def test_a_proposal_of_another_vote_is_not_found(acme: Member) -> None:
    made, other = vote(acme), vote(acme)
    paper(acme, made, {"Chairs": 1}, proposal="Coffee")
    with acme.at_work():
        proposal = queries.proposals(made.id)[0].id
    for room, wanted in ((other.id, proposal), (made.id, uuid4())):
        with pytest.raises(NotFound):
            acme.do(lambda room=room, wanted=wanted: actions.improve(room, wanted))

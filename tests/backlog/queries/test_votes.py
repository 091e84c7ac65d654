"""A vote's result beside the evidence."""

from __future__ import annotations

from feedback.backlog.queries import votes as queries
from feedback.backlog.queries.improvements import improvements
from feedback.backlog.rules import votes as rules
from feedback.workshops.models import Workshop
from feedback.workshops.queries import votes as workshop_votes
from feedback.workshops.rules.votes import Thing
from tests.factories.backlog import decided, improvement, said_and_proposed
from tests.factories.people import Member
from tests.factories.votes import paper, papers, vote, vote_closed


def on_the_backlog(of: Member) -> Workshop:
    """A vote on what the analysis proposed, and on a thing that was only typed."""
    said_and_proposed(of)
    with of.at_work():
        things = [Thing({"en": f"Number {row.number}"}, 0, row.id) for row in improvements()]
    return vote(of, [*things, Thing({"en": "Coffee"})])


def test_the_evidence_stands_beside_the_votes(acme: Member) -> None:
    made = on_the_backlog(acme)
    papers(acme, made, 8, {"Coffee": 3})
    papers(acme, made, 6, {"Coffee": 2}, "employees")
    with acme.at_work():
        result = queries.result(made, workshop_votes.ballot(made.id), "groups")
        ranked = [row for row in result.rows if row.evidence]
    first = result.rows[0]
    assert (first.counted.item.title["en"], first.improvement, first.evidence) == ("Coffee", None, None)
    assert first.parting.kind == rules.UNKNOWN
    assert (result.ranked, len(ranked)) == (len(result.rows) - 1, len(result.rows) - 1)
    assert {row.improvement.number for row in ranked if row.improvement} == set(range(1, len(result.rows)))
    assert result.parted() == [row for row in result.rows if row.parting.kind in (rules.HIGHER, rules.LOWER)]


def test_what_may_be_put_to_a_vote(acme: Member) -> None:
    numbers = [improvement(acme) for _ in range(4)]
    decided(acme, numbers[1], "no", "It is not ours.")
    with acme.at_work():
        found = [[row.number for row in queries.offered(asked)] for asked in ((), (numbers[3],))]
    assert found == [[numbers[0], numbers[2], numbers[3]], [numbers[3], numbers[0], numbers[2]]]


def test_what_votes_said_of_an_improvement_once_they_are_over(acme: Member) -> None:
    number = improvement(acme)
    with acme.at_work():
        wanted = improvements()[0].id
    made = vote(acme, (Thing({"en": "Chairs"}, 0, wanted), Thing({"en": "Hours"})))
    paper(acme, made, {"Chairs": 1})
    with acme.at_work():
        assert queries.of_improvement(wanted) == []
    vote_closed(acme, made)
    with acme.at_work():
        voted = queries.of_improvement(wanted)
    assert [(one.workshop.id, one.things, one.counted.item.title["en"]) for one in voted] == [(made.id, 2, "Chairs")]
    assert number == 1

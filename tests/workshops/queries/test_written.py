"""What people wrote in a vote, as far as it may be read."""

from __future__ import annotations

from feedback.analysis.disclosure import Hidden
from feedback.workshops.models import Workshop
from feedback.workshops.queries import votes as queries
from feedback.workshops.queries.written import Written, written
from tests.factories.people import Member
from tests.factories.votes import paper, vote, vote_closed


def read(of: Member, made: Workshop) -> Written:
    with of.at_work():
        return written(made, queries.ballot(made.id))


def test_an_open_vote_shows_what_is_written_at_once(acme: Member) -> None:
    made = vote(acme)
    paper(acme, made, {"Chairs": 1}, comments={"Chairs": "My back"}, proposal="Coffee")
    found = read(acme, made)
    assert [(title["en"], row.text) for title, row in found.comments] == [("Chairs", "My back")]
    assert [row.text for row in found.proposals] == ["Coffee"]


def test_an_anonymous_one_when_it_is_over_and_comments_of_ten_people(acme: Member) -> None:
    made = vote(acme, anonymous=True)
    for _ in range(9):
        paper(acme, made, {"Chairs": 1}, comments={"Chairs": "My back", "Hours": "Late"}, proposal="Coffee")
    assert read(acme, made) == Written()
    few = read(acme, vote_closed(acme, made))
    assert (few.comments, few.kept_back, len(few.proposals)) == ((), Hidden("too_few", 10), 9)


def test_ten_people_are_read(acme: Member) -> None:
    made = vote(acme, anonymous=True)
    for _ in range(10):
        paper(acme, made, {"Chairs": 1}, comments={"Chairs": "My back"})
    found = read(acme, vote_closed(acme, made))
    assert (len(found.comments), found.kept_back) == (10, None)

"""Opening votes, handing in papers, closing."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

import pytest

from feedback.db import table_of
from feedback.errors import Conflict, Gone, Invalid
from feedback.workshops import queries as workshops
from feedback.workshops.actions import votes as actions
from feedback.workshops.models import Vote, Workshop
from feedback.workshops.queries import votes as queries
from feedback.workshops.rules import votes as rules
from feedback.workshops.rules.votes import Thing
from tests.factories.people import Member
from tests.factories.votes import keys, paper, vote, vote_closed

TOLD = "Ring me: +34 612 345 678"


def handed_in(of: Member, made: Workshop) -> list[tuple[str, dict[str, int]]]:
    titles = {key: title for title, key in keys(of, made).items()}
    with of.at_work():
        return [
            (group, {titles[key]: number for key, number in said.items()}) for group, said in queries.papers(made.id)
        ]


def numbers(of: Member, made: Workshop) -> tuple[set[UUID], set[UUID], set[UUID]]:
    """Who stands at the papers, the comments and the proposals."""
    with of.at_work():
        found = (queries.votes(made.id), queries.comments(made.id), queries.proposals(made.id))
        return tuple({row.participant for row in rows} for rows in found)  # type: ignore[return-value]


def test_a_person_counts_once_and_the_newest_paper_stands(acme: Member) -> None:
    made = vote(acme)
    who = paper(acme, made, {"Chairs": 3, "Hours": 2})
    paper(acme, made, {"Chairs": 3, "Hours": 2}, who=who)
    paper(acme, made, {"Hours": 1}, "employees", who=who)
    paper(acme, made, {"Greeting": 1})
    assert sorted(handed_in(acme, made)) == [("customers", {"Greeting": 1}), ("employees", {"Hours": 1})]
    with acme.at_work():
        pulse = queries.pulse(made.id)
    assert (pulse.votes, pulse.papers) == (2, 4)


def test_what_breaks_the_rules_keeps_nothing(acme: Member) -> None:
    made = vote(acme)
    with pytest.raises(Invalid):
        paper(acme, made, {"Chairs": 3, "Hours": 3}, comments={"Chairs": "Please"}, proposal="Coffee")
    with acme.at_work():
        assert queries.pulse(made.id) == queries.Pulse(0, 0, 0, 0, 0, None)


def test_comments_are_replaced_and_proposals_stay(acme: Member) -> None:
    made = vote(acme)
    who = paper(acme, made, {"Chairs": 1}, comments={"Chairs": "My back", "Hours": "Late"}, proposal="Coffee")
    paper(acme, made, {"Chairs": 1}, comments={"Chairs": "My knees", "Hours": " "}, proposal="Coffee", who=who)
    with acme.at_work():
        own = queries.own(made.id, who)
    assert (list(own.comments.values()), own.proposals) == (["My knees"], ("Coffee",))
    for number in range(1, rules.MOST_PROPOSALS_EACH):
        paper(acme, made, {"Chairs": 1}, proposal=f"Tea {number}", who=who)
    with pytest.raises(Invalid):
        paper(acme, made, {"Chairs": 1}, proposal="One too many", who=who)


def test_where_nothing_was_to_be_proposed_nothing_is(acme: Member) -> None:
    made = vote(acme, proposals=False)
    who = paper(acme, made, {"Chairs": 1}, proposal="Coffee")
    with acme.at_work():
        assert queries.own(made.id, who).proposals == ()


def test_an_anonymous_vote_keeps_no_group_beside_words_and_no_number_of_a_person(acme: Member) -> None:
    said: dict[str, Any] = {"comments": {"Chairs": TOLD}, "proposal": TOLD}
    for anonymous, group, kept in ((False, "customers", True), (True, "", False)):
        made = vote(acme, anonymous=anonymous)
        paper(acme, made, {"Chairs": 1}, **said)
        with acme.at_work():
            written: list[Any] = [*queries.comments(made.id), *queries.proposals(made.id)]
        assert [(row.group_code, "612" in row.text) for row in written] == [(group, kept)] * 2


def test_closing_an_anonymous_vote_cuts_everybody_loose(acme: Member) -> None:
    made = vote(acme, anonymous=True)
    said: dict[str, Any] = {"comments": {"Chairs": "My back", "Hours": "Late"}, "proposal": "Coffee"}
    people = {paper(acme, made, {"Chairs": 2}, **said) for _ in range(2)}
    before = sorted(handed_in(acme, made))
    assert numbers(acme, made) == (people, people, people)
    vote_closed(acme, made)
    papers_by, comments_by, proposals_by = numbers(acme, made)
    assert [len(some) for some in (papers_by, comments_by, proposals_by)] == [2, 2, 2]
    assert len(people | papers_by | comments_by | proposals_by) == 8
    assert sorted(handed_in(acme, made)) == before
    with pytest.raises(Conflict):
        acme.do(lambda: actions.reopen_vote(workshops.workshop(made.id)).id)


def test_an_open_vote_keeps_its_numbers_and_opens_again(acme: Member) -> None:
    made = vote(acme)
    who = paper(acme, made, {"Chairs": 2})
    vote_closed(acme, made)
    assert numbers(acme, made)[0] == {who}
    with pytest.raises(Gone):
        paper(acme, made, {"Chairs": 1}, who=who)
    acme.do(lambda: actions.reopen_vote(workshops.workshop(made.id)).id)
    paper(acme, made, {"Chairs": 1}, who=who)
    assert handed_in(acme, made) == [("customers", {"Chairs": 1})]


def test_papers_carry_no_time_and_lie_in_the_order_of_random_numbers() -> None:
    assert not {"at", "voted_at", "created_at", "changed_at"} & set(table_of(Vote).c.keys())
    assert table_of(Vote).dialect_options["sqlite"]["with_rowid"] is False


def test_a_vote_needs_two_things_and_each_a_name(acme: Member) -> None:
    with pytest.raises(Invalid):
        vote(acme, ("Alone",))
    with pytest.raises(Invalid):
        vote(acme, (Thing({"en": "Chairs"}), Thing({"en": " "})))


def test_a_vote_that_is_full_takes_changes_only(acme: Member, monkeypatch: pytest.MonkeyPatch) -> None:
    made = vote(acme)
    who = paper(acme, made, {"Chairs": 1})
    monkeypatch.setattr(rules, "MOST_VOTERS", 1)
    paper(acme, made, {"Hours": 1}, who=who)
    with pytest.raises(Invalid):
        paper(acme, made, {"Hours": 1}, who=uuid4())


def test_a_proposal_becomes_one_improvement(acme: Member) -> None:
    made = vote(acme)
    paper(acme, made, {"Chairs": 1}, proposal="Coffee")
    first = uuid4()

    def become(improvement: UUID) -> object:
        return actions.became(queries.proposals(made.id)[0], improvement).id

    acme.do(lambda: become(first))
    with pytest.raises(Conflict):
        acme.do(lambda: become(uuid4()))
    with acme.at_work():
        assert queries.proposals(made.id)[0].improvement_id == first

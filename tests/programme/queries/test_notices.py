"""Reading notices: all about one thing, what everyone may read, and the scores behind them."""

from __future__ import annotations

from feedback.programme import actions, queries
from tests.factories.backlog import found, ground, listed, said_and_proposed
from tests.factories.people import Member
from tests.factories.programme import agreed, notice


def test_notices_of_one_improvement_come_drafts_first(acme: Member) -> None:
    ground(acme)
    number = agreed(acme)
    told = notice(acme, number)
    draft = notice(acme, number, published=False)
    other = notice(acme, agreed(acme))
    with acme.at_work():
        assert [one.id for one in queries.notices_about(found(number).id)] == [draft, told]
        assert {one.id for one, _ in queries.published()} == {told, other}
    acme.do(lambda: actions.take_back(told).id)
    with acme.at_work():
        assert [one.id for one, _ in queries.published()] == [other]


def test_only_scores_that_are_asked_for_are_read(acme: Member) -> None:
    with acme.at_work():
        assert queries.scores_of([]) == {}
    said_and_proposed(acme)
    first, *rest = [one.improvement.id for one in listed(acme).lines]
    assert rest
    with acme.at_work():
        assert list(queries.scores_of([first])) == [first]

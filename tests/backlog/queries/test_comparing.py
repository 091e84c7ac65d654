"""Other weights, from the figures the newest ranking left."""

from __future__ import annotations

from feedback.analysis.priority import EQUAL, Weights
from feedback.backlog.actions import ranking as actions
from feedback.backlog.queries import comparing, rankings
from feedback.backlog.queries.comparing import Named
from tests.factories.backlog import listed, said_and_proposed
from tests.factories.people import Member


def test_the_lists_own_weights_give_its_own_order(acme: Member) -> None:
    said_and_proposed(acme)
    lines = [
        (one.improvement.number, one.rank, one.score.rank_low, one.score.rank_high)
        for one in listed(acme).lines
        if one.score
    ]
    with acme.at_work():
        found = comparing.figures()
        assert found is not None
        result = comparing.compared(found, [found.weights, Weights("council", {"employees": 9}), EQUAL])
        own = [(int(one.key), one.rank, one.rank_low, one.rank_high) for one in result.orders[0].lines]
        assert own == lines, "the two pages never say two things of one line"
        assert result.orders[2] is result.orders[0], "the same weights are counted once"
        assert result.flips == []


def test_lines_are_found_by_key_and_by_place(acme: Member) -> None:
    said_and_proposed(acme)
    first, second = (one.improvement for one in listed(acme).lines)
    with acme.at_work():
        found = comparing.figures()
        assert found is not None
        assert comparing.named(["00000001"])["00000001"].number == 1
        places = comparing.at_places(found.ranking.id, [1, 2, 7])
        assert {place: line.number for place, (_, line) in places.items()} == {1: first.number, 2: second.number}
        assert comparing.separated(found, *(line for _, line in places.values())) is not None
        assert comparing.separated(found, Named(first.number, {}), Named(999, {})) is None


def test_where_nothing_was_ordered_there_are_no_figures(acme: Member) -> None:
    values = {"run_id": None, "weights_name": "equal", "weights": {}, "seed": 1, "draws": 2}
    with acme.at_work():
        assert comparing.figures() is None
    acme.do(lambda: actions.keep_order([], sheet=b"", **values))  # type: ignore[arg-type]
    with acme.at_work():
        assert rankings.newest() is not None
        assert comparing.figures() is None

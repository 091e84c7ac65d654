"""Named weights: what the order counts with."""

from __future__ import annotations

import pytest

from feedback import jobs
from feedback.backlog.actions import weights as actions
from feedback.backlog.queries import rankings as queries
from feedback.errors import Invalid
from tests.factories.backlog import listed, said_and_proposed
from tests.factories.people import Member


def keep(of: Member, name: str = "Council", **weights: float) -> None:
    of.do(lambda: actions.choose_weights(actions.save_weights(name=name, weights=weights)))


def test_the_order_counts_with_the_chosen_weights_and_says_so(acme: Member) -> None:
    said_and_proposed(acme)
    keep(acme, customers=3.0, employees=1.0)
    jobs.work_off(acme.app)
    with acme.at_work():
        ranking = queries.newest()
        assert ranking is not None
        assert (ranking.weights_name, ranking.weights) == ("Council", {"customers": 3.0, "employees": 1.0})


def test_a_group_without_weight_holds_up_no_line(acme: Member) -> None:
    said_and_proposed(acme)
    keep(acme, customers=0.0, employees=1.0)
    jobs.work_off(acme.app)
    kindness = next(one for one in listed(acme).lines if one.improvement.direction == "amplify")
    assert kindness.parts is None


def test_one_vector_counts_at_a_time_and_equal_is_none_of_them(acme: Member) -> None:
    keep(acme, "One", customers=1.0)
    keep(acme, "Two", customers=2.0)
    with acme.at_work():
        assert [(row.name, row.current) for row in queries.weight_vectors()] == [("One", False), ("Two", True)]
    acme.do(lambda: actions.choose_weights(None))
    with acme.at_work():
        assert queries.current_weights() is None


def test_the_same_name_is_a_new_agreement(acme: Member) -> None:
    keep(acme, customers=1.0)
    keep(acme, customers=2.0)
    with acme.at_work():
        assert [row.weights for row in queries.weight_vectors()] == [{"customers": 2.0}]


@pytest.mark.parametrize("weights", [{"customers": -1.0}, {"customers": 0.0}, {"customers": float("nan")}, {}])
def test_weights_that_cannot_be(acme: Member, weights: dict[str, float]) -> None:
    with pytest.raises(Invalid):
        acme.do(lambda: actions.save_weights(name="Council", weights=weights))


def test_forgotten_weights_leave_every_group_the_same(acme: Member) -> None:
    keep(acme, customers=2.0)
    acme.do(lambda: actions.forget_weights(queries.weight_vectors()[0]))
    with acme.at_work():
        assert (queries.weight_vectors(), queries.current_weights()) == ([], None)

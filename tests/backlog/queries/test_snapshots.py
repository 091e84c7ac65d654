"""What a decision was made on stays as it was, beside what is known now."""

from __future__ import annotations

from feedback.backlog.queries import improvements as queries
from feedback.backlog.queries import rankings, sentences, snapshots
from feedback.backlog.queries.snapshots import Beside, Comparison
from tests.factories.backlog import analysed, decided, improvement, listed, said_and_proposed
from tests.factories.heard import heard
from tests.factories.people import Member


def beside(of: Member, number: int) -> Comparison:
    with of.at_work():
        row = queries.improvement(number)
        decision = queries.decisions(row.id)[0]
        return snapshots.compared(decision, rankings.score(row.id), sentences.behind(row, 0).total)


def test_the_figures_of_the_decision_stay_when_more_is_said(acme: Member) -> None:
    said_and_proposed(acme)
    number = next(one.improvement.number for one in listed(acme).lines if one.improvement.direction == "reduce")
    decided(acme, number, "later", "After the summer.")
    heard(acme, "customers", "waiting", "neg", "visit", n=3)
    analysed(acme)
    found = beside(acme, number)
    assert (found.rank[0], found.people, found.sentences) == (1, (10, 13), (10, 13))
    assert found.groups == [Beside("customers", (6, 6), (9, 9)), Beside("employees", (4, 4), (4, 4))]


def test_what_was_not_ordered_has_nothing_to_compare(acme: Member) -> None:
    number = improvement(acme, cost=300, scope="quick")
    decided(acme, number)
    found = beside(acme, number)
    assert (found.rank, found.people, found.sentences, found.groups) == ((None, None), (None, None), (0, 0), [])
    kept = found.decision.frozen["inputs"]
    assert (kept["scope"], kept["cost"], kept["objective"], kept["needs"]) == ("quick", 300, None, [])


def test_a_group_that_was_kept_back_then_is_not_shown_now() -> None:
    then = {"customers": {"hidden": "too_few", "k": 5}, "employees": {"raised": 4, "n": 9}}
    now = {"customers": {"raised": 6, "n": 8}}
    assert snapshots._groups(then, now) == [Beside("customers", None, (6, 8)), Beside("employees", (4, 9), None)]

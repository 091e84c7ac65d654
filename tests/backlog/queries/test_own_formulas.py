"""The list by a formula of one's own."""

from __future__ import annotations

from feedback.analysis.priority.formula_language import FormulaError, Node
from feedback.backlog.models import Formula
from feedback.backlog.queries import comparing
from feedback.backlog.queries import own_formulas as queries
from feedback.backlog.queries.own_formulas import OwnOrder
from feedback.db import now
from tests.factories.backlog import listed, said_and_proposed
from tests.factories.people import Member


def by(of: Member, text: str, higher_first: bool = True) -> OwnOrder:
    row = Formula(name="One", text=text, higher_first=higher_first)
    with of.at_work():
        found, read = comparing.figures(), queries.read(row)
        assert found is not None and not isinstance(read, FormulaError)
        node: Node = read
        return queries.ordered(found, row, node, now().date())


def test_the_score_as_a_formula_is_the_list_and_the_lowest_first_turns_it_round(acme: Member) -> None:
    said_and_proposed(acme)
    board = [line for line in listed(acme).lines if line.parts]
    same = by(acme, "score")
    assert [one.line.number for one in same.lines] == [line.improvement.number for line in board]
    assert same.moved == []
    assert [one.placed.result.value for one in same.lines] == [line.score.value for line in board if line.score]
    turned = by(acme, "score", higher_first=False)
    assert [one.placed.moved for one in turned.lines] == [1, -1]
    assert [one.rank for one in turned.lines] == [2, 1]


def test_the_formula_of_the_score_gives_the_score(acme: Member) -> None:
    said_and_proposed(acme)
    written = by(acme, "log(reach * severity * breadth * moment / effort_likely)")
    plain = by(acme, "score")
    for one, other in zip(written.lines, plain.lines, strict=True):
        assert abs((one.placed.result.value or 0) - (other.placed.result.value or 0)) < 1e-9
    ranges, others = written.ranges(written.lines), plain.ranges(plain.lines)
    for key, one_range in ranges.items():
        assert one_range.low is not None and one_range.value is not None and one_range.low < one_range.value
        assert abs(one_range.low - (others[key].low or 0)) < 1e-6


def test_a_formula_that_was_readable_once_says_what_is_wrong_now() -> None:
    read = queries.read(Formula(name="Old", text="gone * 2"))
    assert isinstance(read, FormulaError)

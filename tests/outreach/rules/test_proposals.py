"""What a weak cell needs, in figures worked out by hand."""

from __future__ import annotations

from datetime import date
from uuid import uuid4

import pytest

from feedback.analysis.disclosure import Hidden, Shown
from feedback.analysis.sampling import Plan
from feedback.outreach.rules import proposals
from feedback.outreach.rules.coverage import Cell
from feedback.outreach.rules.proposals import Expected, Need

TODAY = date(2026, 11, 22)
HALF = Expected(0.5, 200)


def cell(state: str = "asked", n: int | None = None, rounds: int = 1, age: int | None = None) -> Cell:
    return Cell(uuid4(), uuid4(), state, n, TODAY if n else None, age=age, rounds=rounds)


def test_the_margin_is_that_of_a_share_of_one_half() -> None:
    """1.96 x sqrt(0.25 / 100) = 0.098; of 400 people x sqrt(300 / 399) = 0.085."""
    assert proposals.margin(cell(n=100), None) == pytest.approx(0.0980, abs=1e-4)
    assert proposals.margin(cell(n=100), 400) == pytest.approx(0.0850, abs=1e-4)
    assert proposals.margin(cell(n=400), 400) == 0


def test_the_size_of_the_group_counts_in_one_round_only_and_where_it_can_be_true() -> None:
    assert proposals.margin(cell(n=100, rounds=2), 400) == proposals.margin(cell(n=100), None)
    assert proposals.margin(cell(n=100), 99) == proposals.margin(cell(n=100), None)


@pytest.mark.parametrize("without", [cell(n=0), cell("too_few"), cell("not_asked"), cell("not_applicable"), cell()])
def test_without_answers_that_are_told_there_is_no_margin(without: Cell) -> None:
    assert proposals.margin(without, 100) is None


@pytest.mark.parametrize(
    ("there", "found"),
    [
        (cell("not_asked"), "not_asked"),
        (cell(n=0), "nobody"),
        (cell("too_few"), "too_few"),
        (cell(n=200, age=150), "old"),
        (cell(n=30), "wide"),
        (cell(n=200), None),
        (cell(), None),
        (cell("not_applicable"), None),
    ],
)
def test_what_is_weak(there: Cell, found: str | None) -> None:
    assert proposals.weakness(there, 10_000) == found


def test_a_small_group_that_nearly_all_answered_is_not_weak() -> None:
    assert proposals.weakness(cell(n=30), 10_000) == "wide"
    assert proposals.weakness(cell(n=30), 35) is None


@pytest.mark.parametrize(
    ("kind", "own", "expected"),
    [
        ("customer", None, Expected(0.15, None)),
        ("employee", None, Expected(0.40, None)),
        ("supplier", Hidden("too_few", 5), Expected(0.30, None)),
        ("other", None, Expected(0.20, None)),
        ("customer", Shown(0.5, 29), Expected(0.15, None)),
        ("customer", Shown(0.5, 30), Expected(0.5, 30)),
        ("customer", Shown(0.0, 300), Expected(0.02, 300)),
    ],
)
def test_what_to_expect_of_a_group(kind: str, own: proposals.Rate | None, expected: Expected) -> None:
    assert proposals.expected_rate(kind, own) == expected


def test_how_many_to_ask() -> None:
    """Of 1204 people 90 answers make +-10 points; half of those asked answer."""
    need = proposals.need(cell("not_asked"), 1204, HALF, 500)
    assert need == Need("not_asked", Plan(90, 180, True), HALF, "invite", 500)


def test_answers_that_are_there_count_unless_they_are_old_or_not_told() -> None:
    for there, answers in ((cell(n=40), 50), (cell(n=40, age=200), 90), (cell("too_few"), 90)):
        need = proposals.need(there, 1204, HALF, 0)
        assert need and need.plan.answers == answers


def test_who_answered_in_several_rounds_can_be_asked_once_more() -> None:
    """97 answers of a group without limit, 70 are there; half of those asked answer, and there are 64 or 50 people."""
    need = proposals.need(cell(n=70, rounds=2), 64, HALF, 8)
    assert need and (need.plan, need.way) == (Plan(27, 54, True), "both")
    smaller = proposals.need(cell(n=70, rounds=2), 50, HALF, 8)
    assert smaller and smaller.plan == Plan(27, 50, False)


def test_a_cell_that_is_not_weak_needs_nothing() -> None:
    assert proposals.need(cell(n=500), 1204, HALF, 500) is None


@pytest.mark.parametrize(("reachable", "way"), [(0, "link"), (99, "both"), (100, "invite"), (2000, "invite")])
def test_by_which_way(reachable: int, way: str) -> None:
    assert proposals.way_for(reachable, 100) == way


@pytest.mark.parametrize("reason", ["not_asked", "nobody", "too_few", "old", "wide"])
def test_every_weakness_says_why(reason: proposals.Weakness) -> None:
    said = str(proposals.why(reason, 150))
    assert said.endswith(".")
    assert ("150" in said) == (reason == "old")

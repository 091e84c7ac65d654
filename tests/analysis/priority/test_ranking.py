from __future__ import annotations

from math import exp, log

import numpy as np
import pytest

from feedback.analysis.priority import (
    UNSET_EFFORT,
    Effort,
    GroupEvidence,
    GroupParts,
    LineEvidence,
    Raised,
    Ranked,
    Weights,
    rank,
)
from tests.analysis.priority.backlogs import heard

FIXED = Effort(2, 2, 2)


def backlog() -> list[LineEvidence]:
    return [
        LineEvidence(f"line {place}", effort=FIXED, groups={"customers": group(600, start, start + raised)})
        for place, (start, raised) in enumerate([(0, 300), (100, 60), (200, 58), (300, 6)])
    ]


def group(people: int, first: int, last: int) -> GroupEvidence:
    everyone = np.arange(people)
    return GroupEvidence(everyone, everyone, Raised.of({person: (0.5, 1) for person in range(first, last)}))


def test_order_places_and_tiers() -> None:
    ranking = rank(backlog(), seed=1)
    found = [(line.line, line.rank, line.rank_low, line.rank_high, line.tier) for line in ranking.lines]
    assert found == [
        ("line 0", 1, 1, 1, "start"),
        ("line 1", 2, 2, 3, "unclear"),
        ("line 2", 3, 2, 3, "unclear"),
        ("line 3", 4, 4, 4, "later"),
    ]
    assert ranking.could_be_top(3) == ("line 0", "line 1", "line 2")
    assert ranking.could_be_top(1) == ("line 0",)


def test_parts_multiply_to_the_score() -> None:
    groups = {"customers": heard(10, 4, 0.5), "employees": heard(40, 2, 0.8), "suppliers": heard(9, 0)}
    [line] = rank([LineEvidence("a", moment=True, groups=groups)], seed=1, draws=50).lines
    assert line.parts is not None and line.score is not None
    product = line.parts.reach * line.parts.severity * line.parts.breadth * line.parts.moment / line.parts.effort.likely
    assert line.score == pytest.approx(log(product))
    assert line.parts.reach == pytest.approx((0.4 * 0.05) ** 0.5)
    assert (line.parts.moment, line.parts.effort, line.parts.effort_set) == (1.5, UNSET_EFFORT, False)
    assert line.groups == {
        "customers": GroupParts(pytest.approx(0.4), pytest.approx(0.5), pytest.approx(2), 10, 4),
        "employees": GroupParts(pytest.approx(0.05), pytest.approx(0.8), pytest.approx(2), 40, 2),
    }
    assert line.n == 6
    assert line.low is not None and line.high is not None and line.low < line.score < line.high


def test_reach_in_people_per_month_where_every_line_knows_who_passes() -> None:
    lines = [LineEvidence(key, groups={"g": heard(10, 4)}, passing=200.0) for key in "ab"]
    first = rank(lines, draws=20).lines[0]
    assert first.parts is not None and first.score is not None
    assert (first.parts.reach, first.groups["g"].reach) == (pytest.approx(80), pytest.approx(80))
    assert exp(first.score) == pytest.approx(80 * 0.5 / 5)
    mixed = rank([lines[0], LineEvidence("b", groups={"g": heard(10, 4)})], draws=20).lines[0]
    assert mixed.groups["g"].reach == pytest.approx(0.4)


def test_seed_in_same_out_whatever_the_order() -> None:
    there, back = rank(backlog(), seed=7, draws=200), rank(backlog()[::-1], seed=7, draws=200)
    assert there.lines == back.lines
    assert there.critical == back.critical
    assert rank(backlog(), seed=8, draws=200).critical != there.critical


def test_unset_effort_separates_nothing() -> None:
    def lines(effort: Effort | None) -> list[LineEvidence]:
        return [
            LineEvidence(key, effort=effort, groups={"g": group(600, at, at + n)})
            for key, at, n in [("a", 0, 300), ("b", 300, 120)]
        ]

    assert [line.rank_high for line in rank(lines(None), seed=1).lines] == [1, 2]
    assert [line.rank_high for line in rank(lines(Effort(1, 5, 20)), seed=1).lines] == [2, 2]


def test_same_evidence_and_another_fixed_effort_is_certain() -> None:
    lines = [
        LineEvidence(key, effort=Effort(days, days, days), groups={"g": heard(30, 9)})
        for key, days in [("a", 9), ("b", 3)]
    ]
    assert [(line.line, line.rank_low, line.rank_high) for line in rank(lines).lines] == [("b", 1, 1), ("a", 2, 2)]


def test_two_lone_voices_are_not_told_apart() -> None:
    lines = [
        LineEvidence(key, effort=FIXED, groups={"g": heard(1, 1, severity)})
        for key, severity in [("a", 0.2), ("b", 1.0)]
    ]
    assert [(line.line, line.rank_low, line.rank_high) for line in rank(lines).lines] == [("b", 1, 2), ("a", 1, 2)]


def test_lines_nobody_raised_stand_last_and_say_so() -> None:
    by_hand = [LineEvidence("by hand"), LineEvidence("asked", groups={"customers": heard(50, 0)})]
    ranking = rank([*by_hand, *backlog()], seed=1)
    assert ranking.lines[:4] == rank(backlog(), seed=1).lines
    assert [(line.line, line.rank, line.tier, line.score, line.rank_low) for line in ranking.lines[4:]] == [
        ("asked", 5, "later", None, None),
        ("by hand", 6, "later", None, None),
    ]
    assert str(ranking.lines[5].reason) == "Nobody has raised this yet: there is nothing to rank it by."
    assert ranking.could_be_top(6) == ("line 0", "line 1", "line 2", "line 3")


def test_a_group_without_weight_cannot_carry_a_line() -> None:
    [line] = rank(backlog()[:1], weights=Weights("insiders", {"customers": 0})).lines
    assert line == Ranked("line 0", 1, "later", n=300, reason=line.reason)
    assert str(line.reason) == "Only groups without weight raised this."


def test_nothing_to_rank() -> None:
    assert rank([]).lines == ()
    assert rank([]).could_be_top() == ()


def test_keys_are_unique() -> None:
    with pytest.raises(ValueError, match="own key"):
        rank([LineEvidence("a"), LineEvidence("a")])

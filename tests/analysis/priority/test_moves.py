from __future__ import annotations

import pytest

from feedback.analysis.priority import Effort, GroupEvidence, LineEvidence, Raised, rank
from tests.analysis.priority.backlogs import heard

FIXED = Effort(2, 2, 2)


def moved(line: LineEvidence) -> tuple[str, str | None, float]:
    most = rank([line], seed=1, draws=400).moved_most()[line.line]
    return most.input, most.group, most.share


def test_a_wide_effort_moves_a_line_heard_from_many() -> None:
    line = LineEvidence("a", effort=Effort(1, 5, 20), groups={"g": heard(3000, 1500)})
    assert moved(line)[:2] == ("effort", None)
    assert moved(line)[2] > 0.95


def test_few_who_raise_it_move_it_by_their_number() -> None:
    assert moved(LineEvidence("a", effort=FIXED, groups={"g": heard(400, 8)}))[:2] == ("reach", "g")


def test_the_group_with_fewer_people_moves_it() -> None:
    groups = {"many": heard(2000, 500), "few": heard(30, 4)}
    assert moved(LineEvidence("a", effort=FIXED, groups=groups))[1] == "few"


def test_opinions_far_apart_move_it_by_its_severity() -> None:
    people = range(40)
    mixed = Raised.of({person: (0.1 if person % 2 else 1.0, 1) for person in people})
    line = LineEvidence("a", effort=FIXED, groups={"g": GroupEvidence(range(42), range(42), mixed)})
    assert moved(line)[:2] == ("severity", "g")


def test_shares_are_of_the_whole() -> None:
    assert moved(LineEvidence("a", effort=FIXED, groups={"g": heard(400, 8)}))[2] == pytest.approx(1, abs=0.2)


def test_how_far_each_part_could_be_off() -> None:
    sure, few = (LineEvidence(key, effort=FIXED, groups={"g": heard(400, n)}) for key, n in (("a", 200), ("b", 8)))
    found = rank([sure, few], seed=1, draws=400).doubts()
    assert found["b"]["reach"] > found["a"]["reach"] > 0
    assert found["b"]["reach"] == pytest.approx(1 / 8**0.5, rel=0.3), "as the logarithm of a small count"

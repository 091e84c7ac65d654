from __future__ import annotations

import pytest

from feedback.analysis.disclosure import Hidden, Shown
from feedback.surveys.readings.cx_check import CONSTRUCTS, KEEPING, WINNING, read
from feedback.surveys.readings.figures import Figures

FEW = Hidden("too_few", 5)


def around(value: float, half: float = 0.2, n: int = 40) -> Shown[float]:
    return Shown(value, n, max(1.0, value - half), min(5.0, value + half))


def sides(winning: float, keeping: float, half: float = 0.2) -> dict[str, Shown[float] | Hidden]:
    return {
        **{construct: around(winning, half) for construct in WINNING},
        **{construct: around(keeping, half) for construct in KEEPING},
    }


def test_every_question_is_on_one_side() -> None:
    assert sorted(CONSTRUCTS) == sorted({*WINNING, *KEEPING})
    assert (len(WINNING), len(KEEPING)) == (4, 3)


@pytest.mark.parametrize(
    ("figures", "verdict"),
    [
        pytest.param(sides(2.4, 4.3), "winning", id="clearly winning"),
        pytest.param(sides(4.3, 2.4), "keeping", id="clearly keeping"),
        pytest.param(sides(3.4, 3.5), "close", id="alike"),
        pytest.param(sides(3.0, 4.0, 1.0), "close", id="far apart, but with few answers"),
        pytest.param(sides(4.5, 4.8), "neither", id="all good, though apart"),
        pytest.param(sides(4.1, 4.8), "winning", id="perhaps not all good"),
        pytest.param(sides(2.0, 2.1), "close", id="both weak"),
        pytest.param(dict.fromkeys(CONSTRUCTS, FEW), "too_few", id="nothing shown"),
        pytest.param({}, "too_few", id="nothing asked"),
        pytest.param({**sides(2.4, 4.3), **dict.fromkeys(WINNING[:2], FEW)}, "too_few", id="half of winning hidden"),
        pytest.param({**sides(2.4, 4.3), WINNING[0]: FEW}, "winning", id="three of four are enough"),
        pytest.param({**sides(4.3, 2.4), "cx_politeness_problem": Hidden("nobody")}, "keeping", id="nobody had one"),
        pytest.param({**sides(4.3, 2.4), **dict.fromkeys(KEEPING[:2], FEW)}, "too_few", id="one of three is not"),
    ],
)
def test_the_verdict(figures: Figures, verdict: str) -> None:
    reading = read(figures)
    assert reading.verdict == verdict
    assert (reading.difference is None) is (verdict == "too_few")


def test_every_verdict_has_its_own_sentence() -> None:
    found = [read(one).sentence.id for one in (sides(2, 4.5), sides(4.5, 2), sides(3, 3), sides(5, 5), {})]
    assert len(set(found)) == 5
    assert [sentence.startswith("Cannot tell yet") for sentence in found] == [False, False, True, False, True]


def test_weak_spots_are_what_is_surely_not_good_the_weakest_first() -> None:
    figures = {**sides(4.5, 4.5), "cx_trust": around(2.0), "cx_benefits": around(3.1), "cx_care": around(3.9)}
    assert read(figures).weak == ("cx_trust", "cx_benefits")


@pytest.mark.parametrize(
    ("new", "problem", "sign"), [(4.5, 2.5, 1), (2.5, 4.5, -1), (3.5, 3.6, 0)], ids=["worse", "better", "alike"]
)
def test_the_politeness_pair(new: float, problem: float, sign: int) -> None:
    pair = read({"cx_politeness_new": around(new), "cx_politeness_problem": around(problem, n=12)}).pair
    assert pair.difference is not None
    assert pair.difference.sign == sign
    assert pair.difference.value == pytest.approx(new - problem)
    assert pair.problem is not None and pair.problem.n == 12


def test_a_hidden_half_hides_the_difference() -> None:
    pair = read({"cx_politeness_new": around(4), "cx_politeness_problem": FEW}).pair
    assert (pair.difference, pair.problem) == (None, None)
    assert "too few" in pair.sentence.id

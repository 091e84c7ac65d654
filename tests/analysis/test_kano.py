from __future__ import annotations

import pytest

from feedback.analysis.kano import apart, read


def test_shares_and_coefficients_by_hand() -> None:
    found = read({"M": 10, "O": 20, "A": 50, "I": 10, "R": 4, "Q": 6})
    assert found is not None
    assert (found.n, found.shares["A"]) == (100, 0.5)
    assert found.better is not None and found.worse is not None
    assert (found.better.value, found.better.n) == (pytest.approx(70 / 90), 90)
    assert (found.worse.value, found.worse.n) == (pytest.approx(30 / 90), 90)
    assert found.better.low is not None and found.better.high is not None
    assert found.better.low < 70 / 90 < found.better.high
    assert (found.leading, found.next, found.clear, found.confused) == ("A", "O", True, False)


@pytest.mark.parametrize(("most", "second", "n", "clear"), [(30, 10, 50, True), (22, 18, 50, False), (5, 5, 10, False)])
def test_when_two_categories_cannot_be_told_apart(most: int, second: int, n: int, clear: bool) -> None:
    assert apart(most, second, n) is clear


def test_equal_counts_put_what_is_missed_most_first_and_are_not_clear() -> None:
    found = read({"I": 5, "M": 5, "A": 5})
    assert found is not None and (found.leading, found.next, found.clear) == ("M", "A", False)


def test_many_contradictions_put_the_question_in_doubt() -> None:
    found = read({"M": 4, "Q": 2})
    assert found is not None and found.confused


def test_nobody_answered_or_nobody_cares() -> None:
    assert read({"half": 3}) is None
    found = read({"R": 3})
    assert found is not None and (found.better, found.worse, found.leading) == (None, None, "R")

from __future__ import annotations

import numpy as np
import pytest

from feedback.analysis.priority import Effort, GroupEvidence, LineEvidence, Raised, Ranking, Separation, rank

FIXED = Effort(2, 2, 2)


def group(people: int, first: int, last: int) -> GroupEvidence:
    everyone = np.arange(people)
    return GroupEvidence(everyone, everyone, Raised.of({person: (0.5, 1) for person in range(first, last)}))


def two_lines(times: int = 1, effort: Effort = FIXED) -> Ranking:
    """60 of 300 against 46 of 300, and the same shares of as many times the people."""
    people = 300 * times
    lines = [
        LineEvidence("a", effort=effort, groups={"customers": group(people, 0, 60 * times)}),
        LineEvidence("b", effort=effort, groups={"customers": group(people, 150 * times, 196 * times)}),
    ]
    return rank(lines, seed=3)


def test_so_many_more_answers_do_separate() -> None:
    before = two_lines().answers_to_separate("a", "b")
    assert before.group == "customers" and before.reason is None and before.answers is not None
    # variance of the log ratio, 1/60 + 1/46, must fall to (log(60/46) / critical)^2 with 300 / (300 + x)
    variance, needed = 1 / 60 + 1 / 46, (np.log(60 / 46) / two_lines().critical) ** 2
    assert before.answers == pytest.approx(300 * (variance / needed - 1), rel=0.15)
    assert str(two_lines(times=3).answers_to_separate("a", "b").reason) == "These two are already apart."


def test_equal_lines_are_not_told_apart_by_asking() -> None:
    lines = [
        LineEvidence(key, effort=FIXED, groups={"g": group(100, at, at + 20)}) for key, at in [("a", 0), ("b", 50)]
    ]
    outcome = rank(lines, seed=1).answers_to_separate("a", "b")
    assert (outcome.group, outcome.answers) == (None, None)
    assert "so close" in str(outcome.reason)


def test_wide_efforts_keep_them_together() -> None:
    outcome = two_lines(effort=Effort(1, 5, 20)).answers_to_separate("a", "b")
    assert outcome.answers is None
    assert str(outcome.reason) == "What keeps these two together is their effort: estimate it more closely."


def test_the_group_that_needs_fewest_is_named() -> None:
    lines = [
        LineEvidence("a", effort=FIXED, groups={"customers": group(3000, 0, 600), "employees": group(30, 0, 9)}),
        LineEvidence("b", effort=FIXED, groups={"customers": group(3000, 1500, 1950), "employees": group(30, 15, 22)}),
    ]
    outcome = rank(lines, seed=3).answers_to_separate("a", "b")
    assert outcome.group == "employees"
    assert outcome.answers is not None and outcome.answers > 0


def test_fixed_difference_on_the_same_evidence_is_apart() -> None:
    lines = [
        LineEvidence(key, effort=Effort(d, d, d), groups={"g": group(50, 0, 10)}) for key, d in [("a", 1.0), ("b", 2.0)]
    ]
    assert rank(lines).answers_to_separate("a", "b") == Separation(
        reason=rank(lines).answers_to_separate("b", "a").reason
    )


def test_lines_without_a_score_are_unknown_here() -> None:
    with pytest.raises(KeyError):
        two_lines().answers_to_separate("a", "by hand")

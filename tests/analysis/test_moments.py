from __future__ import annotations

import pytest

from feedback.analysis.drivers import Association
from feedback.analysis.moments import StageFacts, moments


def kinds(*stages: StageFacts) -> list[tuple[str, str]]:
    return [(moment.stage, moment.kind) for moment in moments(stages)]


def driven(stage: str, r: float, spread: float | None, n: int = 50) -> StageFacts:
    return StageFacts(stage, driver=Association(r, r - 0.1, r + 0.1, n), spread=spread)


def test_truth_where_weight_and_spread_are_both_in_the_upper_third() -> None:
    stages = [driven("book", 0.2, 0.9), driven("wait", 0.7, 1.4), driven("pay", 0.3, 1.0)]
    assert kinds(*stages) == [("wait", "truth")]
    assert kinds(driven("book", 0.2, 1.5), driven("wait", 0.7, 1.4), driven("pay", 0.3, 1.0)) == []
    assert kinds(driven("book", 0.2, 0.9), driven("wait", 0.7, None), driven("pay", 0.3, 1.0)) == []


def test_a_stage_that_goes_against_the_verdict_is_no_moment() -> None:
    assert kinds(driven("a", -0.1, 1.4), driven("b", -0.5, 1.0), driven("c", -0.6, 0.9)) == []


def test_truth_where_a_tenth_thought_of_giving_up() -> None:
    assert kinds(StageFacts("wait", asked_giving_up=30, gave_up=3)) == [("wait", "truth")]
    assert kinds(StageFacts("wait", asked_giving_up=30, gave_up=2)) == []
    assert kinds(StageFacts("wait", asked_giving_up=4, gave_up=2, k=5)) == []
    assert kinds(StageFacts("wait")) == []


def test_pain_where_the_lower_bound_is_above_three_tenths() -> None:
    # lower 90 % Wilson bounds: 5 of 10 is 0.269, 6 of 10 is 0.353
    assert kinds(StageFacts("wait", wrote=10, negative=6)) == [("wait", "pain")]
    assert kinds(StageFacts("wait", wrote=10, negative=5)) == []
    assert kinds(StageFacts("wait", wrote=4, negative=4, k=5)) == []


def test_both_at_once_each_with_its_reason() -> None:
    found = moments([StageFacts("wait", asked_giving_up=40, gave_up=9, wrote=20, negative=15)])
    assert [str(moment.reason) for moment in found] == [
        "22% thought of giving up here (40 people).",
        "75% of those who wrote about it felt badly (20 people).",
    ]


def test_reason_of_a_driver_says_how_many_people() -> None:
    stages = [driven("book", 0.2, 0.9), driven("wait", 0.7, 1.4, n=61), driven("pay", 0.3, 1.0)]
    [moment] = moments(stages)
    assert moment.reason.params == {"n": 61}
    assert "61 people" in str(moment.reason)


def test_counts_are_checked() -> None:
    with pytest.raises(ValueError, match="was asked"):
        StageFacts("wait", asked_giving_up=1, gave_up=2)
    with pytest.raises(ValueError, match="wrote"):
        StageFacts("wait", wrote=1, negative=2)

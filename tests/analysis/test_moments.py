from __future__ import annotations

import numpy as np
import pytest

from feedback.analysis.drivers import Association
from feedback.analysis.moments import StageFacts, moments
from feedback.analysis.statistics import Estimate, mean_interval


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
        "22% thought of giving up here (12% to 38%; 40 people).",
        "75% of those who wrote about it felt badly (57% to 87%; 20 people).",
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


def scored(stage: str, value: float, half: float, n: int = 40, **facts: object) -> StageFacts:
    return StageFacts(stage, score=Estimate(value, value - half, value + half, n), **facts)  # type: ignore[arg-type]


def test_silent_where_people_tell_of_a_stage_without_contact() -> None:
    # 12 of 80: 95 % Wilson bounds 8.8 % and 24.4 %.
    [moment] = moments([StageFacts("wait", wrote=12, heard=80, contact=False)])
    assert moment.kind == "silent"
    assert moment.reason.params == {"n": 12, "heard": 80, "low": 9, "high": 24}
    assert kinds(StageFacts("wait", wrote=12, heard=80)) == [], "the company is there: nothing is silent"
    assert kinds(StageFacts("wait", wrote=2, heard=80, contact=False)) == []
    assert kinds(StageFacts("wait", wrote=4, heard=80, contact=False, k=5)) == []


def test_silent_where_the_score_falls_across_a_stage_without_contact() -> None:
    # 4.2 ± 0.3 before, 3.4 ± 0.4 after: the fall is 0.8 with ± √(0.3² + 0.4²) = 0.5, so 0.3 to 1.3.
    before, after, quiet = scored("book", 4.2, 0.3), scored("visit", 3.4, 0.4), StageFacts("wait", contact=False)
    [moment] = moments([before, quiet, after])
    assert (moment.stage, moment.kind) == ("wait", "silent")
    assert moment.reason.params == {"points": 0.8, "low": 0.3, "high": 1.3}
    assert str(moment.reason).endswith("by 0.8 points of 1 to 5 (0.3 to 1.3).")


def test_a_fall_that_may_be_chance_a_rise_and_few_people_make_no_silence() -> None:
    quiet = StageFacts("wait", contact=False)
    assert kinds(scored("book", 4.0, 0.3), quiet, scored("visit", 3.6, 0.4)) == []
    assert kinds(scored("book", 3.0, 0.1), quiet, scored("visit", 4.0, 0.1)) == []
    assert kinds(scored("book", 4.2, 0.3), quiet, StageFacts("visit"), scored("pay", 2.0, 0.1)) == []
    assert kinds(quiet, scored("visit", 2.0, 0.1)) == [] == kinds(scored("visit", 2.0, 0.1), quiet)
    assert kinds(scored("book", 4.2, 0.3, n=4, k=5), quiet, scored("visit", 3.0, 0.3)) == []


def test_every_silent_stage_between_two_contacts_is_told() -> None:
    stages = [scored("book", 4.5, 0.2), StageFacts("a", contact=False), StageFacts("b", contact=False)]
    assert kinds(*stages, scored("visit", 3.0, 0.2)) == [("a", "silent"), ("b", "silent")]


def test_a_fall_by_chance_is_taken_for_silence_at_most_as_often_as_said() -> None:
    """The same true score before and after, 25 people each: at most 2.5 % of falls, by simulation with a fixed seed."""
    draw, rounds, wrong = np.random.default_rng(29), 800, 0
    for _ in range(rounds):
        before, after = (mean_interval(draw.binomial(4, 0.6, 25) + 1.0, ends=(1, 5)) for _ in range(2))
        stages = [StageFacts("a", score=before), StageFacts("wait", contact=False), StageFacts("b", score=after)]
        wrong += bool(moments(stages))
    assert wrong / rounds <= 0.03

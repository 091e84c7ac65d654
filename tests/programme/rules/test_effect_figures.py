"""What a check comes to, from what people said."""

from __future__ import annotations

from uuid import UUID, uuid4

import pytest

from feedback.analysis.effect_checks import Sample
from feedback.programme.rules.effect_figures import Said, Weighed, wanted, weigh

STAGE, OTHER, THIRD, FOURTH = (uuid4() for _ in range(4))
LOW = Sample.of([2.0] * 10 + [3.0] * 20 + [4.0] * 10)
HIGH = Sample.of([3.0] * 10 + [4.0] * 20 + [5.0] * 10)
FEW = Sample.of([3.0] * 9)


def weighed(said: Said, journey: dict[UUID, Said] | None = None, *, minimum: float = 0.5, look: int = 1) -> Weighed:
    return weigh(STAGE, said, journey or {}, list(journey or {}), direction="up", minimum=minimum, look=look)


def test_a_fresh_baseline_is_what_counts() -> None:
    found = weighed(Said(chosen=HIGH, fresh=LOW, after=HIGH))
    assert (found.baseline, found.before_people, found.verdict) == ("fresh", 40, "improved")
    assert found.effect is not None and found.effect.value == pytest.approx(1.0)


def test_controls_count_where_both_sides_answered() -> None:
    journey = {OTHER: Said(fresh=LOW, after=HIGH), THIRD: Said(fresh=LOW, after=FEW), FOURTH: Said(after=HIGH)}
    found = weighed(Said(fresh=LOW, after=HIGH), journey)
    assert list(found.controls) == [OTHER]
    assert found.effect is not None and found.own is not None
    assert found.effect.value == pytest.approx(0.0)
    assert found.own.value == pytest.approx(1.0)
    assert found.others > 0


def test_the_old_baseline_is_pulled_up_where_it_was_the_worst() -> None:
    journey = {one: Said(chosen=HIGH, after=HIGH) for one in (OTHER, THIRD, FOURTH)}
    found = weighed(Said(chosen=LOW, fresh=FEW, after=HIGH), journey)
    assert (found.baseline, found.before_people) == ("old", 40)
    assert found.before is not None and LOW.mean < found.before.value < HIGH.mean


def test_without_a_journey_to_pull_towards_there_is_no_baseline() -> None:
    found = weighed(Said(chosen=LOW, after=HIGH))
    assert (found.baseline, found.effect, found.verdict) == ("none", None, "not_enough")


def test_too_few_after_the_work_are_not_enough() -> None:
    found = weighed(Said(fresh=LOW, after=FEW))
    assert (found.baseline, found.effect, found.verdict) == ("fresh", None, "not_enough")


def test_a_later_look_has_a_wider_interval() -> None:
    first, second = (weighed(Said(fresh=LOW, after=HIGH), look=look).effect for look in (1, 2))
    assert first is not None and second is not None
    assert second.low < first.low < first.high < second.high


def needs(said: Said, *, begun: bool, controls: int = 0, minimum: float = 0.5) -> tuple[int | None, int | None]:
    found = wanted(said, weighed(said), minimum=minimum, variance=1.44, begun=begun, controls=controls)
    return found.before, found.after


def test_before_the_work_both_sides_are_wanted_and_controls_cost_more() -> None:
    assert needs(Said(), begun=False) == (100, 100)
    assert needs(Said(), begun=False, controls=1) == (199, 199)
    assert needs(Said(fresh=LOW), begun=False) == (36, 36)


def test_afterwards_the_baseline_is_what_it_is() -> None:
    assert needs(Said(fresh=LOW), begun=True) == (None, 30)
    assert needs(Said(fresh=LOW), begun=True, minimum=0.3) == (None, None)
    assert needs(Said(), begun=True) == (None, None)


def test_what_is_wanted_tells_nothing_of_what_came_of_it() -> None:
    assert needs(Said(fresh=LOW, after=HIGH), begun=True) == needs(Said(fresh=LOW, after=LOW), begun=True)

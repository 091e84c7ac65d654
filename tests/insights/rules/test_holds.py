from __future__ import annotations

import pytest

from feedback.insights.rules.holds import Agreed, agreed, agreement, has_hold


def test_who_says_that_it_is_a_moment() -> None:
    assert agreement({"computed", "declared"}) == "both"
    assert agreement(["computed"]) == "computed"
    assert agreement(["declared", "declared"]) == "declared"
    assert agreement([]) is None


def test_agreement_counted_over_the_stages() -> None:
    # By hand: six stages, one without a moment; 2 of the 5 moments are both, so they are alike in 2 ÷ 5.
    stages = [{"computed", "declared"}, {"computed"}, {"declared"}, set(), {"declared"}, {"declared", "computed"}]
    found = agreed(stages)
    assert found == Agreed(both=2, computed=1, declared=2)
    assert (found.all, found.alike) == (5, pytest.approx(0.4))
    assert agreed([set(), set()]).alike is None


def test_what_the_company_can_act_with() -> None:
    assert has_hold(1, [])
    assert has_hold(0, [("process", "working")])
    assert has_hold(0, [("tool", "failing")])
    assert has_hold(0, [("process", "")])
    assert not has_hold(0, [("process", "missing"), ("tool", "missing"), ("wait", ""), ("front", "")])
    assert not has_hold(0, [])

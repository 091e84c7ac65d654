from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedback.analysis.convergence import GroupShare, GroupVoice, converge, negative_share


def voice(wrote: int, raised: int, negative: int = 0, mentions: int | None = None, k: int = 1) -> GroupVoice:
    return GroupVoice(True, wrote, raised, raised if mentions is None else mentions, negative, k)


NOT_ASKED = GroupVoice(asked=False)


def test_shared_by_two_groups_that_surely_raise_it() -> None:
    # lower 90 % bounds: 20 of 100 is 0.142, 5 of 20 is 0.128
    point = converge({"customers": voice(100, 20), "employees": voice(20, 5), "suppliers": NOT_ASKED})
    assert (point.kind, point.raised_by) == ("shared", ("customers", "employees"))
    assert point.strength == pytest.approx((0.2 * 0.25) ** 0.5)
    assert point.groups["suppliers"] == GroupShare(asked=False, shown=False)


def test_share_and_bounds_are_of_people_who_wrote() -> None:
    share = converge({"customers": voice(100, 20, 9, 30)}).groups["customers"]
    assert (share.asked, share.shown, share.n, share.people, share.share) == (True, True, 100, 20, 0.2)
    assert (share.low, share.high) == (pytest.approx(0.1425, abs=1e-4), pytest.approx(0.2733, abs=1e-4))
    assert share.negative == pytest.approx(0.3)


def test_two_people_are_not_enough_in_a_group() -> None:
    assert converge({"customers": voice(100, 20), "employees": voice(4, 2)}).kind == "unknown"
    assert converge({"customers": voice(100, 20), "employees": voice(4, 3)}).kind == "shared"


def test_where_the_mode_asks_for_k_people_three_are_not_enough() -> None:
    groups = {"customers": voice(100, 20), "employees": voice(20, 4, k=5)}
    assert converge(groups).kind == "unknown"
    assert converge(groups | {"employees": voice(20, 5, k=5)}).kind == "shared"


def test_lower_bound_decides_and_can_be_set() -> None:
    # 4 of 40 is 10 %, but its lower 90 % bound is 0.0466
    groups = {"customers": voice(100, 20), "employees": voice(40, 4)}
    assert converge(groups).kind == "unknown"
    assert converge(groups, share_needed=0.04).kind == "shared"


def test_specific_stands_above_every_other_asked_group() -> None:
    # customers from 0.33, employees up to 0.064, suppliers up to 0.213
    groups = {"customers": voice(100, 41), "employees": voice(40, 0), "suppliers": voice(10, 0)}
    assert converge(groups).kind == "specific"
    assert converge(groups | {"suppliers": voice(3, 0)}).kind == "unknown"
    assert converge(groups | {"suppliers": NOT_ASKED}).kind == "specific"


def test_alone_is_not_specific_when_nobody_else_was_heard() -> None:
    assert converge({"customers": voice(100, 41)}).kind == "unknown"
    assert converge({"customers": voice(100, 41), "employees": NOT_ASKED}).kind == "unknown"
    assert converge({"customers": voice(100, 41), "employees": GroupVoice(asked=True)}).kind == "unknown"
    assert converge({"customers": voice(100, 41), "employees": voice(4, 0, k=5)}).kind == "unknown"


def test_contested_when_two_groups_feel_opposite() -> None:
    groups = {"customers": voice(100, 30, negative=27), "employees": voice(60, 20, negative=2)}
    assert converge(groups).kind == "contested"
    assert converge(groups | {"employees": voice(60, 20, negative=11)}).kind == "shared"
    # on opposite sides, but 18 of 30 reaches down to 0.45 and 4 of 10 up to 0.65
    overlapping = {"customers": voice(100, 30, negative=18), "employees": voice(60, 10, negative=4)}
    assert converge(overlapping).kind == "shared"


def test_a_person_who_says_it_three_times_is_one_voice() -> None:
    thrice = negative_share(voice(10, 4, negative=12, mentions=12))
    assert thrice == negative_share(voice(10, 4, negative=4, mentions=4))
    assert thrice is not None and thrice.n == 4
    assert negative_share(voice(10, 0)) is None


def test_not_asked_at_all() -> None:
    assert converge({"customers": NOT_ASKED, "employees": NOT_ASKED}).kind == "not_asked"
    assert converge({}).kind == "not_asked"
    assert converge({"customers": GroupVoice(asked=True)}).kind == "unknown"


def test_few_people_show_nothing() -> None:
    hidden = GroupShare(asked=True, shown=False)
    assert converge({"e": voice(4, 3, k=5)}).groups["e"] == hidden
    assert converge({"e": voice(20, 4, k=5)}).groups["e"] == hidden
    silent = converge({"e": voice(20, 0, k=5)}).groups["e"]
    assert (silent.shown, silent.people, silent.share, silent.negative) == (True, 0, 0.0, None)


def test_counts_are_checked() -> None:
    with pytest.raises(ValueError, match="among"):
        GroupVoice(True, wrote=2, raised=3)
    with pytest.raises(ValueError, match="among"):
        GroupVoice(True, wrote=3, raised=3, mentions=1, negative=2)


@given(st.lists(st.tuples(st.integers(0, 80), st.integers(0, 80), st.integers(0, 80)), min_size=1, max_size=4))
def test_order_of_groups_does_not_matter(sizes: list[tuple[int, int, int]]) -> None:
    voices = {
        f"g{place}": voice(wrote, min(raised, wrote), min(negative, raised, wrote))
        for place, (wrote, raised, negative) in enumerate(sizes)
    }
    there, back = converge(voices), converge(dict(reversed(voices.items())))
    assert (there.kind, set(there.raised_by)) == (back.kind, set(back.raised_by))
    assert there.groups == back.groups
    assert (there.kind in ("shared", "contested")) == (len(there.raised_by) >= 2)

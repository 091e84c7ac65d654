from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedback.journeys.rules.claims import FAMILIES, KINDS, Says, Side, State, Support, outweighs, state

TODAY = date(2026, 6, 1)


def says(kind: str, people: int = 1, *, against: bool = False, days: int | None = 10, k: int = 1) -> Support:
    newest = None if days is None else TODAY - timedelta(days=days)
    return Support(kind, "against" if against else "for", people, newest, k)


def of(*supports: Support, reason: str = "") -> State:
    return state(supports, reason=reason, today=TODAY, half_life_days=365)


def test_nothing_is_assumed_and_a_reason_is_reasoned() -> None:
    assert of().code == "assumed"
    assert of(reason="  ").code == "assumed"
    assert of(reason="Our reception tells so.").code == "reasoned"


def test_five_people_of_five_are_enough_and_four_are_not() -> None:
    assert of(says("theme", 5)).code == "validated"
    assert of(says("theme", 4)).code == "reasoned"
    assert of(*[says("evidence")] * 5).code == "validated"


def test_a_survey_that_asks_for_more_people_gets_them() -> None:
    assert of(says("question", 9, k=10)).code == "reasoned"
    assert of(says("question", 10, k=10)).code == "validated"


@pytest.mark.parametrize(
    ("yes", "no", "code"),
    [
        (5, 0, "validated"),
        (8, 1, "validated"),
        (8, 2, "reasoned"),
        (7, 3, "reasoned"),
        (15, 5, "validated"),
        (1, 8, "refuted"),
        (5, 15, "refuted"),
        (5, 5, "reasoned"),
    ],
)
def test_both_sides_are_weighed_by_the_wilson_bound(yes: int, no: int, code: str) -> None:
    """By hand, lower bounds: 5/5 0.566, 8/9 0.565, 8/10 0.490, 7/10 0.397, 15/20 0.531."""
    assert of(says("question", yes), says("question", no, against=True)).code == code


def test_two_independent_kinds_are_enough_with_few_people() -> None:
    found = of(says("evidence"), says("note"))
    assert (found.code, found.kinds) == ("validated", ("words", "noted"))
    assert of(says("evidence"), says("theme", 3)).code == "reasoned", "a theme is made of the same words"
    assert of(says("note"), says("cluster", 9)).code == "reasoned", "a workshop is one kind, and did not live it"


def test_two_kinds_against_refute_and_one_voice_for_takes_that_back() -> None:
    assert of(says("evidence", against=True), says("note", against=True)).code == "refuted"
    assert of(says("evidence", against=True), says("note", against=True), says("question", 1)).code == "reasoned"


def test_people_who_lived_it_decide_before_those_who_serve_them() -> None:
    insiders = [says("note", 40, against=True), says("evidence", 1, against=True)]
    assert of(says("question", 9), *insiders).code == "validated"


def test_what_may_not_be_shown_counts_as_nothing() -> None:
    assert of(says("theme", 0), says("note", 0)).code == "assumed"


def test_too_old_is_reasoned_and_asks_again() -> None:
    found = of(says("theme", 50, days=366))
    assert (found.code, found.ask_again) == ("reasoned", True)
    assert of(says("theme", 50, days=365)).code == "validated"
    undated = of(says("theme", 50, days=None))
    assert (undated.code, undated.ask_again) == ("reasoned", True)
    refuted_once = of(says("theme", 50, against=True, days=400))
    assert (refuted_once.code, refuted_once.ask_again) == ("reasoned", True)


def test_what_is_old_does_not_weigh_against_what_is_fresh() -> None:
    assert of(says("theme", 50, against=True, days=400), says("question", 6)).code == "validated"


def test_some_against_alone_stays_assumed_and_says_so() -> None:
    found = of(says("evidence", 2, against=True))
    assert (found.code, found.against, str(found.why)) == (
        "assumed", 2, "Something speaks against it, not yet enough."
    )  # fmt: skip


def test_people_of_one_side_are_never_counted_twice() -> None:
    side = Side([says("evidence"), says("evidence"), says("theme", 4), says("theme", 3), says("note")])
    assert (side.by_family, side.people, side.lived) == ({"words": 4, "noted": 1}, 4, 4)
    assert Side([says("cluster", 3)]).lived == 0


def test_every_kind_has_a_name() -> None:
    assert set(FAMILIES.values()) == set(KINDS)


def test_the_bound_above_one_half() -> None:
    assert [outweighs(*pair) for pair in ((0, 0), (4, 4), (5, 5), (10, 20))] == [False, True, True, False]


SUPPORTS = st.lists(
    st.builds(
        says, st.sampled_from(sorted(FAMILIES)), st.integers(0, 40), against=st.booleans(), days=st.integers(0, 800)
    ),
    max_size=6,
)


def turned(supports: Sequence[Support]) -> list[Support]:
    other: dict[Says, Says] = {"for": "against", "against": "for"}
    return [Support(one.kind, other[one.says], one.people, one.newest, one.k) for one in supports]


@given(SUPPORTS)
def test_the_same_care_for_both_sides(supports: list[Support]) -> None:
    there, back = of(*supports).code, of(*turned(supports)).code
    assert (there == "validated") == (back == "refuted")
    assert (there == "refuted") == (back == "validated")

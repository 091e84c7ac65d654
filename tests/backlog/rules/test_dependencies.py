"""What comes before what never goes round in a circle."""

from __future__ import annotations

from uuid import UUID, uuid4

from hypothesis import given
from hypothesis import strategies as st

from feedback.backlog.rules.dependencies import circles, reached

A, B, C, D = (uuid4() for _ in range(4))
CHAIN = {A: {B}, B: {C}}


def test_what_waits_for_it_cannot_come_before_it() -> None:
    assert circles(CHAIN, C, [A, B, C, D]) == {A, B, C}
    assert circles(CHAIN, A, [B, C, D]) == frozenset()
    assert circles({}, A, [A]) == {A}


def test_everything_before_it_is_reached_once() -> None:
    assert reached(CHAIN, A) == {B, C}
    assert reached({A: {B}, B: {A}}, A) == {A, B}, "a circle that is there does not hang"


@given(st.lists(st.tuples(st.integers(0, 6), st.integers(0, 6)), max_size=25))
def test_links_taken_one_by_one_never_make_a_circle(wished: list[tuple[int, int]]) -> None:
    ids = [UUID(int=one) for one in range(7)]
    needs: dict[UUID, set[UUID]] = {}
    for one, other in wished:
        if not circles(needs, ids[one], [ids[other]]):
            needs.setdefault(ids[one], set()).add(ids[other])
    assert all(one not in reached(needs, one) for one in ids)

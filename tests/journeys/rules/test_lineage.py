"""Where what was collected at stages counts, for every history of splits and merges."""

from __future__ import annotations

from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedback.errors import Invalid
from feedback.journeys.rules import lineage
from feedback.journeys.rules.lineage import Lineage, Passage


def stage(number: int) -> UUID:
    return UUID(int=number + 1)


A, B, C, D, E = (stage(number) for number in range(5))
ACTS = st.lists(st.tuples(st.booleans(), st.integers(0, 99), st.integers(2, 4)), max_size=12)


def history(acts: list[tuple[bool, int, int]]) -> tuple[list[Passage], list[UUID], int]:
    """The passages of a journey of five stages after these acts, its stages today, and all there ever were."""
    passages: list[Passage] = []
    today, made = [A, B, C, D, E], 5
    for splits, where, count in acts:
        place = where % len(today)
        if splits:
            new = [stage(made + number) for number in range(count)]
            made += count
            passages += [Passage(today[place], one, 1 / count) for one in new]
            today[place : place + 1] = new
        else:
            merged = today[place : place + count]
            passages += [Passage(one, merged[0], 1.0) for one in merged[1:]]
            today[place : place + count] = merged[:1]
    return passages, today, made


@given(ACTS)
def test_standing_is_where_it_stands_already(acts: list[tuple[bool, int, int]]) -> None:
    passages, _, made = history(acts)
    known = Lineage(passages)
    for one in map(stage, range(made)):
        assert known.standing(known.standing(one)) == known.standing(one)
        assert one in known.parts(known.standing(one))


@given(ACTS)
def test_what_goes_on_is_what_there_was(acts: list[tuple[bool, int, int]]) -> None:
    passages, today, made = history(acts)
    known = Lineage(passages)
    for one in map(stage, range(made)):
        heirs = known.heirs(one)
        assert sum(heirs.values()) == pytest.approx(1)
        assert set(heirs) <= set(today)


@given(ACTS)
def test_today_holds_every_stage_once_and_no_one_twice(acts: list[tuple[bool, int, int]]) -> None:
    """What counts at a stage of today does not stand before another as well: nobody is counted twice."""
    passages, today, made = history(acts)
    known = Lineage(passages)
    standing = [known.standing(one) for one in map(stage, range(made))]
    wholes = set(known.split)
    assert all(one in today or one in wholes for one in standing)
    for one in today:
        assert known.standing(one) == one
        for before, share in known.before(one):
            assert before not in today
            assert 0 < share <= 1


@given(ACTS)
def test_the_shares_of_a_whole_sum_to_it(acts: list[tuple[bool, int, int]]) -> None:
    passages, today, _ = history(acts)
    known = Lineage(passages)
    given_on: dict[UUID, float] = {}
    for one in today:
        for whole, share in known.before(one):
            given_on[whole] = given_on.get(whole, 0) + share
    for whole, total in given_on.items():
        assert total == pytest.approx(1), whole


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5)), max_size=20))
def test_passages_in_a_circle_end_somewhere(pairs: list[tuple[int, int]]) -> None:
    known = Lineage(Passage(stage(old), stage(new), 1.0) for old, new in pairs)
    for one in map(stage, range(6)):
        assert known.standing(known.standing(one)) == known.standing(one)
        assert one not in known.heirs(one) or known.heirs(one) == {one: 1.0}


def test_a_merged_stage_counts_at_its_successor() -> None:
    known = Lineage([Passage(B, A, 1.0), Passage(A, C, 1.0)])
    assert [known.standing(one) for one in (A, B, C, D)] == [C, C, C, D]
    assert set(known.parts(C)) == {A, B, C}
    assert (known.before(C), known.moved) == ((), {B: C, A: C})


def test_a_split_stage_keeps_its_past_to_itself() -> None:
    known = Lineage([Passage(A, B, 0.75), Passage(A, C, 0.25), Passage(B, D, 1.0)])
    assert known.standing(A) == A
    assert (known.before(D), known.before(C), known.before(A)) == (((A, 0.75),), ((A, 0.25),), ())
    assert (known.heirs(A), known.after(A)) == ({D: 0.75, C: 0.25}, ((B, 0.75), (C, 0.25)))
    assert dict(known.split) == {A: (C, D)}


def test_a_wish_about_a_stage_is_about_what_it_became_and_what_it_was() -> None:
    known = Lineage([Passage(A, B, 0.75), Passage(A, C, 0.25), Passage(E, A, 1.0)])
    assert known.kin(B) == {A, B, E}
    assert known.kin(E) == {A, B, C, E}
    assert known.kin(D) == {D}


def test_what_was_split_and_comes_together_again_is_one_past() -> None:
    known = Lineage([Passage(A, B, 0.5), Passage(A, C, 0.5), Passage(C, B, 1.0)])
    assert (known.standing(A), known.standing(C), known.before(B), dict(known.split)) == (B, B, (), {})


def test_a_part_that_is_split_again_has_two_pasts() -> None:
    known = Lineage([Passage(A, B, 0.5), Passage(A, C, 0.5), Passage(B, D, 0.4), Passage(B, E, 0.6)])
    assert known.before(E) == ((B, 0.6), (A, 0.3))


@pytest.mark.parametrize(("count", "parts"), [(2, [50, 50]), (3, [34, 33, 33]), (7, [15, 15, 14, 14, 14, 14, 14])])
def test_equal_parts_make_a_whole(count: int, parts: list[int]) -> None:
    assert lineage.equal_parts(count) == parts
    assert sum(lineage.shares_of(parts)) == pytest.approx(1)


@pytest.mark.parametrize(
    ("percents", "fields"),
    [
        ([100], []),
        ([60, 60], ["share_0"]),
        ([0, 100], ["share_0"]),
        ([50, None], ["share_1"]),
        ([120, -20], ["share_0", "share_1"]),
    ],
)
def test_shares_that_make_no_whole_are_refused(percents: list[float | None], fields: list[str]) -> None:
    with pytest.raises(Invalid) as refused:
        lineage.shares_of(percents)
    assert list(refused.value.fields) == fields


def test_only_neighbours_become_one() -> None:
    order = [A, B, C, D]
    assert lineage.neighbours(order, [C, B]) == [B, C]
    for chosen in ([A], [A, C], [A, E], []):
        with pytest.raises(Invalid):
            lineage.neighbours(order, chosen)

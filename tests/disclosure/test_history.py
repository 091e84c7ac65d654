"""Releases after releases: what moves on, and what they give away together."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from feedback.analysis.disclosure import Measured, Thresholds
from feedback.analysis.disclosure.audit import given_away
from feedback.disclosure.history import (
    Counted,
    Figure,
    _sizes,
    as_stored,
    audited,
    cut_kept_back,
    kept_back,
    read,
)
from feedback.disclosure.rules import WHOLE, decide

K = 5
PROTECTED = Thresholds(K, 10)


def counted(as_of: int = 1, /, **people: int) -> Counted:
    return Counted({group: {"": n} for group, n in people.items()}, dict.fromkeys(people, as_of), as_of)


@pytest.mark.parametrize(("now", "kept"), [(10, set()), (9, {"a"}), (6, {"a"}), (5, set()), (4, set())])
def test_a_group_moves_on_with_nobody_or_enough(now: int, kept: set[str]) -> None:
    assert kept_back({"a": now}, [counted(a=5)], K) == kept


def test_a_first_release_keeps_nothing_back_and_a_new_group_comes_with_enough() -> None:
    assert kept_back({"a": 2}, [], K) == set()
    assert kept_back({"a": 5, "b": 3, "c": 5}, [counted(a=5)], K) == {"b"}


def test_what_was_kept_back_counts_from_the_answers_it_shows() -> None:
    """3 new at the second release, 2 more at the third: 5 since the figure was made."""
    second = Counted({"a": {"": 8}}, {"a": 1}, 1)
    assert kept_back({"a": 9}, [counted(a=5), second], K) == {"a"}
    assert kept_back({"a": 10}, [counted(a=5), second], K) == set()


def test_a_cut_moves_on_as_a_whole() -> None:
    first = Counted({"a": {"x": 6, "y": 6}}, {"a": 1}, 1)
    assert cut_kept_back({"a": {"x": 11, "y": 6}}, [first], K) is False
    assert cut_kept_back({"a": {"x": 11, "y": 8}}, [first], K) is True
    assert cut_kept_back({"a": {"x": 1}}, [], K) is False


def figure(counted: Counted, divided: dict[str, list[str]], **words: str) -> Figure:
    return Figure(counted, divided, words)


def test_an_earlier_release_gives_away_what_a_new_one_adds() -> None:
    """Before: all together. Now also one group, without the other: the difference of the two is four people."""
    tree = {WHOLE: ["a", "b"]}
    before = Figure(counted(a=9, b=4), tree, {WHOLE: "shown", "a": "complement", "b": "too_few"})
    now = Figure(Counted({"a": {"": 9}, "b": {"": 4}}, {"a": 2, "b": 2}, 2), tree, {WHOLE: "complement", "a": "shown"})
    assert audited([before], now, K) == ({WHOLE: "complement", "a": "complement"}, {})
    assert audited([], now, K)[0] == {WHOLE: "complement", "a": "shown"}


def test_a_cut_and_the_groups_are_looked_at_together() -> None:
    """Branch x is everybody of a but two: a less x would be those two."""
    people = {"a": {"x": 10, "y": 2}, "b": {"y": 9}}
    groups = {WHOLE: "shown", "a": "shown", "b": "shown"}
    cuts = {"x": "shown", "y": "shown"}
    made = Figure(Counted(people, {"a": 1, "b": 1}, 1), {WHOLE: ["a", "b"]}, groups, cuts)
    groups, answers = audited([], made, K)
    assert (groups, answers) == ({"": "shown", "a": "shown", "b": "complement"}, {"x": "complement", "y": "complement"})
    again = Figure(made.counted, made.divided, groups, answers)
    assert audited([], again, K) == (groups, answers)


steps = st.lists(st.fixed_dictionaries({name: st.integers(0, 7) for name in "abc"}), min_size=1, max_size=4)


@settings(max_examples=150, deadline=None)
@given(steps)
def test_whatever_comes_in_between_nothing_of_a_few_follows(new: list[dict[str, int]]) -> None:
    """Answers come in as they like; releases follow the rules; all of them together give nothing away."""
    tree = {WHOLE: ["a+", "c"], "a+": ["a", "b"]}
    total = dict.fromkeys("abc", 0)
    releases: list[Figure] = []
    for number, more in enumerate(new, 1):
        total = {group: total[group] + more[group] for group in total}
        history = [one.counted for one in releases]
        kept = kept_back(total, history, K)
        as_of = {group: history[-1].as_of[group] if group in kept else number for group in total}
        now = Counted({group: {"": n} for group, n in total.items()}, as_of, number)
        shown = {group: [*history, now][as_of[group] - 1].total(group) for group in total}
        cell = decide({group: Measured(0.0, n) for group, n in shown.items()}, PROTECTED, tree)
        releases.append(Figure(now, tree, audited(releases, Figure(now, tree, cell), K)[0]))
    history = [one.counted for one in releases]
    published = [atoms for place, one in enumerate(releases) for atoms in one.published(history[: place + 1]).values()]
    assert given_away(_sizes(history), published, K) is None


def test_what_is_stored_is_read_again() -> None:
    made = Counted({"a": {"x": 1, "": 2}}, {"a": 3}, 2)
    assert read(as_stored(made)) == made
    assert read({}) == Counted()

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from feedback.analysis.identity import Change, compare

ALL = frozenset(str(one) for one in range(200))


def keys(first: int, last: int) -> frozenset[str]:
    return frozenset(str(one) for one in range(first, last))


def test_a_theme_that_keeps_its_comments_is_the_same() -> None:
    assert compare({"a": keys(0, 50)}, {"a": keys(0, 40)}, ALL) == (Change("a", "same", (), 0.8, 50, 40),)


def test_another_code_over_the_same_comments_is_the_same_theme() -> None:
    assert compare({"found-1": keys(0, 50)}, {"found-2": keys(0, 48)}, ALL) == (
        Change("found-2", "same", ("found-1",), 0.96, 50, 48),
    )


def test_a_split_names_what_took_its_comments() -> None:
    found = compare({"a": keys(0, 50)}, {"a": keys(0, 30), "x": keys(30, 50)}, ALL)
    assert found == (Change("a", "split", ("x",), 0.6, 50, 30),)


def test_a_theme_that_fell_into_two_others_was_split_too() -> None:
    found = compare({"a": keys(0, 50)}, {"x": keys(0, 24), "y": keys(24, 50)}, ALL)
    assert [(one.theme, one.kind) for one in found] == [("a", "split")]


def test_a_merge_names_what_went_into_it() -> None:
    found = compare({"a": keys(0, 50), "b": keys(50, 80)}, {"a": keys(0, 80)}, ALL)
    assert found == (Change("a", "merged", ("b",), 0.625, 50, 80),)


def test_new_and_dormant() -> None:
    found = compare({"a": keys(0, 10)}, {"b": keys(100, 110)}, ALL)
    assert found == (Change("a", "dormant", (), None, 10, 0), Change("b", "new", (), None, 0, 10))


def test_a_theme_that_keeps_its_code_and_few_comments_is_still_itself() -> None:
    assert compare({"a": keys(0, 50)}, {"a": keys(49, 150)}, ALL) == (Change("a", "same", (), 0.0067, 50, 101),)


def test_only_comments_that_both_runs_read_are_compared() -> None:
    found = compare({"a": keys(0, 50)}, {"a": keys(0, 50) | {"later"}}, keys(0, 20))
    assert found == (Change("a", "same", (), 1.0, 20, 20),)


def test_a_theme_said_beside_another_one_took_nothing_from_it() -> None:
    """A comment carries several themes: what was there before and after in both is no merge and no split."""
    both = {"a": keys(0, 60), "b": keys(40, 100)}
    assert [one.kind for one in compare(both, both, ALL)] == ["same", "same"]


members = st.dictionaries(st.sampled_from("abcdef"), st.frozensets(st.sampled_from("0123456789")), max_size=6)


@given(members, members)
def test_every_theme_is_told_once_at_most_and_nothing_changes_against_itself(
    before: dict[str, frozenset[str]], after: dict[str, frozenset[str]]
) -> None:
    found = compare(before, after, "0123456789")
    assert len({one.theme for one in found}) == len(found)
    told = {one.theme for one in found} | {other for one in found for other in one.others}
    assert {theme for theme, held in {**before, **after}.items() if before.get(theme) or after.get(theme)} <= told
    assert {one.kind for one in compare(before, before, "0123456789")} <= {"same"}

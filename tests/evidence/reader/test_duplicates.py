from __future__ import annotations

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from feedback.evidence.reader.duplicates import deduplicate, is_repeat, row_key

KEYS = st.lists(st.sampled_from("abcd"), max_size=12)


@given(KEYS)
def test_the_same_file_again_adds_nothing(file: list[str]) -> None:
    assert list(deduplicate(file, {})) == [False] * len(file)
    assert list(deduplicate(file, Counter(file))) == [True] * len(file)


@given(KEYS, KEYS)
def test_what_is_new_is_what_earlier_imports_had_fewer_of(before: list[str], file: list[str]) -> None:
    new = Counter(key for key, repeat in zip(file, deduplicate(file, Counter(before)), strict=True) if not repeat)
    assert new == Counter(file) - Counter(before)


def test_two_who_say_the_same_are_two_people() -> None:
    assert list(deduplicate(["bien", "bien", "bien"], {"bien": 1})) == [True, False, False]


def test_chunks_share_what_is_left() -> None:
    left = Counter({"a": 1})
    assert [is_repeat("a", left), is_repeat("a", left), is_repeat("b", left)] == [True, False, False]


def test_the_key_is_the_whole_row_its_source_and_group() -> None:
    row = {"text": "Todo bien", "rating": "5"}
    key = row_key(row, "web", "customers")
    assert len(key) == 64
    assert key == row_key({"rating": "5", "text": "Todo bien", "added later": ""}, "web", "customers")
    others = {
        row_key({**row, "rating": "4"}, "web", "customers"),
        row_key({**row, "date": "2024"}, "web", "customers"),
        row_key(row, "mail", "customers"),
        row_key(row, "web", "employees"),
        row_key({"text": "5", "rating": "Todo bien"}, "web", "customers"),
    }
    assert len(others | {key}) == 6


def test_parts_cannot_run_into_each_other() -> None:
    assert row_key({"a": 'x","b'}, "s", "g") != row_key({"a": "x", "b": ""}, "s", "g")
    assert row_key({}, "ab", "c") != row_key({}, "a", "bc")

from __future__ import annotations

from collections import Counter

import hypothesis.strategies as st
from hypothesis import given

from feedback.evidence.chunks import Reading, Seen, chunk_of, chunks
from feedback.evidence.reader import ColumnMapping, Row

MAPPING = ColumnMapping(text="text", source="letters")
READING = Reading(MAPPING, {}, {}, "customers")


def rows(*texts: str) -> list[Row]:
    return [Row(number, {"text": text}) for number, text in enumerate(texts, start=2)]


def test_every_row_is_one_of_three() -> None:
    chunk = chunk_of(rows("a", "", "x" * 10_001, "b"), READING)
    assert ([item.text for item, _ in chunk.items], len(chunk.empty), [bad.row for bad in chunk.bad]) == (
        ["a", "b"],
        1,
        [4],
    )
    assert chunk.rows == 4


def test_chunks_are_of_a_size_and_lose_nothing() -> None:
    found = list(chunks(iter(rows(*"abcdefg")), READING, size=3))
    assert [chunk.rows for chunk in found] == [3, 3, 1]
    assert [item.text for chunk in found for item, _ in chunk.items] == list("abcdefg")


def test_the_fingerprint_knows_source_and_group() -> None:
    by_column = Reading(ColumnMapping(text="text", group_column="who"), {}, {"staff": "employees"}, None)
    row = Row(2, {"text": "a", "who": "Staff"})
    [(item, key)] = chunk_of([row], by_column).items
    assert by_column.group_of(item) == "employees"
    assert key != chunk_of([row], READING).keys[0]


words = st.lists(st.sampled_from("abc"), max_size=12)


@given(first=words, second=words, size=st.integers(1, 4))
def test_two_files_together_hold_each_row_as_often_as_the_one_with_more(
    first: list[str], second: list[str], size: int
) -> None:
    """Whatever the chunks, and with the two imports taking turns after each chunk."""
    there: Counter[str] = Counter()
    running = [(Seen(), chunks(iter(rows(*texts)), READING, size)) for texts in (first, second)]
    while running:
        seen, left = running.pop(0)
        if chunk := next(left, None):
            there.update(key for _, key in seen.new(chunk, there))
            seen.add(chunk)
            running.append((seen, left))
    expected = Counter(first) | Counter(second)
    assert sorted(there.values()) == sorted(expected.values())


@given(texts=words, size=st.integers(1, 4), stop=st.integers(0, 12))
def test_going_on_after_a_stop_adds_the_same(texts: list[str], size: int, stop: int) -> None:
    all_rows = rows(*texts)
    before, after = all_rows[:stop], all_rows[stop:]
    there: Counter[str] = Counter(key for _, key in chunk_of(before, READING).items)
    seen = Seen()
    for chunk in chunks(iter(before), READING, size):
        seen.add(chunk)
    for chunk in chunks(iter(after), READING, size):
        there.update(key for _, key in seen.new(chunk, there))
        seen.add(chunk)
    assert sorted(there.values()) == sorted(Counter(texts).values())

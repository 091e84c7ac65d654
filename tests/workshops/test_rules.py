"""What a workshop and its notes may be."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from feedback.errors import Gone, Invalid
from feedback.workshops import rules


def test_a_code_is_read_in_any_case_and_nothing_else_is_one() -> None:
    assert rules.code_typed("abcd2345") == "ABCD2345"
    assert [rules.code_typed(text) for text in ("ABCD234", "ABCD23451", "ABCD234I", "ABCD-345", "")] == [""] * 5


def test_a_note_keeps_its_lines_and_has_an_end() -> None:
    assert rules.note_of("  Two \n  lines ") == "Two\nlines"
    assert len(rules.note_of("x" * rules.LONGEST_NOTE)) == rules.LONGEST_NOTE
    for text in ("", " \n ", "x" * (rules.LONGEST_NOTE + 1)):
        with pytest.raises(Invalid) as refused:
            rules.note_of(text)
        assert list(refused.value.fields) == ["text"]


def test_only_known_kinds_are_kept_and_each_has_its_words() -> None:
    assert [rules.kind_of(text) for text in (*rules.KINDS, "boss", "", None)] == [*rules.KINDS, None, None, None]
    assert len({rules.kind_label(kind).id for kind in (*rules.KINDS, None)}) == 5


def test_a_workshop_that_is_over_takes_no_notes() -> None:
    rules.takes_notes(None)
    with pytest.raises(Gone):
        rules.takes_notes(datetime(2026, 5, 1, tzinfo=UTC))


def test_one_participant_writes_so_many_notes_and_no_more() -> None:
    rules.room_for_one(rules.MOST_NOTES_EACH - 1)
    with pytest.raises(Invalid):
        rules.room_for_one(rules.MOST_NOTES_EACH)

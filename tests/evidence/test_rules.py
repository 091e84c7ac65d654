from __future__ import annotations

from feedback.evidence.reader import LONGEST_TEXT
from feedback.evidence.rules import (
    DEFAULT_KIND,
    KINDS,
    LINES,
    LONGEST_NOTE,
    NOTE_KIND,
    PARAGRAPHS,
    RATING,
    SURVEY_KIND,
    ImportTally,
    kind_label,
    note_refusal,
    notes_in,
    shows_segments,
    strict_refusal,
)


def test_the_kinds_of_evidence() -> None:
    assert list(KINDS) == ["complaint", "ticket", "review", "interview", "old_survey", "observation", "figure"]
    assert {DEFAULT_KIND, NOTE_KIND} < set(KINDS)
    assert len({label.id for label in KINDS.values()}) == len(KINDS)


def test_every_row_is_counted_once() -> None:
    assert ImportTally(imported=5, duplicates=3, empty=2, bad=1).rows == 11


def test_all_or_nothing() -> None:
    refused = strict_refusal(True, 3)
    assert refused is not None
    assert refused.params == {"bad": 3}
    assert [strict_refusal(True, 0), strict_refusal(False, 3)] == [None, None]


def test_a_note_needs_words_and_has_an_end() -> None:
    long = note_refusal("x" * (LONGEST_NOTE + 1))
    assert long is not None
    assert long.params == {"limit": LONGEST_NOTE}
    assert note_refusal(" \n") is not None
    assert note_refusal("x" * LONGEST_NOTE) is None


def test_notes_and_rows_have_the_same_longest_text() -> None:
    assert LONGEST_NOTE == LONGEST_TEXT


def test_pasted_notes_stand_apart_by_lines_or_by_paragraphs() -> None:
    pasted = "  One\u0000 thing \r\nAnother\n\n \t\n  A third,\n in two lines\n"
    assert notes_in(pasted, LINES) == ["One thing", "Another", "A third,", "in two lines"]
    assert notes_in(pasted, PARAGRAPHS) == ["One thing \nAnother", "A third,\n in two lines"]
    assert [notes_in(" \n\n", apart) for apart in (LINES, PARAGRAPHS)] == [[], []]


def test_a_rating_without_words_is_no_kind_to_choose() -> None:
    assert (RATING in KINDS, str(kind_label(RATING)), str(kind_label("ticket"))) == (
        False,
        "Rating without words",
        "Ticket",
    )
    assert SURVEY_KIND in KINDS


def test_segments_of_insiders_are_not_said() -> None:
    assert [shows_segments(kind) for kind in ("customer", "other", "employee", "supplier")] == [
        True,
        True,
        False,
        False,
    ]

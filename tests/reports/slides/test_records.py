"""Texts as a slide can hold them."""

from __future__ import annotations

import pytest

from feedback.reports.slides.records import cut, plain


@pytest.mark.parametrize("letter", ["\0", "\x0b", "\x1b", "\x7f", "\x9f", "\ud800", "\ufffe", "\U0001ffff"])
def test_what_xml_cannot_hold_becomes_a_space(letter: str) -> None:
    assert plain(f"a{letter}b\tc\nd") == "a b\tc\nd"


def test_what_is_short_stays_and_what_is_long_ends_at_a_word() -> None:
    assert cut("two  words\n\n and a line ", 40) == "two words\nand a line"
    assert cut("one two three four", 12) == "one two…"
    assert cut("x" * 30, 10) == "x" * 9 + "…"

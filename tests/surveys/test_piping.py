"""Earlier answers in later texts."""

from __future__ import annotations

import pytest

from feedback.surveys.piping import can_be_piped, pipe, piped_codes, renamed

ANSWERS = {"name": "Ana", "empty": "", "long": "x" * 500}


@pytest.mark.parametrize(
    ("text", "piped"),
    [
        ("Thank you, {name}.", "Thank you, Ana."),
        ("Thank you, {empty|friend}.", "Thank you, friend."),
        ("Thank you, {empty}.", "Thank you, …."),
        ("Nothing of ours: {unknown} {7*7} {{7*7}} ${name", "Nothing of ours: {unknown} {7*7} {{7*7}} ${name"),
        ("{{name}}", "{Ana}"),
    ],
)
def test_places_are_filled(text: str, piped: str) -> None:
    assert pipe(text, ANSWERS.get) == piped


def test_what_is_put_in_is_not_read_again() -> None:
    assert pipe("{a}", {"a": "{b}", "b": "deep"}.get) == "{b}"


def test_a_long_answer_is_cut_to_one_line() -> None:
    assert pipe("{long}", ANSWERS.get) == "x" * 199 + "…"
    assert pipe("{lines}", {"lines": "one\n two"}.get) == "one two"


def test_codes_in_texts() -> None:
    assert piped_codes(["{a} and {b|c}", "none", "{7*7}"]) == {"a", "b"}


def test_renaming_changes_one_code_only() -> None:
    assert renamed("{a} {a|you} {ab} {b}", "a", "first") == "{first} {first|you} {ab} {b}"


def test_codes_with_spaces_cannot_be_piped() -> None:
    assert can_be_piped("G1Q1.a") and not can_be_piped("a b") and not can_be_piped("1a")

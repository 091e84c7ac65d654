from __future__ import annotations

import pytest

from feedback.analysis.tone.tokens import HIDDEN, START, is_word, tokens


def texts(text: str) -> list[str]:
    return [token.word for token in tokens(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", [START]),
        ("Año, DON’T", [START, "ano", ",", "don't"]),
        ("clientes-problema", [START, "clientes", "problema"]),
        ("¿No? Sí", [START, START, "no", "?", START, "si"]),
        ("a (b)", [START, "a", HIDDEN, "b", HIDDEN]),
        ("a. b", [START, "a", HIDDEN, START, "b"]),
    ],
)
def test_words_are_folded_and_marks_stand_alone(text: str, found: list[str]) -> None:
    assert texts(text) == found


@pytest.mark.parametrize("quoted", ["«uno dos tres»", "“uno dos tres”", '"uno dos tres"'])
def test_a_quotation_has_no_words(quoted: str) -> None:
    assert [word for word in texts(f"Dijo {quoted} ayer") if is_word(word)] == ["dijo", "ayer"]


@pytest.mark.parametrize("text", ["«uno dos»", "«uno dos tres", 'un "uno\ndos tres" más'])
def test_a_word_held_with_tongs_and_an_open_mark_hide_nothing(text: str) -> None:
    assert [word for word in texts(text) if word in ("uno", "dos", "tres")][:2] == ["uno", "dos"]


def test_offsets_are_those_of_the_text() -> None:
    text = "Ñandú’s «a b c» ÁRBOL"
    assert [text[one.start : one.end] for one in tokens(text) if is_word(one.word)] == ["Ñandú’s", "ÁRBOL"]

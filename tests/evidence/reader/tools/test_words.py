from __future__ import annotations

from feedback.evidence.reader.tools.words import folded, words


def test_headers_are_compared_without_case_accents_and_marks() -> None:
    assert folded(["Correo Electrónico:", " 'ID' ", ""]) == ["correo electronico", "id", ""]


def test_words_stand_apart_by_bars() -> None:
    assert words("one | two words") == {"one", "two words"}

from __future__ import annotations

import pytest

from feedback.tables.folding import lookup_key, word_key


@pytest.mark.parametrize(("text", "key"), [("  SÍ ", "si"), ("Não", "nao"), ("A\n B", "a b"), ("ﬁn", "fin")])
def test_case_accents_and_blanks_make_no_difference(text: str, key: str) -> None:
    assert lookup_key(text) == key


def test_gender_and_number_make_no_difference_to_a_word() -> None:
    same = ("Muy satisfecho", "MUY SATISFECHA", "muy satisfechos", "Muy satisfecho/a", "Muy satisfecho(a)")
    assert len({word_key(text) for text in same}) == 1
    assert word_key("Muy insatisfecho") != word_key("Muy satisfecho")
    assert word_key("Neither good nor bad (neutral)") == word_key("neither good nor bad")

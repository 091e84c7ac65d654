"""One spelling for words written in many ways."""

from hypothesis import given
from hypothesis import strategies as st

from feedback.analysis.text import fold, fold_in_place
from feedback.analysis.text.folding import shorten


def test_case_accents_and_elongation_disappear() -> None:
    assert fold("BUENÍSIMOOO Año Ação ﬁn") == "buenisimo ano acao fin"


def test_two_equal_letters_stay() -> None:
    assert shorten("perro llano good soooo") == "perro llano good so"


@given(st.text())
def test_folding_in_place_keeps_every_offset(text: str) -> None:
    assert len(fold_in_place(text)) == len(text)


def test_folding_in_place_of_letters_that_grow_or_vanish() -> None:
    combining = "cafe\u0301 İstanbul ß ﬁ"
    assert fold_in_place(combining) == "cafe\u0301 istanbul ß ﬁ"

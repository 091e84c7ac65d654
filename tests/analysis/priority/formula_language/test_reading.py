from __future__ import annotations

import pytest

from feedback.analysis.priority.formula_language.reading import FormulaError, Token, tokens


def test_words_and_signs_each_with_its_place() -> None:
    assert list(tokens(" Reach**2 ≥ .5")) == [
        Token("name", "reach", 1, 6),
        Token("sign", "^", 6, 8),
        Token("number", "2", 8, 9),
        Token("sign", ">=", 10, 11),
        Token("number", ".5", 12, 14),
        Token("end", "", 14, 14),
    ]


@pytest.mark.parametrize(("text", "at"), [("reach & 2", 6), ("٣", 0), ("2 + ſ", 4), ("a.b", 1), ("x\x00", 1)])
def test_letters_of_no_word_are_refused_where_they_stand(text: str, at: int) -> None:
    with pytest.raises(FormulaError) as refused:
        list(tokens(text))
    assert (refused.value.at, refused.value.until) == (at, at + 1)

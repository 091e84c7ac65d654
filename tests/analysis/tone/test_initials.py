from __future__ import annotations

import pytest

from feedback.analysis.tone.initials import initials


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Tu PQR y tu TKT", ["PQR", "TKT"]),
        ("Escanea el QR con tu PDF", []),
        ("Lee ESTA hoja, la MÁS nueva", []),
        ("Índice (BMN): tu BMN", []),
        ("Hola {BMN}", []),
        ("Tres: BCD, DFG y GHJ", []),
        ("www.BCD.com", []),
        ("El BCD2 de Ana", []),
    ],
)
def test_initials_are_found_where_they_are_no_word_and_no_emphasis(text: str, found: list[str]) -> None:
    assert [one.words for one in initials(text)] == found


def test_the_initials_are_named() -> None:
    (one,) = initials("Tu PQR")
    assert str(one.explanation) == "“PQR” looks like initials that only insiders know."
    assert (one.rule, one.severity, one.start) == ("jargon/initials", "style", 3)

from __future__ import annotations

from feedback.analysis.codebook import built_in_codebook
from feedback.analysis.halving import LEAST, halves, said_in

PHONE = frozenset({"phone", "hotline", "hold"})
DESK = frozenset({"desk", "cashier", "line"})


def spoken(phones: int, desks: int) -> dict[str, frozenset[str]]:
    said = {f"p{one:02}": PHONE for one in range(phones)} | {f"d{one:02}": DESK for one in range(desks)}
    return said | {f"n{one:02}": frozenset({f"word{one}"}) for one in range(3)}


def test_two_ways_of_speaking_are_two_halves_the_larger_first() -> None:
    found = halves(spoken(10, 7), "en")
    assert found is not None
    assert [(set(half.words), len(half.sentences), half.lang) for half in found] == [
        (PHONE, 10, "en"),
        (DESK, 7, "en"),
    ]


def test_the_order_of_sentences_changes_nothing() -> None:
    said = spoken(10, 7)
    assert halves(dict(reversed(said.items())), "en") == halves(said, "en")


def test_too_few_sentences_and_one_way_of_speaking_are_not_halved() -> None:
    assert halves(spoken(LEAST // 2 - 1, LEAST // 2), "en") is None
    assert halves({str(one): PHONE for one in range(40)}, "en") is None
    assert halves({}, "en") is None


def test_sentences_are_compared_by_their_terms() -> None:
    assert said_in("We waited on the phones", "en", built_in_codebook()) == {"wait", "phone"}

from __future__ import annotations

from feedback.analysis.redaction.kinds import Found
from feedback.analysis.redaction.numbers import numbers


def found(text: str) -> list[tuple[str, str]]:
    return [(text[piece.start : piece.end], piece.kind) for piece in numbers(text)]


def test_a_number_is_found_among_its_neighbours() -> None:
    assert found("hab. 204, 612 345 678 a las 19:30") == [("612 345 678", "phone")]
    assert found("en 2026 al +34 612 345 678 2 veces") == [("+34 612 345 678", "phone")]


def test_where_it_cannot_be_told_which_groups_belong_together_all_go() -> None:
    assert found("204 612 345 678") == [("204 612 345 678", "phone")]
    assert found("612 345 678 204") == [("612 345 678 204", "phone")]


def test_several_in_one_text() -> None:
    assert found("612345678, 698765432 y 4111 1111 1111 1111") == [
        ("612345678", "phone"),
        ("698765432", "phone"),
        ("4111 1111 1111 1111", "card"),
    ]


def test_brackets_and_plus_belong_to_the_number() -> None:
    assert found("(011) 4567-8901") == [("(011) 4567-8901", "phone")]
    assert found("(+34)612345678") == [("(+34)612345678", "phone")]
    assert found("(llama al 612345678)") == [("612345678", "phone")]


def test_a_short_number_that_is_called_a_phone() -> None:
    assert found("mi teléfono es 4567-8901") == [("4567-8901", "phone")]
    assert found("my phone number is 555 1234") == [("555 1234", "phone")]
    assert found("pedido 4567-8901") == []


def test_nothing_in_a_text_without_numbers() -> None:
    assert list(numbers("todo bien")) == []
    assert list(numbers("")) == []
    assert next(numbers("612345678")) == Found(0, 9, "phone")

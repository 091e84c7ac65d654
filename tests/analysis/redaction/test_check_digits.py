from __future__ import annotations

from collections.abc import Callable

import pytest

from feedback.analysis.redaction import check_digits

VALID = [
    (check_digits.card, "4111111111111111"),
    (check_digits.card, "5555555555554444"),
    (check_digits.card, "378282246310005"),
    (check_digits.iban, "ES9121000418450200051332"),
    (check_digits.iban, "GB82WEST12345698765432"),
    (check_digits.iban, "DE89370400440532013000"),
    (check_digits.dni, "12345678Z"),
    (check_digits.dni, "X1234567L"),
    (check_digits.rut, "123456785"),
    (check_digits.rut, "76086428K"[:-1] + "5"),
    (check_digits.nit, "8001972684"),
    (check_digits.cpf, "52998224725"),
    (check_digits.curp, "HEGG560427MVZRRL04"),
    (check_digits.rfc, "GODE561231GR8"),
]


@pytest.mark.parametrize(("check", "number"), VALID)
def test_published_numbers_check(check: Callable[[str], bool], number: str) -> None:
    assert check(number)


@pytest.mark.parametrize(("check", "number"), VALID)
def test_another_last_character_does_not(check: Callable[[str], bool], number: str) -> None:
    digits = "0123456789" if number[-1].isdigit() else "ABCDEFGHJKLMNPQRSTVWXYZ"
    right = [digit for digit in digits if check(number[:-1] + digit)]
    assert right == [number[-1]]


def test_what_cards_are_not() -> None:
    assert not check_digits.card("411111111111")
    assert not check_digits.card("2019202020212022")
    assert not check_digits.card("0000000000000000")


def test_an_account_has_the_length_of_its_country() -> None:
    assert not check_digits.iban("ES912100041845020005133")
    assert not check_digits.iban("ZZ9121000418450200051332")


def test_the_same_digit_eleven_times_is_no_cpf() -> None:
    assert not check_digits.cpf("11111111111")

from __future__ import annotations

import pytest

from feedback.analysis.redaction.phones import is_amount, is_international, is_national


@pytest.mark.parametrize("digits", ["34612345678", "56987654321", "5511987654321", "525512345678", "4915112345678"])
def test_international(digits: str) -> None:
    assert is_international(digits)


@pytest.mark.parametrize("digits", ["346123456782026", "3461234", "1234567", "1555123456789"])
def test_wrong_number_of_digits_for_the_country(digits: str) -> None:
    assert not is_international(digits)


@pytest.mark.parametrize("written", ["612 345 678", "55 1234 5678", "9 8765 4321", "011 4567-8901", "0161 496 0123"])
def test_national(written: str) -> None:
    assert is_national(written, written.replace("-", " ").split())


@pytest.mark.parametrize("written", ["101 102 103", "120.000.500", "2024-05-12 300", "12 1234 56", "2500 3000 3500"])
def test_lists_prices_and_dates_are_not(written: str) -> None:
    assert not is_national(written, written.replace("-", " ").replace(".", " ").split())


def test_amounts() -> None:
    assert is_amount("150000000", "", "")
    assert is_amount("612345678", "pagué $", "")
    assert is_amount("612345678", "", " pesos")
    assert is_amount("612345678", "", " millones")
    assert not is_amount("612345678", "al ", " por favor")

"""How amounts and numbers are read as people write them."""

from __future__ import annotations

import pytest
from flask import Flask
from wtforms import ValidationError

from feedback.backlog.forms.fields import cost_of, numbers_of


@pytest.mark.parametrize(
    ("typed", "amount"),
    [("1200", 1200), ("1.200", 1200), ("1,234,567", 1234567), ("1 200", 1200), ("0", 0), (" ", None), (None, None)],
)
def test_a_whole_amount(typed: str | None, amount: int | None) -> None:
    assert cost_of(typed) == amount


@pytest.mark.parametrize(("typed", "numbers"), [("3, 12", [3, 12]), ("#3 #12;4", [3, 12, 4]), ("", []), (None, [])])
def test_numbers_of_improvements(typed: str | None, numbers: list[int]) -> None:
    assert numbers_of(typed) == numbers


def test_what_is_neither_is_refused(app: Flask) -> None:
    with app.test_request_context("/"):
        for typed in ("12.5", "1.20", "-5", "much", "1e3", "٣"):
            with pytest.raises(ValidationError):
                cost_of(typed)
        for typed in ("three", "3-4", "9999999999"):
            with pytest.raises(ValidationError):
                numbers_of(typed)

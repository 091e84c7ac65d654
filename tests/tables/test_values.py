from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedback.tables.values import clean_text, number_text, storable, value_text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        (True, "TRUE"),
        (False, "FALSE"),
        (5, "5"),
        (5.0, "5"),
        (4.1, "4.1"),
        (0.1 + 0.2, "0.3"),
        (1e21, "1000000000000000000000"),
        (-2.50, "-2.5"),
        (dt.datetime(2024, 3, 12), "2024-03-12"),
        (dt.datetime(2024, 3, 12, 9, 5), "2024-03-12T09:05:00"),
        (dt.datetime(2024, 3, 12, 9, 4, 59, 999_900), "2024-03-12T09:05:00"),
        (dt.date(2024, 3, 12), "2024-03-12"),
        (dt.time(9, 30), "09:30:00"),
        (dt.timedelta(hours=26, minutes=3, seconds=4), "26:03:04"),
        ("=1+1", "=1+1"),
    ],
)
def test_what_a_cell_says(value: object, text: str) -> None:
    assert value_text(value) == text


@given(st.integers(-(10**15) + 1, 10**15 - 1))
def test_whole_numbers_have_no_point(number: int) -> None:
    assert number_text(float(number)) == str(number)


def test_text_is_kept_as_people_read_it() -> None:
    assert clean_text("\ufeff  uno\r\ndos\rtres\u2028cuatro\x07\x00 cafe\u0301 \t") == "uno\ndos\ntres\ncuatro café"


def test_what_looks_like_a_formula_stays() -> None:
    assert clean_text("=HYPERLINK(1)") == "=HYPERLINK(1)"


def test_emoji_of_several_characters_stay_whole() -> None:
    family = "👨\u200d👩\u200d👧"
    assert clean_text(family) == family


@given(st.text())
def test_what_is_storable_can_be_written_as_utf8_without_nul(text: str) -> None:
    kept = storable(text + "\0\ud800")
    assert "\0" not in kept
    kept.encode()

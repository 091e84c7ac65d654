"""Addresses as people write them, and what none of them is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedback.addresses import email_of, phone_of, regions
from feedback.errors import Invalid


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        (" Ana@Acme.Example ", "ana@acme.example"),
        ("o'neil+work@acme.example", "o'neil+work@acme.example"),
        ("ana@correó.es", "ana@xn--corre-4ta.es"),
        ("ana@mail.test", "ana@mail.test"),
    ],
)
def test_an_address_is_kept_in_lower_case_and_ascii(typed: str, kept: str) -> None:
    assert email_of(typed) == kept


@pytest.mark.parametrize(
    "text",
    [
        *("", "ana", "ana@acme", "a@b.c, d@e.f", "a@b.c;d@e.f", "a@b.c\nBcc: d@e.f", "Ana <a@b.c>", "a..b@c.es"),
        *("a@" + "b" * 251 + ".c", "x" * 65 + "@b.es", "ana@empresa.local", "ñandú@correo.es", '"a b"@c.es', "a@b.c\0"),
    ],
)
def test_an_address_that_could_be_two_or_is_none(text: str) -> None:
    with pytest.raises(Invalid) as refused:
        email_of(text)
    assert list(refused.value.fields) == ["email"]


@given(st.text(max_size=80))
def test_no_text_breaks_the_rule_of_addresses(text: str) -> None:
    try:
        kept = email_of(text)
    except Invalid:
        return
    assert email_of(kept) == kept == kept.lower()
    assert kept.isascii() and not set(kept) & set(" ,;<>\r\n")


@pytest.mark.parametrize(
    ("typed", "region", "kept"),
    [
        ("911 23 45 67", "ES", "+34911234567"),
        ("+34 911-23-45-67", "", "+34911234567"),
        ("0034911234567", "", "+34911234567"),
        ("(11) 91234-5678", "BR", "+5511912345678"),
        ("+44 20 7946 0958", "ES", "+442079460958"),
    ],
)
def test_a_number_is_kept_with_its_country(typed: str, region: str, kept: str) -> None:
    assert phone_of(typed, region) == kept


@pytest.mark.parametrize(
    ("typed", "region"), [("911234567", ""), ("", "ES"), ("12", "ES"), ("call me", "ES"), ("+34 911 23 45 67 x12", "")]
)
def test_what_is_no_number(typed: str, region: str) -> None:
    with pytest.raises(Invalid) as refused:
        phone_of(typed, region)
    assert list(refused.value.fields) == ["phone"]


@given(st.text(max_size=40), st.sampled_from(["", "ES", "GB"]))
def test_no_text_breaks_the_rule_of_numbers(text: str, region: str) -> None:
    try:
        kept = phone_of(text, region)
    except Invalid:
        return
    assert kept.startswith("+") and kept[1:].isdigit() and kept.isascii()


def test_countries_are_known_by_their_codes() -> None:
    assert {"ES", "MX", "PT", "BR", "GB"} <= regions()

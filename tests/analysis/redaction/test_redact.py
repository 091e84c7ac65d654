from __future__ import annotations

import sys
from types import FrameType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedback.analysis.redaction import LONGEST, Redacted, redact
from feedback.errors import Invalid

STAYS = [
    "tardaron 45 minutos",
    "pagué 120.000 pesos",
    "abrieron en 2026",
    "llegamos a las 19:30",
    "habitación 204",
    "habitaciones 101 102 103",
    "desde 2019 2020 2021 venimos",
    "me cobraron 1.250.000 pesos",
    "pagué $120.000.000 por todo",
    "son 120.000.500 pesos",
    "el 12/05/2024 o el 12-05-2024",
    "el 2024-05-12 a las 10:00",
    "entre 12.05.2024 y 14.05.2024",
    "10.000.000 de personas",
    "costó 2500 3000 y 3500",
    "un motor de 125 cc",
    "a 1.200,50 € la noche",
    "US$ 1500, R$ 1.200,00, 99 %",
    "+20 minutos de cola",
    "vuelo IB 3456, planta 3, puerta B12",
    "reservé por booking.com para tod@s",
    "de 9 a 18 h, 24/7, 3 de 5",
    "we waited 1500 seconds, call back in 10 minutes",
    "100000000",
]

GOES = [
    ("llámame al 612345678", "llámame al [teléfono]"),
    ("612 34 56 78 por las tardes", "[teléfono] por las tardes"),
    ("+56 9 8765 4321", "[teléfono]"),
    ("al 0034 612 345 678", "al [teléfono]"),
    ("11 98765-4321", "[teléfono]"),
    ("escribe a ana@example.org", "escribe a [correo]"),
    ("https://example.org/ana y @ana", "[enlace] y [usuario]"),
    ("tarjeta 4111-1111-1111-1111", "tarjeta [tarjeta]"),
    ("ES91 2100 0418 4502 0005 1332", "[cuenta]"),
    ("DNI 12345678Z", "DNI [documento]"),
    ("RUT 12.345.678-5", "RUT [documento]"),
    ("CPF 529.982.247-25", "CPF [documento]"),
    ("HEGG560427MVZRRL04", "[documento]"),
    ("GODE561231GR8", "[documento]"),
    ("cédula 1.023.456.789", "cédula [documento]"),
]


@pytest.mark.parametrize("text", STAYS)
def test_ordinary_numbers_stay(text: str) -> None:
    assert redact(text, "es") == Redacted(text, ())


@pytest.mark.parametrize(("text", "stored"), GOES)
def test_what_could_tell_who_it_is_goes(text: str, stored: str) -> None:
    assert redact(text, "es").text == stored


def test_kinds_in_the_order_of_the_text_and_words_of_its_language() -> None:
    text = "Ligue para 11 98765-4321 ou ana@example.org, CPF 529.982.247-25"
    assert redact(text, "pt-BR") == Redacted(
        "Ligue para [telefone] ou [e-mail], CPF [documento]", ("phone", "email", "document")
    )
    assert redact("call 612345678").text == "call [phone]"


@pytest.mark.parametrize(
    "disguised",
    [
        "6\u200b12\u200d345\ufeff678",
        "６１２３４５６７８",
        "\u0666\u0661\u0662345678",
        "𝟔𝟏𝟐345678",
        "612\u00a0345\u00a0678",
    ],
)
def test_disguised_digits_are_seen(disguised: str) -> None:
    assert redact(disguised, "es") == Redacted("[teléfono]", ("phone",))


def test_too_long_a_text_is_refused_and_the_longest_is_not() -> None:
    assert redact("a" * LONGEST).kinds == ()
    with pytest.raises(Invalid, match="10000"):
        redact("a" * (LONGEST + 1))


words = st.text(st.characters(categories=["Lu", "Ll"], max_codepoint=0x17F), min_size=1, max_size=12)


@given(st.lists(words, max_size=8), st.lists(words, max_size=8), st.from_regex(r"[67][0-9]{7}[1-9]", fullmatch=True))
def test_no_phone_survives_among_words(before: list[str], after: list[str], phone: str) -> None:
    stored = redact(" ".join([*before, "x", phone, "x", *after]), "es")
    assert not any(one.isdigit() for one in stored.text)
    assert len(stored.kinds) == 1


@given(st.lists(words, max_size=20).map(" ".join))
def test_words_alone_are_never_touched(text: str) -> None:
    assert redact(text).kinds == ()


@given(st.text(max_size=300), st.sampled_from(["es", "en", "pt"]))
def test_any_text_is_taken(text: str, lang: str) -> None:
    stored = redact(text, lang)
    assert redact(text, lang) == stored
    assert stored.text.count("[") >= len(stored.kinds)


@given(st.integers(0, 59), st.integers(0, 23), st.integers(1, 999), st.integers(1900, 2099))
def test_times_rooms_and_years_stay(minute: int, hour: int, room: int, year: int) -> None:
    text = f"a las {hour:02}:{minute:02} en la {room}, desde {year}, esperé {minute} minutos y pagué {room}.000 pesos"
    assert redact(text, "es") == Redacted(text, ())


def steps(text: str) -> int:
    """Calls made while redacting: a figure that does not depend on the machine."""
    count = 0

    def call(frame: FrameType, event: str, argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(call)
    try:
        redact(text)
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.parametrize(
    "unit",
    [
        "a",
        "1",
        "1 ",
        "12 ",
        "00 ",
        "+1 ",
        "4111 ",
        "AB12 ",
        "ES91 2100 ",
        "a@",
        "a.b-",
        "tel ",
        "dni no ",
        "http://",
        "(1) ",
    ],
)
def test_work_grows_with_the_text_and_no_faster(unit: str) -> None:
    half, whole = (steps(unit * (size // len(unit))) for size in (LONGEST // 2, LONGEST))
    assert whole <= 2.2 * half + 100
    assert whole <= 120 * LONGEST

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedback.tables.encoding import CHUNK, SAMPLE, Encoding, codec, guess_encoding

SPANISH = (
    "comentario;nota\r\nLa habitación olía a humedad, ¿quién la limpió?;1\r\nEl niño comió muy bien — ¡gracias!;5\r\n"
)
PORTUGUESE = "comentário;nota\nA recepção não respondeu às reclamações;2\nÓtimo café da manhã;5\n"
RUSSIAN = "текст;оценка\nОчень долго ждали ответа, и в номере было грязно;1\n"


def guess(data: bytes) -> Encoding:
    return guess_encoding(io.BytesIO(data))


@pytest.mark.parametrize("text", [SPANISH, PORTUGUESE])
@pytest.mark.parametrize("encoding", ["cp1252", "mac_roman", "cp850"])
def test_one_byte_encodings_of_latin_languages(text: str, encoding: str) -> None:
    data = text.replace("—", "-").encode(encoding)
    assert guess(data) == Encoding(encoding, certain=False)


def test_cyrillic() -> None:
    assert guess(RUSSIAN.encode("cp1251")) == Encoding("cp1251", certain=False)


@pytest.mark.parametrize(
    ("encoding", "name"),
    [("utf-8-sig", "utf-8"), ("utf-16", "utf-16"), ("utf-32", "utf-32")],
)
@pytest.mark.parametrize("text", [SPANISH, RUSSIAN])
def test_a_byte_order_mark_is_proof(text: str, encoding: str, name: str) -> None:
    assert guess(text.encode(encoding)) == Encoding(name)


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf16_without_a_mark(encoding: str) -> None:
    assert guess(SPANISH.encode(encoding)) == Encoding(encoding, certain=False)


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")))
def test_utf8_is_always_taken_for_utf8(text: str) -> None:
    data = ("text\n" + text).encode()
    assert guess(data) == Encoding("utf-8")


def test_the_replacement_sign_itself_is_no_damage() -> None:
    assert guess("text\nya roto: \ufffd\n".encode()) == Encoding("utf-8")


def test_a_letter_cut_by_the_sample_is_no_damage() -> None:
    for shift in range(4):
        data = b"x" * (SAMPLE - shift) + "ñ€😀".encode() * (CHUNK // 9 + 10)
        assert guess(data) == Encoding("utf-8")


def test_utf8_with_damaged_places_stays_utf8_and_says_how_many() -> None:
    data = (SPANISH * 3).encode() + b"roto \xff\xfe aqu\xc3"
    assert guess(data) == Encoding("utf-8", certain=False, broken=3)


def test_a_foreign_byte_far_into_the_file_is_found() -> None:
    data = b"plain text;5\n" * 200_000 + SPANISH.replace("—", "-").encode("cp1252")
    assert guess(data) == Encoding("cp1252", certain=False)


def test_bytes_cp1252_does_not_have_mean_latin1() -> None:
    assert guess(b"caf\xe9 con a\xf1os\x81 y m\xe1s\n") == Encoding("latin-1", certain=False)


def test_other_languages_are_left_to_the_library() -> None:
    greek = "κείμενο;βαθμός\nΤο δωμάτιο ήταν πολύ βρώμικο και το προσωπικό αγενές, δεν θα ξαναπάω ποτέ εκεί;1\n"
    assert guess((greek * 3).encode("cp1253")).name == "cp1253"


def test_the_mark_never_reaches_the_first_column() -> None:
    assert "\ufefftext".encode().decode(codec("UTF8")) == "text"
    assert codec("cp1252") == "cp1252"


@pytest.mark.parametrize("encoding", ["cp1252", "mac_roman", "cp850"])
def test_a_questionnaire_that_mostly_answers_yes_keeps_its_accents(encoding: str) -> None:
    table = "¿Qué servicios usó?;¿Volvería?\n" + "Recepción;Sí\nRestaurante;No\n" * 40
    assert guess_encoding(io.BytesIO(table.encode(encoding))) == Encoding(encoding, certain=False)

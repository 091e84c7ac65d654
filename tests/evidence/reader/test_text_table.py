from __future__ import annotations

import gzip

import pytest

from feedback.evidence.reader import sniff
from feedback.evidence.reader.text_table import sniff_text, text_records
from feedback.tables.limits import LIMITS, Unreadable

TABLE = 'Comentario;Nota\r\n"El niño comió; bien";5\r\nMal servicio en la recepción;1\r\n'


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252", "mac_roman"])
@pytest.mark.parametrize("pack", [bytes, gzip.compress])
def test_every_encoding_shows_the_same_table(encoding: str, pack: type[bytes]) -> None:
    data = pack(TABLE.encode(encoding))
    shape = sniff_text(data, "a.csv", None, None, LIMITS)
    assert (shape.header, shape.delimiter, shape.kind) == (("Comentario", "Nota"), ";", "csv")
    assert [row.cells["Comentario"] for row in shape.sample] == ["El niño comió; bien", "Mal servicio en la recepción"]
    assert [row.number for row in shape.sample] == [2, 3]
    assert shape.encoding == {"utf-8-sig": "utf-8"}.get(encoding, encoding)


def test_a_guess_says_that_it_is_one_and_a_fact_does_not() -> None:
    guessed = sniff_text(TABLE.encode("cp1252"), "a.csv", None, None, LIMITS)
    known = sniff_text(TABLE.encode(), "a.csv", None, None, LIMITS)
    assert ([note.params for note in guessed.notes], guessed.certain) == ([{"name": "cp1252"}], False)
    assert (known.notes, known.certain) == ((), True)


def test_damage_is_counted() -> None:
    shape = sniff_text(TABLE.encode() + b"roto \xff;3\r\n", "a.csv", None, None, LIMITS)
    assert [note.params for note in shape.notes] == [{"count": 1}]
    assert shape.sample[-1].cells["Comentario"] == "roto \ufffd"


def test_what_a_person_chose_wins() -> None:
    data = "a,b;c\nñ,1;2\n".encode("cp1252")
    shape = sniff_text(data, "a.csv", "cp1251", ",", LIMITS)
    assert (shape.encoding, shape.delimiter, shape.header, shape.certain) == ("cp1251", ",", ("a", "b;c"), True)
    assert shape.sample[0].cells["a"] == "с"


@pytest.mark.parametrize("name", ["klingon", "utf-8\0", "hex"])
def test_an_encoding_nobody_knows(name: str) -> None:
    with pytest.raises(Unreadable) as refused:
        sniff_text(TABLE.encode(), "a.csv", name, None, LIMITS)
    assert refused.value.message.params == {"name": name}


def test_the_setting_of_a_first_line_is_obeyed() -> None:
    shape = sniff_text(b"sep=|\r\na|b,c,d\r\n1|2,3,4\r\n", "a.csv", None, None, LIMITS)
    assert (shape.delimiter, shape.header, shape.sample[0].number) == ("|", ("a", "b,c,d"), 2)


@pytest.mark.parametrize("data", [b"", b"\n\n", b"\xef\xbb\xbf"])
def test_an_empty_file(data: bytes) -> None:
    with pytest.raises(Unreadable, match="empty"):
        sniff(data, "a.csv")


def test_only_a_header() -> None:
    with pytest.raises(Unreadable, match="no rows"):
        sniff(b"a,b,c\r\n", "a.csv")


def test_records_are_those_of_the_shape() -> None:
    data = TABLE.encode("cp1252")
    with text_records(data, sniff_text(data, "a.csv", None, None, LIMITS), LIMITS) as records:
        assert [number for number, _ in records] == [1, 2, 3]

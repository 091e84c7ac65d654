"""How a text table is written: guessed with a note, or as a person chose."""

from __future__ import annotations

import gzip

import pytest

from feedback.tables.limits import LIMITS, Unreadable
from feedback.tables.text import writing_of, written_records

TABLE = 'Comentario;Nota\r\n"El niño comió; bien";5\r\nMal servicio en la recepción;1\r\n'


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-le", "cp1252", "mac_roman"])
@pytest.mark.parametrize("pack", [bytes, gzip.compress])
def test_encoding_and_delimiter_are_found(encoding: str, pack: type[bytes]) -> None:
    found = writing_of(pack(TABLE.encode(encoding)), "a.csv", LIMITS)
    assert (found.encoding, found.delimiter) == (encoding, ";")


def test_a_guess_says_that_it_is_one_and_a_fact_does_not() -> None:
    guessed, known = (writing_of(TABLE.encode(name), "a.csv", LIMITS) for name in ("cp1252", "utf-8"))
    assert ([note.params for note in guessed.notes], guessed.certain) == ([{"name": "cp1252"}], False)
    assert (known.notes, known.certain) == ((), True)


def test_what_a_person_chose_wins() -> None:
    found = writing_of("a,b;c\nñ,1;2\n".encode("cp1252"), "a.csv", LIMITS, encoding="cp1251", delimiter=",")
    assert (found.encoding, found.delimiter, found.certain) == ("cp1251", ",", True)


@pytest.mark.parametrize("name", ["klingon", "utf-8\0", "hex"])
def test_an_encoding_nobody_knows(name: str) -> None:
    with pytest.raises(Unreadable) as refused:
        writing_of(TABLE.encode(), "a.csv", LIMITS, encoding=name)
    assert refused.value.message.params == {"name": name}


def test_the_setting_of_a_first_line_is_obeyed() -> None:
    assert writing_of(b"sep=|\r\na|b,c,d\r\n1|2,3,4\r\n", "a.csv", LIMITS).delimiter == "|"


def test_records_have_their_line_in_a_spreadsheet() -> None:
    with written_records(b"a,b\n\n1,2\n", "utf-8", ",", LIMITS) as records:
        assert list(records) == [(1, ["a", "b"]), (3, ["1", "2"])]

"""Files of people, whatever they come as: every row accounted for, every bad cell named. Cases 46, 47, 50, 52, 53."""

from __future__ import annotations

import gzip
from typing import Any

import pytest

from feedback.stakeholders.rules.columns import SEGMENT, Recipe, propose
from feedback.stakeholders.rules.importing import LIMITS, Bad, Look, look_at, read_people
from feedback.tables.limits import Limits, Unreadable, UnsupportedKind
from tests.factories.contacts import HEADER, people_csv
from tests.tables.workbooks import workbook

ROLES = {
    "Nombre": "name",
    "Correo": "email",
    "Teléfono": "phone",
    "Idioma": "lang",
    "Consentimiento": "consent",
    "Región": SEGMENT,
    "Código cliente": "reference",
}
RECIPE = Recipe(ROLES, "ES")


def reasons(found: list[Bad]) -> list[tuple[int, str]]:
    return [(one.row, one.column) for one in found]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("pack", [bytes, gzip.compress])
def test_every_encoding_shows_the_same_people(encoding: str, pack: Any) -> None:
    data = pack(people_csv(3, encoding=encoding))
    look = look_at(data, "gente.csv")
    assert (look.header, look.delimiter) == (tuple(HEADER.split(";")), ";")
    assert propose(look.header, look.sample) == ROLES
    reading = read_people(data, "gente.csv", RECIPE)
    assert (reading.rows, reading.empty, reading.bad) == (3, 0, [])
    first = reading.people[0]
    assert (first.row, first.details.email, first.details.phone) == (2, "persona2@example.org", "+34600000002")
    assert (first.details.lang, first.details.consent, first.details.reference) == ("es", True, "C-2")
    assert first.details.segments == {"Región": "sur"}


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_every_delimiter(delimiter: str) -> None:
    text = 'Nombre,Correo\r\n"Pérez, Ana",ana@b.es\r\n"dos\r\nlíneas",bea@b.es\r\n'
    data = text.replace(",", delimiter).replace(f"Pérez{delimiter}", "Pérez,").encode()
    reading = read_people(data, "a.csv", Recipe({"Nombre": "name", "Correo": "email"}))
    assert [(one.row, one.details.name) for one in reading.people] == [(2, "Pérez, Ana"), (3, "dos líneas")]


def test_a_workbook_reads_like_a_text_table() -> None:
    book = workbook([["Nombre", "Correo", "Alta"], ["Ana", "ana@b.es", 5], ["", "", ""], ["Bea", "", 7]])
    look = look_at(book, "gente.xlsx")
    assert (look.header, look.encoding, look.sheet) == (("Nombre", "Correo", "Alta"), None, look.sheets[0])
    reading = read_people(book, "gente.xlsx", Recipe({"Nombre": "name", "Correo": "email"}))
    assert [one.details.name for one in reading.people] == ["Ana"]
    assert reasons(reading.bad) == [(4, "Correo")]


def test_each_bad_cell_is_named_by_its_line_and_column() -> None:
    lines = [
        "Nombre;Correo;Teléfono;Idioma;Consentimiento",
        "Ana;ana@b.es;;;",
        "Bea;bea(at)b.es;12;klingon;quizá",
        ";;;;",
        "Cid;;;;",
        "Eva;eva@b.es;;;;de más",
        f"{'x' * 121};zoe@b.es;;;",
    ]
    roles = {name: ROLES[name] for name in lines[0].split(";")}
    reading = read_people("\n".join(lines).encode(), "a.csv", Recipe(roles, "ES"))
    assert (reading.rows, reading.empty, len(reading.people)) == (6, 1, 1)
    assert reasons(reading.bad) == [
        *((3, "Correo"), (3, "Teléfono"), (3, "Idioma"), (3, "Consentimiento")),
        *((5, "Correo"), (6, ""), (7, "Nombre")),
    ]
    assert not any("bea" in str(one.reason) for one in reading.bad)


def test_columns_left_out_are_not_read_and_do_not_fill_a_row() -> None:
    data = b"Correo,Nota\nana@b.es,x\n,only a note\n"
    reading = read_people(data, "a.csv", Recipe({"Correo": "email", "Nota": "ignore"}))
    assert (len(reading.people), reading.empty, reading.bad) == (1, 1, [])


def test_two_names_become_one_and_guarded_cells_are_as_they_were() -> None:
    data = "Nombre,Apellidos,Correo,Teléfono\nAna,Pérez,ana@b.es,'+34911234567\n".encode()
    roles = {"Nombre": "first_name", "Apellidos": "last_name", "Correo": "email", "Teléfono": "phone"}
    [one] = read_people(data, "a.csv", Recipe(roles)).people
    assert (one.details.name, one.details.phone) == ("Ana Pérez", "+34911234567")


def test_what_holds_for_the_whole_file_gives_way_to_what_a_row_says() -> None:
    data = b"Correo,Consent\na@b.es,\nb@b.es,no\n"
    reading = read_people(data, "a.csv", Recipe({"Correo": "email", "Consent": "consent"}, consent=True))
    assert [one.details.consent for one in reading.people] == [True, False]


@pytest.mark.parametrize(
    ("data", "status"),
    [
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 100, 422),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, 415),
        (b"", 422),
        (b"Correo,Nombre\n", 422),
        (b'Correo,Nombre\na@b.es,"never closed\nb@b.es,x\n', 422),
        (b"Correo\n" + b"x" * 300_000 + b"\n", 422),
        (2 * (b",".join([b"c"] * 201) + b"\n"), 422),
    ],
)
def test_what_is_no_table_is_refused_with_what_to_do(data: bytes, status: int) -> None:
    with pytest.raises(Unreadable) as refused:
        look_at(data, "gente.csv")
        read_people(data, "gente.csv", RECIPE)
    assert refused.value.status == status
    assert isinstance(refused.value, UnsupportedKind) == (status == 415)


def test_too_many_rows_name_the_limit() -> None:
    with pytest.raises(Unreadable) as refused:
        read_people(people_csv(4), "a.csv", RECIPE, Limits(rows=3))
    assert refused.value.message.params == {"limit": 3, "row": 5}
    assert LIMITS.rows == 50_000


def test_a_look_shows_the_first_rows_only() -> None:
    look: Look = look_at(people_csv(200), "a.csv")
    assert len(look.sample) == 20
    assert look.sample[0]["Nombre"] == "Persona 2"

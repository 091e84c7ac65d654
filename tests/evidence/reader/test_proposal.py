"""What every column of a file is proposed to become, on files as the tools write them."""

from __future__ import annotations

from feedback.evidence.reader import Known, profile, propose, sniff, spellings_of
from feedback.evidence.reader.columns import ColumnProfile
from feedback.evidence.reader.mapping import ALL_TEXTS, OWN
from feedback.evidence.reader.neighbours import Proposed

NOBODY = Known({}, {})
TEXTS = (
    "Esperé dos horas y nadie avisó de nada",
    "Muy amables en la recepción del hotel",
    "El cuarto estaba frío por la noche",
    "No me explicaron el precio final",
)


def proposed(table: str, known: Known = NOBODY) -> dict[str, Proposed]:
    data = table.encode()
    shape = sniff(data)
    return {one.name: one for one in propose(shape, profile(data, shape), known)}


def roles(table: str, known: Known = NOBODY) -> dict[str, str]:
    return {name: one.role for name, one in proposed(table, known).items()}


def rows(*columns: str, times: int = 12) -> str:
    """A table whose cells repeat the given values, `|` between, one line each column."""
    values = [column.split("|") for column in columns]
    lines = [";".join(cells[at % len(cells)] for cells in values) for at in range(times)]
    return "\n".join(lines)


MICROSOFT = "ID;Hora de inicio;Hora de finalización;Correo electrónico;Nombre;Claro;Atención;¿Qué mejoraría?;Facultad\n"


def test_a_file_of_microsoft_forms() -> None:
    body = "\n".join(
        f"{n};2023-01-{n:02} 10:00;2023-01-{n:02} 10:05;p{n}@x.org;Ana {n};"
        f"{n % 5 + 1}. {word};{mark};{text} {n};{place}"
        for n, word, mark, text, place in zip(
            range(1, 13),
            ["Totalmente en desacuerdo", "De acuerdo", "Neutral"] * 4,
            ["Excelente", "Buena", "Regular"] * 4,
            TEXTS * 3,
            ["Artes", "Ciencia"] * 6,
            strict=True,
        )
    )
    found = proposed(MICROSOFT + body)
    assert [one.role for one in found.values()] == [
        "leave", "leave", "date", "leave", "leave", "rating", "rating", "comment", "segment",
    ]  # fmt: skip
    assert (str(found["Claro"].scale), found["Claro"].beside) == ("1..5", OWN)
    assert str(found["Atención"].scale) == "Muy malo < Malo < Regular < Buena < Excelente"
    assert found["Atención"].beside == "¿Qué mejoraría?"


def test_one_rating_goes_with_every_text() -> None:
    table = "Nota;Lo mejor;Lo peor\n" + rows("1|5|3", "|".join(TEXTS), "|".join(TEXTS[::-1]), times=4)
    found = proposed(table)
    assert [one.role for one in found.values()] == ["rating", "comment", "comment"]
    assert found["Nota"].beside == ALL_TEXTS


def test_options_of_surveymonkey_are_one_segment_places_are_left_out_and_words_rate() -> None:
    header = "RespondentID;Seen?;;Order;;;Like;;Why?\n;A;B;A;B;C;Han;Luke;Open-Ended Response\n"
    body = rows("7|8|9", "A|", "|B", "1|2|3", "2|3|1", "3|1|2", "Good|Bad|Very good", "Bad|N/A|Good", "|".join(TEXTS))
    assert roles(header + body) == {
        "RespondentID": "leave", "Seen?": "segment", "Order: A": "leave", "Order: B": "leave", "Order: C": "leave",
        "Like: Han": "rating", "Like: Luke": "rating", "Why?": "comment",
    }  # fmt: skip


def test_yes_and_no_say_who_speaks_however_they_are_written() -> None:
    table = "Cliente;Comentario\n" + rows("si|Sí|SI|no|Si", "|".join(TEXTS))
    assert roles(table) == {"Cliente": "segment", "Comentario": "comment"}


def test_one_column_is_the_date_and_that_is_the_last_moment() -> None:
    table = "started;submitted;text\n" + rows("2024-01-01", "2024-01-02", "|".join(TEXTS))
    assert roles(table) == {"started": "leave", "submitted": "date", "text": "comment"}


def test_stages_and_groups_that_are_known() -> None:
    known = Known({"visit": "visit", "visita": "visit"}, {"customers": "customers", "clientes": "customers"})
    table = "Etapa;Grupo;Momento de la visita;text\n" + rows("visit", "Clientes|customers", "a|b|c|d", "|".join(TEXTS))
    assert roles(table, known) == {
        "Etapa": "stage",
        "Grupo": "group",
        "Momento de la visita": "segment",
        "text": "comment",
    }
    assert roles(table)["Grupo"] == "segment"


def test_codes_constants_and_measures_are_left_out() -> None:
    table = "uuid;wave;weight;text\n" + "\n".join(f"a{n:06}b;W1;{n * 7.25:.2f};{TEXTS[n % 4]} {n}" for n in range(40))
    assert roles(table) == {"uuid": "leave", "wave": "leave", "weight": "leave", "text": "comment"}


def test_numbers_of_one_block_are_ratings_together() -> None:
    table = "Q-1;Q-2;Visits;text\n" + rows("1|5|3", "3", "200", "|".join(TEXTS), times=4)
    assert roles(table) == {"Q-1": "rating", "Q-2": "rating", "Visits": "leave", "text": "comment"}


def test_own_words_that_are_short_are_comments_and_labels_are_not() -> None:
    words = "|".join(f"palabra{n} suya" for n in range(25))
    table = "Estudio;Ciudad\n" + rows(words, "Bogotá|Cali|Lima", times=25)
    assert roles(table) == {"Estudio": "comment", "Ciudad": "segment"}


def test_a_choice_from_a_list_is_no_comment_though_its_header_asks_for_an_opinion() -> None:
    table = "In your opinion, which is right?;n\n" + rows("The first of both|The second of both", "a|b|c", times=30)
    assert roles(table)["In your opinion, which is right?"] == "segment"


def test_every_column_has_a_reason() -> None:
    table = "a;b;c\n" + rows("x|y", "|".join(TEXTS), "")
    assert all(str(one.why) for one in proposed(table).values())


def test_the_most_frequent_spelling_is_everybodys() -> None:
    column = ColumnProfile("c")
    for text in ("si", "Sí", "Sí", "SI", "no"):
        column.add(text)
    assert spellings_of(column) == {"si": "Sí"}

from __future__ import annotations

import pytest

from feedback.evidence.reader import Row, Suggestion, guess_mapping, sniff

SPANISH = """Marca temporal,¿Qué nota le pones?,Cuéntanos más,Etapa,Sucursal
13/02/2024 10:00,5,Me atendieron rápido y con mucha amabilidad en la entrada,Llegada,Centro
14/02/2024 11:00,2,La habitación estaba sucia y nadie respondió al teléfono,Estancia,Centro
15/02/2024 12:00,4,El desayuno muy rico aunque llegó tarde los dos días,Estancia,Norte
"""
ENGLISH = """id\tcreated\tscore\tchannel\tcustomer type\tlang\tcomment
1\t2024-02-13\t9\tweb\tnew\ten\tThe queue was far too long for such a small office
2\t2024-02-14\t10\temail\told\ten\tFriendly staff who really listened to what I needed
3\t2024-02-15\t3\tweb\tnew\tes\tNadie me dijo que tenía que traer el documento original
"""
PORTUGUESE = """Data;Avaliação;Comentário;Canal
13/02/2024;5;Fui muito bem atendido por toda a equipe da recepção;loja
14/02/2024;1;Esperei duas horas e ninguém soube explicar o motivo;site
"""


def suggest(table: str) -> Suggestion:
    shape = sniff(table.encode())
    return guess_mapping(shape.header, shape.sample)


def test_a_spanish_form() -> None:
    assert suggest(SPANISH) == Suggestion(
        {"date": "Marca temporal", "rating": "¿Qué nota le pones?", "stage": "Etapa", "text": "Cuéntanos más"}, "1..5"
    )


def test_an_english_export() -> None:
    assert suggest(ENGLISH) == Suggestion(
        {
            "date": "created",
            "rating": "score",
            "language": "lang",
            "group": "customer type",
            "source": "channel",
            "text": "comment",
        },
        "0..10",
    )


def test_a_portuguese_export() -> None:
    assert suggest(PORTUGUESE) == Suggestion(
        {"date": "Data", "rating": "Avaliação", "source": "Canal", "text": "Comentário"}, "1..5"
    )


@pytest.mark.parametrize("values", [("4", "5"), ("9", "2"), ("0", "10")])
def test_a_recommendation_is_asked_from_0_to_10_whatever_was_answered(values: tuple[str, str]) -> None:
    assert suggest("NPS,comentario\n" + "".join(f"{value},bien está\n" for value in values)).rating_scale == "0..10"


def test_numbers_without_a_name_for_it_are_no_dates_and_no_ratings() -> None:
    assert suggest("id,n\n45363,1\n45364,1\n45365,1\n").columns == {}


def test_no_column_has_two_roles() -> None:
    columns = suggest(ENGLISH).columns
    assert len(set(columns.values())) == len(columns)


def test_a_few_cells_that_are_no_ratings_do_not_hide_a_scale() -> None:
    cells = ["5", "4", "much", "1", "2", "3", "5", "4", "2", "1"]
    sample = [Row(number, {"Stars": cell}) for number, cell in enumerate(cells, start=2)]
    assert guess_mapping(["Stars"], sample) == Suggestion({"rating": "Stars"}, "1..5")
    many = [Row(number, {"Stars": cell}) for number, cell in enumerate(["5", "much", "lots"], start=2)]
    assert guess_mapping(["Stars"], many).rating_scale is None

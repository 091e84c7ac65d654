from __future__ import annotations

from feedback.evidence.reader.assemble import beginning
from feedback.evidence.reader.sheets import likeness
from feedback.tables.limits import LIMITS


def like(name: str, *records: list[str]) -> float:
    return likeness(name, beginning(iter(list(enumerate(records, start=1))), LIMITS, widen=True))


FORM = (["ID", "Hora de inicio", "Hora de finalización", "¿Qué tal?"], ["1", "2023-01-01", "2023-01-01", "bien"])
PIVOT = (["Facultad", "", "", "Usuarios"], ["Artes", "23", "", "4"])


def test_the_answers_look_more_like_answers_than_what_is_made_of_them() -> None:
    assert like("Hoja1", *FORM) > like("Hoja2", *PIVOT)
    assert like("Respuestas", *PIVOT) > like("Hoja2", *PIVOT) > like("Tablas y gráficos", *PIVOT)


def test_more_rows_and_columns_look_more_like_answers() -> None:
    few, many = [["a", "b"], ["1", "2"]], [["a", "b"], *[["1", "2"]] * 50]
    assert like("x", *many) > like("x", *few)
    assert like("x", ["a", "b", "c"], ["1", "2", "3"]) > like("x", *few)

from __future__ import annotations

import pytest

from feedback.evidence.reader.tools.forms import google, microsoft


@pytest.mark.parametrize("first", ["Timestamp", "Marca temporal", "Carimbo de data/hora"])
def test_google_forms_begin_with_the_moment_of_sending(first: str) -> None:
    found = google([[first, "How was it?", "Rate [Food]", "Rate [Room]"], ["x"] * 4])
    assert found is not None
    assert (found.tool, found.names[1]) == ("google_forms", "How was it?")
    assert [option and option.option for option in found.options] == [None, None, "Food", "Room"]


@pytest.mark.parametrize(
    "own",
    [
        ["ID", "Start time", "Completion time", "Email", "Name"],
        ["ID", "Hora de inicio", "Hora de finalización", "Correo electrónico", "Nombre"],
        ["ID", "Hora de início", "Hora de conclusão", "Email", "Nome"],
    ],
)
def test_microsoft_forms_begin_with_number_moments_and_person(own: list[str]) -> None:
    found = microsoft([[*own, "Observaciones:\n \n¿Cuál?"], ["x"] * 6])
    assert found is not None
    assert (found.tool, found.names[-1]) == ("microsoft_forms", "Observaciones: ¿Cuál?")


def test_other_files() -> None:
    assert google([["text", "Timestamp"], ["x"] * 2]) is None
    assert google([["Timestamp"], ["x"]]) is None
    assert microsoft([["ID", "Start time", "text"], ["x"] * 3]) is None

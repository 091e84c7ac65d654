from __future__ import annotations

from dataclasses import replace

import pytest

from feedback.errors import Invalid, UnknownName
from feedback.evidence.reader.mapping import ColumnMapping, lookup, lookup_key
from feedback.evidence.reader.scale import RatingScale

HEADER = ("Comentario", "Nota", "Fecha", "Etapa", "Grupo", "Canal", "Idioma")
MAPPING = ColumnMapping(
    text="Comentario",
    rating="Nota",
    scale=RatingScale.parse("6..1"),
    date="Fecha",
    stage_column="Etapa",
    source="encuesta 2023",
    lang="es",
    kind="old_survey",
)


def test_names_are_compared_without_case_accents_and_blanks() -> None:
    assert lookup_key("  Atención  AL\ncliente ") == lookup_key("atencion al cliente")


def test_a_name_two_codes_share_means_neither_and_a_code_always_itself() -> None:
    found = lookup({"a": ["Inicio", "Uno", "b"], "b": ["Inicio"]})
    assert found == {"uno": "a", "a": "a", "b": "b"}


def test_columns_are_resolved_to_the_spelling_of_the_header() -> None:
    wanted = replace(MAPPING, text="comentario", rating=" nota ", date="FECHA", stage_column="etapa")
    assert wanted.resolved(HEADER) == MAPPING


def test_a_column_that_is_not_there() -> None:
    with pytest.raises(UnknownName) as refused:
        replace(MAPPING, date="Día").resolved(HEADER)
    assert refused.value.message.params == {"name": "Día", "columns": ", ".join(HEADER)}


def test_contradictions_are_refused() -> None:
    with pytest.raises(Invalid, match="scale"):
        replace(MAPPING, scale=None).resolved(HEADER)
    with pytest.raises(Invalid, match="not both"):
        replace(MAPPING, stage="stay").resolved(HEADER)

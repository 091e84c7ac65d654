from __future__ import annotations

from dataclasses import replace

import pytest

from feedback.errors import Invalid, UnknownName
from feedback.evidence.reader.mapping import ColumnMapping, RatingColumn, SegmentColumn, lookup
from feedback.evidence.reader.scale import RatingScale, WordScale
from feedback.tables.folding import lookup_key

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


def test_every_column_of_texts_ratings_and_segments_is_resolved() -> None:
    wanted = ColumnMapping(
        text="comentario",
        more_texts=("CANAL",),
        ratings=(
            RatingColumn("nota", RatingScale.parse("1..5"), "canal"),
            RatingColumn("idioma", WordScale.parse("a < b")),
        ),
        segments=(SegmentColumn("grupo", {"si": "Sí"}),),
    )
    found = wanted.resolved(HEADER)
    assert (found.texts, [(one.column, one.beside) for one in found.ratings]) == (
        ("Comentario", "Canal"), [("Nota", "Canal"), ("Idioma", "")],
    )  # fmt: skip
    assert found.segments == (SegmentColumn("Grupo", {"si": "Sí"}),)
    assert found.columns == {"Comentario", "Canal", "Nota", "Idioma", "Grupo"}
    with pytest.raises(UnknownName):
        replace(wanted, segments=(SegmentColumn("Ciudad"),)).resolved(HEADER)


def test_a_column_is_known_by_what_else_stands_above_it() -> None:
    others = (("How?: Food", ("How?", "Food")), ("How?: Room", ("How?", "Room", "How? | Room")), ("x", ("", "")))
    header = [name for name, _ in others]
    assert ColumnMapping(text="food").resolved(header, others).text == "How?: Food"
    assert ColumnMapping(text="How? | Room").resolved(header, others).text == "How?: Room"
    with pytest.raises(UnknownName):
        ColumnMapping(text="How?").resolved(header, others)


def test_a_file_needs_a_text_or_a_rating_of_its_own() -> None:
    assert ColumnMapping("", ratings=(RatingColumn("Nota", RatingScale.parse("1..5")),)).resolved(HEADER).texts == ()
    with pytest.raises(Invalid, match="nothing to import"):
        ColumnMapping("").resolved(HEADER)

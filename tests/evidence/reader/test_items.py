from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal

import pytest

from feedback.errors import message
from feedback.evidence.reader.dates import DateOrder
from feedback.evidence.reader.items import (
    LONGEST_TEXT,
    BadRow,
    Empty,
    Item,
    Piece,
    attribute_of,
    question_of,
    rated_of,
    read_item,
)
from feedback.evidence.reader.mapping import ALL_TEXTS, ColumnMapping, RatingColumn, SegmentColumn, lookup
from feedback.evidence.reader.scale import RatingScale, WordScale
from feedback.evidence.reader.shape import Problem, Row

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
STAGES = lookup({"check-in": ["Llegada", "Check-in"], "stay": ["Estancia", "Stay"]})


def row(*cells: str, number: int = 2) -> Row:
    return Row(number, dict(zip(HEADER, [*cells, *[""] * (len(HEADER) - len(cells))], strict=True)))


def read(*cells: str, mapping: ColumnMapping = MAPPING) -> Item | Empty | BadRow:
    return read_item(row(*cells), mapping, STAGES)


def test_everything_a_row_says() -> None:
    given = row(" Muy\r\nbien ", "1,5", "12/03/2024 10:00", "LLEGADA", number=9)
    assert read_item(given, MAPPING, STAGES) == Item(
        row=9,
        pieces=(Piece("Muy\nbien", "", 4.6, Decimal("1.5"), ""),),
        date=dt.date(2024, 3, 12),
        stage="check-in",
        group=None,
        source="encuesta 2023",
        lang="es",
        kind="old_survey",
        raw=given.cells,
    )


def test_what_is_not_said_is_nothing() -> None:
    item = read("Bien")
    assert isinstance(item, Item)
    assert (item.pieces, item.date, item.stage) == ((Piece("Bien"),), None, None)


def test_only_the_text_need_be_mapped() -> None:
    item = read("Bien", "99", "no date", "nowhere", mapping=ColumnMapping(text="Comentario"))
    assert isinstance(item, Item)
    assert (item.rating, item.date, item.stage, item.source, item.lang) == (None, None, None, "", None)


@pytest.mark.parametrize("text", ["", "  ", "\r\n\t", "\x00\x07", "\ufeff"])
def test_a_row_without_text_is_empty_whatever_else_it_says(text: str) -> None:
    assert read(text, "99", "never") == Empty(2)


def test_an_unknown_stage_is_no_stage_and_the_text_is_kept() -> None:
    item = read("Bien", "", "", "Postventa")
    assert isinstance(item, Item)
    assert (item.stage, item.text, item.raw["Etapa"]) == (None, "Bien", "Postventa")


@pytest.mark.parametrize("cell", ["0,9", "7", "seis", "nan", "-1"])
def test_a_rating_off_the_scale_is_a_bad_row(cell: str) -> None:
    assert read("Bien", cell) == BadRow(
        2,
        "Nota",
        message("%(value)s is not a rating from %(worst)s to %(best)s.", value=cell, worst="6", best="1"),
        row("Bien", cell).cells,
    )


@pytest.mark.parametrize(("day_first", "order"), [(True, "day first"), (False, "month first")])
def test_an_unreadable_date_is_a_bad_row_that_names_the_order(day_first: bool, order: str) -> None:
    bad = read("Bien", "", "31/31/2024", mapping=replace(MAPPING, date_order=DateOrder(day_first)))
    assert isinstance(bad, BadRow)
    assert (bad.column, order in bad.reason.id, bad.reason.params) == ("Fecha", True, {"value": "31/31/2024"})


def test_text_up_to_the_limit_and_above() -> None:
    assert isinstance(read("x" * LONGEST_TEXT), Item)
    bad = read("x" * (LONGEST_TEXT + 1))
    assert isinstance(bad, BadRow)
    assert (bad.column, bad.reason.params) == ("Comentario", {"limit": 10_000})
    assert len(bad.cells["Comentario"]) == 10_001


def test_a_row_that_could_not_be_read_keeps_its_reason_and_its_cells() -> None:
    reason = message("because")
    bad = read_item(Row(4, {"Comentario": "Bien"}, Problem(reason, "Comentario"), ("more",)), MAPPING, STAGES)
    assert bad == BadRow(4, "Comentario", reason, {"Comentario": "Bien"}, ("more",))


def test_one_stage_for_the_whole_file() -> None:
    item = read("Bien", mapping=replace(MAPPING, stage_column=None, stage="stay"))
    assert isinstance(item, Item)
    assert item.stage == "stay"


def test_columns_of_group_source_and_language() -> None:
    mapping = replace(MAPPING, group_column="Grupo", source_column="Canal", lang_column="Idioma")
    groups = lookup({"customers": ["Clientes"], "staff": ["Personal"]})
    item = read_item(row("Bien", "", "", "", "clientes", "Correo", "Inglés"), mapping, STAGES, groups)
    assert isinstance(item, Item)
    assert (item.group, item.source, item.lang) == ("customers", "Correo", "en")
    fallback = read_item(row("Bien", "", "", "", "staff", "", "klingon"), mapping, STAGES, groups)
    assert isinstance(fallback, Item)
    assert (fallback.group, fallback.source, fallback.lang) == ("staff", "encuesta 2023", "es")


@pytest.mark.parametrize("cell", ["", "Vecinos"])
def test_a_group_nobody_knows_is_a_bad_row(cell: str) -> None:
    bad = read_item(row("Bien", "", "", "", cell), replace(MAPPING, group_column="Grupo"), STAGES, {"x": "x"})
    assert isinstance(bad, BadRow)
    assert (bad.column, bad.reason.params) == ("Grupo", {"value": cell or "—"})


@pytest.mark.parametrize(
    ("cell", "lang"),
    [("es", "es"), ("pt-BR", "pt"), ("EN_us", "en"), ("Español", "es"), ("português", "pt"), ("fr", "fr")],
)
def test_languages(cell: str, lang: str) -> None:
    item = read("Bien", "", "", "", "", "", cell, mapping=replace(MAPPING, lang_column="Idioma"))
    assert isinstance(item, Item)
    assert item.lang == lang


def test_a_long_value_is_shortened_in_the_reason_only() -> None:
    bad = read("Bien", "x" * 500)
    assert isinstance(bad, BadRow)
    assert bad.reason.params["value"] == "x" * 59 + "…"
    assert bad.cells["Nota"] == "x" * 500


SURVEY = ("Nota", "Lo mejor", "Lo peor", "Servicio", "Cliente")
SEVERAL = ColumnMapping(
    text="Lo mejor",
    more_texts=("Lo peor",),
    ratings=(
        RatingColumn("Nota", RatingScale.parse("1..5"), "Lo peor"),
        RatingColumn("Servicio", WordScale.parse("Malo < Regular < Bueno")),
    ),
    segments=(SegmentColumn("Cliente", {"si": "Sí"}),),
    no_answer=("-99",),
)


def several(*cells: str, mapping: ColumnMapping = SEVERAL) -> Item | Empty | BadRow:
    return read_item(Row(3, dict(zip(SURVEY, cells, strict=True))), mapping, {})


def test_each_text_is_a_piece_and_each_rating_of_its_own_too() -> None:
    item = several("2", "La comida", "El ruido", "Bueno", "SI")
    assert isinstance(item, Item)
    assert item.pieces == (
        Piece("La comida", "Lo mejor"),
        Piece("El ruido", "Lo peor", 2.0, Decimal(2), ""),
        Piece("", "", 5.0, Decimal(3), "Servicio"),
    )
    assert (item.segments, item.text, item.rating) == ({"Cliente": "Sí"}, "La comida", None)


def test_the_rating_of_a_row_goes_with_every_text() -> None:
    only = replace(SEVERAL, rating="Nota", scale=RatingScale.parse("0..10"), ratings=())
    kept = replace(SEVERAL, ratings=(RatingColumn("Nota", RatingScale.parse("0..10"), ALL_TEXTS),))
    for mapping in (only, kept):
        item = several("5", "La comida", "El ruido", "", "", mapping=mapping)
        assert isinstance(item, Item)
        assert [(piece.text, piece.rating) for piece in item.pieces] == [("La comida", 3.0), ("El ruido", 3.0)]
    assert several("5", "", "", "", "", mapping=only) == Empty(3)
    alone = several("5", "", "", "", "", mapping=kept)
    assert isinstance(alone, Item)
    assert alone.pieces == (Piece("", "", 3.0, Decimal(5), ""),)


def test_a_rating_is_kept_where_the_text_it_goes_with_was_not_written() -> None:
    item = several("2", "", "-99", "Malo", "")
    assert isinstance(item, Item)
    assert [(piece.text, piece.rating, piece.rated) for piece in item.pieces] == [("", 2.0, ""), ("", 1.0, "Servicio")]
    assert several("", "", "", "No aplica", "no") == Empty(3)


def test_one_rating_that_cannot_be_read_makes_a_bad_row_with_its_column() -> None:
    bad = several("2", "La comida", "El ruido", "Azul", "")
    assert isinstance(bad, BadRow)
    assert (bad.column, str(bad.reason)) == ("Servicio", "Azul is not a rating from Malo to Bueno.")


def test_a_heading_that_only_says_comment_asks_nothing() -> None:
    names = ("Comentario", "COMMENTS:", "[C]", "¿Qué mejoraría?", "x" * 600)
    assert [question_of(name) for name in names] == ["", "", "", "¿Qué mejoraría?", "x" * 500]
    assert [rated_of(name) for name in ("Nota", "Puntuación", "Servicio")] == ["", "", "Servicio"]


def test_an_attribute_can_be_looked_for_in_json() -> None:
    assert attribute_of('¿"Útil"?') == "¿'Útil'?"

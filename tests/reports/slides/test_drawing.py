"""A deck as a file: titles in placeholders, languages, texts for who cannot see, and texts that stay texts."""

from __future__ import annotations

import io
from datetime import UTC, datetime

from openpyxl import load_workbook
from pptx.enum.shapes import PP_PLACEHOLDER

from feedback.reports.slides.drawing import drawn
from feedback.reports.slides.records import Curve, Deck, Point, Quote, Slide, Table
from tests.factories.slides import everything, opened, titles, xml

HOSTILE = '=HYPERLINK("http://evil.example")'
MOMENT = datetime(2026, 9, 15, 8, tzinfo=UTC)
POINTS = [Point(HOSTILE, 3.0, 2.5, 3.5, 40), Point("2"), Point("3", 4.0, 3.9, 4.2, 12)]
COLUMNS = ("Stage", "Clientes", "Below", "Above", "Low", "High", "n")
CURVE = Curve("Clientes", "Una línea: 3,0 y 4,0", "customer", "Etapa", COLUMNS, POINTS)
TABLE = Table("Media de cada etapa", ("Etapa", "Media"), (3, 1), [(HOSTILE, "3,0"), ("2", ""), ("3", "4,0")])


def deck(*slides: Slide, **values: str) -> bytes:
    about = {"language": "es", "title": "Informe", "organisation": "Acme", "day": "hoy", "stamp": "A fecha de hoy"}
    return drawn(Deck(**{**about, **values}, facts=[("Objetivo", "Sin sorpresas")], slides=slides), MOMENT)  # type: ignore[arg-type]


def whole() -> bytes:
    quotes = [Quote("They <b>came</b> late & left.", "Clientes", "en")]
    return deck(
        Slide("En breve", lines=["Una cosa", "y otra"], notes="Cómo se hizo"),
        Slide("Lo vivido", table=TABLE, curve=CURVE),
        Slide("Lo compartido", table=TABLE, quotes=quotes),
    )


def test_titles_stand_in_placeholders_and_nothing_is_left_empty() -> None:
    show = opened(whole())
    assert titles(show) == ["Acme: Informe", "En breve", "Lo vivido", "Lo compartido"]
    assert (show.slide_width, show.slide_height) == (12191695, 6858000)
    for slide in show.slides:
        kinds = {shape.placeholder_format.type for shape in slide.placeholders}
        assert {PP_PLACEHOLDER.FOOTER, PP_PLACEHOLDER.SLIDE_NUMBER} < kinds
        assert "A fecha de hoy" in [shape.text_frame.text for shape in slide.placeholders if shape.has_text_frame]
        assert all(shape.is_placeholder for shape in slide.shapes)
        assert len({shape.shape_id for shape in slide.shapes}) == len(slide.shapes)


def test_who_cannot_see_hears_what_charts_and_tables_hold() -> None:
    show = opened(whole())
    said = [shape._element.nvGraphicFramePr.cNvPr.get("descr") for shape in show.slides[2].shapes if shape.has_table]
    chart = next(shape for shape in show.slides[2].shapes if shape.has_chart)
    assert said == ["Media de cada etapa"]
    assert chart._element.nvGraphicFramePr.cNvPr.get("descr") == "Una línea: 3,0 y 4,0"
    assert next(shape.table for shape in show.slides[2].shapes if shape.has_table).first_row
    assert show.slides[1].notes_slide.notes_text_frame.text == "Cómo se hizo"


def test_every_run_says_its_language() -> None:
    files = xml(whole())
    slides = "".join(text for name, text in files.items() if name.startswith("ppt/slides/slide"))
    assert slides.count("<a:r>") == slides.count("<a:r><a:rPr lang=")
    assert slides.count('lang="es-ES"') > 10
    assert slides.count('lang="en-US"><') + slides.count('lang="en-US" ') == slides.count('lang="en-US"') > 0
    assert "They &lt;b&gt;came&lt;/b&gt; late &amp; left." in slides


def test_the_chart_has_whiskers_and_a_sheet_without_a_formula() -> None:
    show = opened(whole())
    chart = next(shape.chart for shape in show.slides[2].shapes if shape.has_chart)
    assert list(chart.plots[0].series[0].values) == [3.0, None, 4.0]
    assert (chart.value_axis.minimum_scale, chart.value_axis.maximum_scale) == (1, 5)
    bars = chart._chartSpace.xpath("//c:errBars//c:v")
    assert [one.text for one in bars] == ["0.5", "0.0", "0.2", "0.5", "0.0", "0.1"]
    book = load_workbook(io.BytesIO(chart.part.chart_workbook.xlsx_part.blob))
    assert [[cell.value for cell in row] for row in book["Sheet1"].iter_rows()] == [
        list(COLUMNS),
        [f"'{HOSTILE}", 3, 0.5, 0.5, 2.5, 3.5, 40],
        ["2", None, 0, 0, None, None, None],
        ["3", 4, 0.1, 0.2, 3.9, 4.2, 12],
    ]
    assert all(cell.data_type != "f" for row in book["Sheet1"].iter_rows() for cell in row)


def test_control_characters_and_halves_of_letters_do_not_break_it() -> None:
    bad = "a\0b\x1bc\ud800d\ufffe _x0041_ <script> &amp;"
    curve = Curve(bad, bad, "other", bad, (bad,) * 7, [Point(bad, 3.0)])
    table = Table(bad, (bad, bad), (1, 1), [(bad, bad)])
    body = deck(
        Slide(bad, lines=[bad], notes=bad),
        Slide(bad, table=table, curve=curve),
        Slide(bad, table=table, quotes=[Quote(bad, bad, "x")]),
        organisation=bad,
        stamp=bad,
    )
    assert titles(opened(body))[1] == "a b c d _x0041_ <script> &amp;"


def test_nothing_of_it_points_outside() -> None:
    for name, text in xml(whole()).items():
        assert 'TargetMode="External"' not in text, name
        assert "hlinkClick" not in text, name


def test_its_properties_say_whose_it_is() -> None:
    about = opened(whole()).core_properties
    assert (about.title, about.author, about.language) == ("Informe", "Acme", "es")
    assert about.created == datetime(2026, 9, 15, 8)
    assert "Objetivo: Sin sorpresas" in everything(opened(whole()))

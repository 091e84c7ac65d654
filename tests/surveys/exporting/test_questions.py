"""Every kind as rows of an XLSForm."""

from __future__ import annotations

from typing import Any

import pytest

from feedback.surveys.document import Choice, Question, Questionnaire, Section, Texts
from feedback.surveys.exporting.naming import names_of
from feedback.surveys.exporting.questions import Writing, rows_of
from feedback.surveys.exporting.sheets import Row, Sheets
from feedback.surveys.question_types import TYPES

CHOICES = (Choice("a", Texts({"es": "A"})), Choice("b", Texts({"es": "B"})))
ROWS = (Choice("r1", Texts({"es": "R1"})), Choice("r2", Texts({"es": "R2"})))


def written(kind: str, settings: dict[str, Any] | None = None, **more: Any) -> tuple[list[Row], Sheets]:
    question = Question("q", "q", "q", kind, text=Texts({"es": "¿?"}), settings=settings or {}, **more)
    sheets = Sheets()
    document = Questionnaire(languages=("es",), base_language="es", sections=(Section("s", questions=(question,)),))
    return rows_of(question, Writing(names_of(document), sheets, ("es",))), sheets


@pytest.mark.parametrize(
    ("kind", "settings", "type_", "cells"),
    [
        ("nps", {}, "range", {"parameters": "start=0 end=10 step=1"}),
        ("ces", {"points": 5}, "range", {"parameters": "start=1 end=5 step=1"}),
        ("rating", {"first": 0, "points": 4}, "range", {"parameters": "start=0 end=3 step=1"}),
        ("number", {}, "integer", {}),
        ("number", {"decimals": 2}, "decimal", {}),
        ("date", {}, "date", {}),
        ("time", {}, "time", {}),
        ("text", {}, "text", {}),
        ("longtext", {}, "text", {"appearance": "multiline"}),
        ("email", {}, "text", {"appearance": "email"}),
        ("phone", {}, "text", {"appearance": "numbers"}),
        ("consent", {}, "acknowledge", {}),
        ("info", {}, "note", {}),
        ("hidden", {}, "hidden", {}),
        ("calculation", {}, "calculate", {}),
    ],
)
def test_kinds_of_one_row(kind: str, settings: dict[str, Any], type_: str, cells: dict[str, str]) -> None:
    (row,), _sheets = written(kind, settings)
    assert (row.type, row.name, row.cells, row.texts["label"].by_language) == (type_, "q", cells, {"es": "¿?"})


@pytest.mark.parametrize(
    ("kind", "settings", "type_", "codes"),
    [
        ("single", {"other": True, "none": True}, "select_one q_options or_other", ["a", "b", "none"]),
        ("dropdown", {"not_applicable": True}, "select_one q_options", ["a", "b", "na"]),
        ("multi", {}, "select_multiple q_options", ["a", "b"]),
        ("ranking", {}, "rank q_options", ["a", "b"]),
    ],
)
def test_kinds_with_options(kind: str, settings: dict[str, Any], type_: str, codes: list[str]) -> None:
    (row,), sheets = written(kind, settings, choices=CHOICES)
    assert (row.type, [(one.list_name, one.name) for one in sheets.choices]) == (
        type_,
        [("q_options", code) for code in codes],
    )


def test_yes_and_no_have_words_in_the_questionnaires_languages() -> None:
    (row,), sheets = written("yesno")
    assert row.type == "select_one q_options"
    assert [(one.name, one.label.by_language) for one in sheets.choices] == [
        ("yes", {"es": "Sí"}),
        ("no", {"es": "No"}),
    ]


@pytest.mark.parametrize(
    ("kind", "more", "shape"),
    [
        (
            "matrix",
            {"choices": CHOICES, "rows": ROWS},
            [
                ("begin_group", "q"),
                ("select_one q_options", "q_r1"),
                ("select_one q_options", "q_r2"),
                ("end_group", ""),
            ],
        ),
        ("text", {"rows": ROWS}, [("begin_group", "q"), ("text", "q_r1"), ("text", "q_r2"), ("end_group", "")]),
        (
            "importance",
            {},
            [("begin_group", "q"), ("range", "q_importance"), ("range", "q_satisfaction"), ("end_group", "")],
        ),
        (
            "kano",
            {},
            [
                ("begin_group", "q"),
                ("select_one q_options", "q_with"),
                ("select_one q_options", "q_without"),
                ("end_group", ""),
            ],
        ),
    ],
)
def test_kinds_of_several_rows(kind: str, more: dict[str, Any], shape: list[tuple[str, str]]) -> None:
    rows, _sheets = written(kind, **more)
    assert [(row.type, row.name) for row in rows] == shape
    assert rows[0].texts["label"].by_language == {"es": "¿?"}


def test_required_and_own_words_stand_at_what_is_answered() -> None:
    said = {"required": True, "missing_text": Texts({"es": "Falta"}), "invalid_text": Texts({"es": "Mal"})}
    rows, _sheets = written("matrix", choices=CHOICES, rows=ROWS, **said)
    assert [row.cells.get("required") for row in rows] == [None, "yes", "yes", None]
    assert rows[1].texts["required_message"].by_language == {"es": "Falta"}
    assert rows[1].texts["constraint_message"].by_language == {"es": "Mal"}


def test_words_at_the_ends_of_a_scale_go_into_the_hint() -> None:
    (row,), sheets = written(
        "nps", {"low_label": {"es": "Nada"}, "high_label": {"es": "Mucho"}}, help=Texts({"es": "Elige"})
    )
    assert row.texts["hint"].by_language == {"es": "Elige\n0 = Nada, 10 = Mucho"}
    assert [note.question for note in sheets.notes] == ["q"]


def test_every_kind_of_ours_can_be_written() -> None:
    for kind in TYPES:
        rows, _sheets = written(kind, choices=CHOICES if TYPES[kind].has_choices else ())
        assert rows

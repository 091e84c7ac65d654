"""Every type of LimeSurvey question."""

from __future__ import annotations

import pytest

from feedback.surveys import checking
from feedback.surveys.importers import Imported, inspect
from tests.surveys.importers.lss import Row, old

ROWS = [
    {"qid": 10 + n, "parent_qid": 1, "title": f"r{n}", "question": f"Row {n}", "question_order": n, "language": "en"}
    for n in (1, 2)
]
COLUMNS = [
    {**row, "qid": 20 + n, "title": f"c{n}", "question": f"Column {n}", "scale_id": 1} for n, row in enumerate(ROWS, 1)
]
ANSWERS = [
    {"qid": 1, "code": f"a{n}", "answer": f"Answer {n}", "sortorder": n, "scale_id": 0, "language": "en"}
    for n in (1, 2)
]
SECOND = [{**answer, "code": f"b{n}", "scale_id": 1} for n, answer in enumerate(ANSWERS, 1)]


def read(kind: str, *attributes: Row, **more: object) -> Imported:
    given = [{"qid": 1, **one} for one in attributes]
    row = {"qid": 1, "type": kind, "title": "q", **more}
    return inspect(
        old(row, subquestions=[*ROWS, *COLUMNS], answers=[*ANSWERS, *SECOND], question_attributes=given), "x.lss"
    )


@pytest.mark.parametrize(
    ("native", "kind", "choices", "rows"),
    [
        ("L", "single", "a1 a2", ""),
        ("!", "dropdown", "a1 a2", ""),
        ("O", "single", "a1 a2", ""),
        ("M", "multi", "r1 r2", ""),
        ("P", "multi", "r1 r2", ""),
        ("Y", "yesno", "", ""),
        ("G", "single", "F M", ""),
        ("5", "rating", "1 2 3 4 5", ""),
        ("S", "text", "", ""),
        ("T", "longtext", "", ""),
        ("U", "longtext", "", ""),
        ("N", "number", "", ""),
        ("K", "number", "", "r1 r2"),
        ("Q", "text", "", "r1 r2"),
        ("D", "date", "", ""),
        ("A", "matrix", "1 2 3 4 5", "r1 r2"),
        ("B", "matrix", "1 2 3 4 5 6 7 8 9 10", "r1 r2"),
        ("C", "matrix", "Y U N", "r1 r2"),
        ("E", "matrix", "I S D", "r1 r2"),
        ("F", "matrix", "a1 a2", "r1 r2"),
        ("H", "matrix", "a1 a2", "r1 r2"),
        ("1", "matrix", "a1 a2", "r1 r2"),
        (":", "matrix", "c1 c2", "r1 r2"),
        (";", "matrix", "c1 c2", "r1 r2"),
        ("R", "ranking", "a1 a2", ""),
        ("X", "info", "", ""),
        ("*", "calculation", "", ""),
        ("I", "unsupported", "", ""),
        ("|", "file", "", ""),
        ("?", "unsupported", "a1 a2", "r1 r2"),
    ],
)
def test_kinds(native, kind, choices, rows):
    imported = read(native, question="{1 + 1}" if native == "*" else "A question")
    question = imported.questions[0]
    assert (question.kind, question.source_kind) == (kind, native)
    assert " ".join(one.code for one in question.choices) == choices
    assert " ".join(one.code for one in question.rows) == rows
    assert len(imported.questions) == 1
    assert [str(one.message) for one in checking.check(imported.questionnaire) if not one.warning] == []


@pytest.mark.parametrize(
    ("native", "ours"),
    [
        ("O", [("q", "single"), ("q_comment", "longtext")]),
        ("P", [("q", "multi"), ("q_comment", "text")]),
        ("1", [("q", "matrix"), ("q_scale_2", "matrix")]),
        (":", [("q", "number")]),
        (";", [("q", "text")]),
        ("|", [("q", "text")]),
        ("I", [("q", "info")]),
    ],
)
def test_what_one_question_of_ours_cannot_hold_stands_beside_it(native, ours):
    imported = read(native)
    assert [(one.code, one.kind) for one in imported.questionnaire.questions()] == ours
    assert [one.question for one in imported.report] in ([], ["q"])


def test_every_cell_of_a_table_of_numbers_becomes_a_row():
    ours = next(read(":").questionnaire.questions())
    assert [(one.code, one.text.text_in("en")) for one in ours.rows] == [
        ("r1_c1", "Row 1 · Column 1"),
        ("r1_c2", "Row 1 · Column 2"),
        ("r2_c1", "Row 2 · Column 1"),
        ("r2_c2", "Row 2 · Column 2"),
    ]


def test_a_table_of_boxes_is_a_matrix_of_several():
    ours = next(read(":", {"attribute": "multiflexible_checkbox", "value": 1}).questionnaire.questions())
    assert (ours.kind, ours.settings) == ("matrix", {"several": True})


@pytest.mark.parametrize(
    ("pattern", "kinds"),
    [
        ("", ["date"]),
        ("yyyy-mm-dd", ["date"]),
        ("HH:MM", ["time"]),
        ("dd.mm.yyyy HH:MM", ["date", "time"]),
        ("mm/yyyy", ["date"]),
    ],
)
def test_a_date_may_be_a_time_or_both(pattern, kinds):
    imported = read("D", {"attribute": "date_format", "value": pattern})
    assert [one.kind for one in imported.questionnaire.questions()] == kinds


def test_other_has_our_built_in_option_and_their_words():
    imported = read("L", {"attribute": "other_replace_text", "value": "<b>Else</b>", "language": "en"}, other="Y")
    ours = next(imported.questionnaire.questions())
    assert ours.settings == {"other": True, "other_text": {"en": "Else"}}
    assert [one.code for one in ours.choices] == ["a1", "a2"]


def test_mandatory_may_be_soft():
    for mandatory, required, soft in (("Y", True, False), ("S", False, True), ("N", False, False)):
        imported = read("S", mandatory=mandatory)
        ours = next(imported.questionnaire.questions())
        assert (imported.questions[0].required, ours.required, ours.soft) == (required, required, soft)


def test_options_of_a_scale_the_type_does_not_show_are_kept_and_told():
    raw = old({"qid": 1, "type": "F", "title": "q"}, subquestions=ROWS, answers=SECOND)
    imported = inspect(raw, "x.lss")
    assert imported.questions[0].choices == ()
    assert [one.code for one in next(imported.questionnaire.questions()).choices] == ["b1", "b2"]
    assert [one.construct for one in imported.report] == ["scale_id"]


def test_built_in_words_are_there_in_every_language_of_the_file():
    raw = old({"qid": 1, "type": "G", "title": "q"}).replace(
        b"<format>", b"<additional_languages>es zh</additional_languages><format>"
    )
    ours = next(inspect(raw, "x.lss").questionnaire.questions())
    assert dict(ours.choices[0].text.by_language) == {"en": "Female", "es": "Femenino", "zh": "Female"}

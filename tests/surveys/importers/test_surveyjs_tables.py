"""Tables whose columns ask different things."""

from __future__ import annotations

import json
from typing import Any

from feedback.surveys.checking import check
from feedback.surveys.document import Question
from feedback.surveys.importers import Imported, inspect


def read(element: dict[str, Any]) -> tuple[Imported, list[Question], list[str]]:
    found = inspect(
        json.dumps({"title": "T", "elements": [{"name": "m", "title": "M", **element}]}).encode(), format="surveyjs"
    )
    return found, list(found.questionnaire.questions()), [entry.construct for entry in found.report]


COLUMNS = [
    {"name": "grade", "title": "Grade"},
    {"name": "often", "cellType": "checkbox", "choices": ["x", "y"]},
    {"name": "why", "cellType": "text"},
    {"name": "times", "cellType": "text", "inputType": "number", "isRequired": True},
    {"name": "ok", "cellType": "boolean"},
]


def test_a_question_for_each_column_of_a_table_with_rows() -> None:
    table = {"type": "matrixdropdown", "rows": ["r1", "r2"], "choices": ["good", "bad"], "columns": COLUMNS}
    found, questions, told = read(table)
    assert [(one.code, one.kind) for one in found.questions] == [("m", "matrix")]
    assert [(one.code, one.kind, [choice.code for choice in one.choices]) for one in questions] == [
        ("m", "matrix", ["good", "bad"]),
        ("m_often", "matrix", ["x", "y"]),
        ("m_why", "text", []),
        ("m_times", "number", []),
        ("m_ok", "matrix", ["yes", "no"]),
    ]
    assert [one.text.by_language["en"] for one in questions] == ["M: Grade", "M: often", "M: why", "M: times", "M: ok"]
    assert dict(questions[1].settings) == {"several": True}
    assert questions[3].required is True
    assert told == ["matrixdropdown"]
    assert [problem for problem in check(found.questionnaire) if not problem.warning] == []


def test_one_column_keeps_the_questions_own_words() -> None:
    _found, (question,), _told = read(
        {"type": "matrixdropdown", "rows": ["r"], "columns": [{"name": "a", "choices": [1, 2]}]}
    )
    assert question.text.by_language == {"en": "M"}


def test_rows_that_people_add_cannot_be_asked_for() -> None:
    found, (question,), _told = read({"type": "matrixdynamic", "columns": COLUMNS})
    assert (found.questions[0].kind, question.kind) == ("unsupported", "text")
    assert [one.code for one in found.questions[0].choices] == ["grade", "often", "why", "times", "ok"]

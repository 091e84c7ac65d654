"""Rules of SurveyJS surveys in ours."""

from __future__ import annotations

import json
from typing import Any

from feedback.surveys.conditions.ast import All, Answer, Call, Compare, Value
from feedback.surveys.document import Question
from feedback.surveys.importers import inspect


def read(*elements: dict[str, Any], **more: Any) -> tuple[dict[str, Question], list[tuple[str, str]]]:
    named = [{"type": "text", **one} for one in elements]
    found = inspect(json.dumps({"title": "T", "elements": named, **more}).encode(), format="surveyjs")
    questions = {one.code: one for one in found.questionnaire.questions()}
    return questions, [(entry.question, entry.construct) for entry in found.report]


def test_shown_and_enabled_are_both_needed() -> None:
    questions, told = read(
        {"name": "a"}, {"name": "b"}, {"name": "c", "visibleIf": "{a} = 'x'", "enableIf": "{b} notempty"}
    )
    a_is_x, b_is_there = Compare(Answer("q1"), "equals", Value("x")), Compare(Answer("q2"), "answered")
    assert (questions["c"].shown_when, told) == (All((a_is_x, b_is_there)), [])


def test_what_cannot_be_translated_is_told() -> None:
    questions, told = read({"name": "a"}, {"name": "b", "visibleIf": "{a} = 'x' and age({a}) > 1"})
    assert questions["b"].shown_when == Compare(Answer("q1"), "equals", Value("x"))
    assert told == [("b", "visibleIf: {a} = 'x' and age({a}) > 1")]


def test_calculated_values_are_worked_out_where_they_are_used() -> None:
    values = [{"name": "double", "expression": "{a} * 2"}, {"name": "again", "expression": "{double} + 1"}]
    number = {"name": "a", "inputType": "number"}
    questions, told = read(number, {"name": "b", "visibleIf": "{again} > 5"}, calculatedValues=values)
    double = Call("multiply", (Answer("q1"), Value(2.0)))
    assert questions["b"].shown_when == Compare(Call("add", (double, Value(1.0))), "more", Value(5.0))
    assert told == []


def test_expressions_are_formulas() -> None:
    questions, told = read(
        {"name": "a", "inputType": "number"},
        {"name": "c", "type": "expression", "expression": "{a} + 1"},
        {"name": "d", "type": "expression", "expression": "{row.x} + 1"},
    )
    assert questions["c"].formula == Call("add", (Answer("q1"), Value(1.0)))
    assert (questions["d"].formula, told) == (None, [("d", "expression: {row.x} + 1")])


def test_another_name_of_a_value_is_a_name_too() -> None:
    questions, _told = read({"name": "a", "valueName": "shared"}, {"name": "b", "visibleIf": "{shared} = 'x'"})
    assert questions["b"].shown_when == Compare(Answer("q1"), "equals", Value("x"))


def test_answers_quoted_in_texts() -> None:
    questions, told = read({"name": "first name"}, {"name": "b", "title": "Hello {first name}, {0} of {nobody}"})
    assert questions["b"].text.by_language == {"en": "Hello {first name}, {0} of {nobody}"}
    assert told == [("b", "{nobody}")]

"""Elements as questions, kind by kind."""

from __future__ import annotations

import json
from typing import Any

import pytest

from feedback.surveys.document import Question
from feedback.surveys.importers import Imported, inspect


def read(*elements: dict[str, Any]) -> tuple[Imported, list[Question], list[str]]:
    found = inspect(json.dumps({"title": "T", "elements": list(elements)}).encode(), format="surveyjs")
    return found, list(found.questionnaire.questions()), [entry.construct for entry in found.report]


def test_zero_to_ten_is_nps_and_its_ends_have_words() -> None:
    element = {
        "type": "rating",
        "name": "n",
        "rateMin": 0,
        "rateMax": 10,
        "minRateDescription": "No",
        "maxRateDescription": "Yes",
    }
    found, (question,), told = read(element)
    assert (found.questions[0].kind, len(found.questions[0].choices), question.choices) == ("nps", 11, ())
    assert dict(question.settings) == {"low_label": {"en": "No"}, "high_label": {"en": "Yes"}}
    assert told == []


def test_points_with_words_instead_of_numbers_are_options() -> None:
    found, (question,), told = read({"type": "rating", "name": "r", "rateValues": ["bad", "good"]})
    assert (found.questions[0].kind, question.kind) == ("rating", "single")
    assert [choice.code for choice in question.choices] == ["bad", "good"]
    assert told == ["rating"]


def test_other_none_and_order() -> None:
    element = {
        "type": "checkbox",
        "name": "c",
        "choices": ["a", "b"],
        "showOtherItem": True,
        "otherText": "Else",
        "hasNone": True,
        "choicesOrder": "random",
        "minSelectedChoices": 0,
        "maxSelectedChoices": 2,
    }
    _found, (question,), told = read(element)
    assert dict(question.settings) == {
        "max": 2,
        "none": True,
        "order": "random",
        "other": True,
        "other_text": {"en": "Else"},
    }
    assert told == []


def test_a_boolean_with_values_and_words_of_its_own() -> None:
    element = {"type": "boolean", "name": "b", "valueTrue": "si", "valueFalse": "no", "labelTrue": "Claro"}
    _found, questions, told = read(element, {"type": "text", "name": "t", "visibleIf": "{b} = 'si'"})
    assert questions[0].kind == "yesno"
    assert questions[1].shown_when is not None
    assert questions[1].shown_when.right.value == "yes"  # type: ignore[union-attr]
    assert told == ["labelTrue"]


def test_several_texts_are_one_question_with_rows() -> None:
    items = [{"name": "a", "title": "A"}, {"name": "b", "inputType": "email"}]
    found, (question,), told = read({"type": "multipletext", "name": "m", "items": items})
    assert (found.questions[0].kind, [row.code for row in found.questions[0].rows]) == ("text", ["a", "b"])
    assert [row.code for row in question.rows] == ["a", "b"]
    assert told == ["inputType"]


def test_several_numbers_are_a_number_with_rows() -> None:
    items = [{"name": "a", "inputType": "number"}, {"name": "b", "inputType": "number"}]
    found, (question,), _told = read({"type": "multipletext", "name": "m", "items": items})
    assert (found.questions[0].kind, question.kind, len(question.rows)) == ("number", "number", 2)


def test_a_matrix_has_rows_and_options() -> None:
    element = {"type": "matrix", "name": "m", "columns": ["bad", {"value": 2, "text": "Good"}], "rows": ["r1", "r2"]}
    found, (question,), told = read(element)
    facts = found.questions[0]
    assert ([one.code for one in facts.choices], [one.code for one in facts.rows]) == (["bad", "2"], ["r1", "r2"])
    assert (question.kind, told) == ("matrix", [])


def test_limits_of_numbers_and_days() -> None:
    _found, (number, day, moment, time), told = read(
        {"type": "text", "name": "n", "inputType": "number", "min": 1, "max": 9, "step": 1},
        {"type": "text", "name": "d", "inputType": "date", "min": "2020-01-01", "max": "=today()"},
        {"type": "text", "name": "m", "inputType": "datetime-local"},
    )
    assert dict(number.settings) == {"min": 1, "max": 9}
    assert dict(day.settings) == {"earliest": "2020-01-01"}
    assert (moment.kind, time.kind, time.code) == ("date", "time", "m_time")
    assert told == ["max", "inputType"]


@pytest.mark.parametrize(
    ("rules", "has_condition"),
    [
        ({"visibleIf": "{a} = 1"}, True),
        ({"enableIf": "{a} = 1"}, True),
        ({"choicesVisibleIf": "{item} = 1"}, True),
        ({"choices": [{"value": 1, "visibleIf": "{a} = 1"}]}, True),
        ({"requiredIf": "{a} = 1"}, False),
        ({}, False),
    ],
)
def test_what_a_condition_at_the_question_is(rules: dict[str, Any], has_condition: bool) -> None:
    found, _questions, _told = read(
        {"type": "text", "name": "a"}, {"type": "radiogroup", "name": "b", "choices": [1], **rules}
    )
    assert found.questions[1].has_condition is has_condition


def test_widgets_that_people_made_become_the_nearest_kind_and_that_is_told() -> None:
    found, _questions, told = read(
        {"type": "personname", "name": "p"}, {"type": "infotext", "name": "i"}, {"type": "hologram", "name": "h"}
    )
    assert [one.kind for one in found.questions] == ["text", "info", "unsupported"]
    assert told == ["personname", "hologram"]


def test_a_picture_choice_of_several_is_several_choices() -> None:
    found, (question,), _told = read({"type": "imagepicker", "name": "i", "multiSelect": True, "choices": ["a", "b"]})
    assert (found.questions[0].kind, question.kind) == ("picture", "multi")


def test_a_title_that_is_missing_is_the_name() -> None:
    found, _questions, _told = read({"type": "text", "name": "username"}, {"type": "html", "html": "<b>Hi</b>"})
    assert [one.text for one in found.questions] == ["username", "Hi"]
    assert [one.code for one in found.questions] == ["username", ""]

"""Everything of an element that nobody read is told."""

from __future__ import annotations

from typing import Any

from feedback.surveys.importers.source import Item, Source
from feedback.surveys.importers.surveyjs_telling import tell_rest


def told(element: dict[str, Any]) -> list[tuple[str, str]]:
    source = Source("surveyjs")
    tell_rest(Item("q1", "q", "single", "radiogroup"), {"type": "radiogroup", "name": "q", **element}, source)
    return [(entry.question, entry.construct) for entry in source.report]


def test_what_was_read_is_not_told() -> None:
    assert told({"title": "T", "choices": ["a"], "isRequired": True, "visibleIf": "{a} = 1"}) == []


def test_looks_are_told_once_for_the_whole() -> None:
    assert told({"colCount": 3, "startWithNewLine": False, "titleLocation": "left"}) == [("", "looks")]


def test_what_has_no_counterpart_is_told_at_the_question() -> None:
    found = told({"defaultValue": 3, "correctAnswer": "a", "hasComment": True, "madeUp": 1, "requiredIf": "{a} = 1"})
    assert found == [("q", name) for name in ("defaultValue", "correctAnswer", "hasComment", "madeUp", "requiredIf")]


def test_members_that_say_nothing_are_not_told() -> None:
    assert told({"madeUp": False, "other": "", "more": [], "none": None}) == []


def test_options_with_rules_or_pictures_are_told() -> None:
    choices = [{"value": 1, "visibleIf": "{a} = 1"}, {"value": 2, "imageLink": "x.png"}]
    assert told({"choices": choices}) == [("q", "choices: visibleIf"), ("q", "choices: imageLink")]


def test_a_hidden_question_is_told() -> None:
    assert told({"visible": False}) == [("q", "visible")]
    assert told({"visible": False, "visibleIf": "{a} = 1"}) == []

"""Limits as constraints, which the importer reads as the same limits."""

from __future__ import annotations

from typing import Any

import pytest

from feedback.surveys.document import Choice, Question, Questionnaire, Section
from feedback.surveys.exporting.limits import constraint
from feedback.surveys.exporting.naming import names_of
from feedback.surveys.importers.source import Item, Option
from feedback.surveys.importers.xlsform_constraints import settings_for


def written(kind: str, settings: dict[str, Any], *codes: str) -> str:
    question = Question("q", "q", "q", kind, settings=settings, choices=tuple(Choice(code) for code in codes))
    return constraint(question, names_of(Questionnaire(sections=(Section("s", questions=(question,)),))))


@pytest.mark.parametrize(
    ("kind", "settings", "text"),
    [
        ("number", {"min": 0, "max": 9.5}, ". >= 0 and . <= 9.5"),
        ("number", {}, ""),
        ("multi", {"min": 1, "max": 2}, "count-selected(.) >= 1 and count-selected(.) <= 2"),
        ("multi", {"exclusive": ["b"]}, "not(selected(., 'b') and (selected(., 'a')))"),
        ("multi", {"none": True}, "not(selected(., 'none') and (selected(., 'a') or selected(., 'b')))"),
        ("date", {"earliest": "2020-01-01"}, ". >= date('2020-01-01')"),
        ("single", {"min": 3}, ""),
    ],
)
def test_limits_as_xpath(kind: str, settings: dict[str, Any], text: str) -> None:
    assert written(kind, settings, "a", "b") == text


@pytest.mark.parametrize("settings", [{"min": 1, "max": 2}, {"exclusive": ["b"]}, {"max": 2, "exclusive": ["b", "a"]}])
def test_the_importer_reads_them_back(settings: dict[str, Any]) -> None:
    item = Item("q", "q", "multi", "select_multiple", choices=[Option("a"), Option("b")])
    assert settings_for(written("multi", settings, "a", "b"), item) == (settings, "")

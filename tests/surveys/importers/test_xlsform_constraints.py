"""Constraints as limits."""

from __future__ import annotations

from typing import Any

import pytest

from feedback.surveys.importers.source import Item, Option
from feedback.surveys.importers.xlsform_constraints import settings_for

INTEGER = Item("q", "q", "number", "integer")
DECIMAL = Item("q", "q", "number", "decimal")
MULTI = Item("q", "q", "multi", "select_multiple", choices=[Option("a"), Option("b"), Option("na")])


@pytest.mark.parametrize(
    ("item", "constraint", "settings"),
    [
        (INTEGER, ". >= 0", {"min": 0}),
        (INTEGER, ". > 0 and . < 10", {"min": 1, "max": 9}),
        (INTEGER, "0 <= . and 10 >= .", {"min": 0, "max": 10}),
        (INTEGER, ". > -5.5", {"min": -5}),
        (DECIMAL, ". <= 2.5", {"max": 2.5}),
        (INTEGER, ". >= 1 and . >= 3", {"min": 3}),
        (MULTI, "count-selected(.) <= 2", {"max": 2}),
        (MULTI, "not(selected(., 'na') and (selected(., 'a') or selected(., 'b')))", {"exclusive": ["na"]}),
    ],
)
def test_limits_that_say_the_same(item: Item, constraint: str, settings: dict[str, Any]) -> None:
    assert settings_for(constraint, item) == (settings, "")


@pytest.mark.parametrize(
    ("item", "constraint"),
    [
        (INTEGER, "(. >= 0 and . < 10) or (. = 99)"),
        (INTEGER, ". <= ${other}"),
        (INTEGER, ". = 5"),
        (DECIMAL, ". < 10"),
        (INTEGER, "regex(., '[0-9]+')"),
        (INTEGER, "is this even XPath?"),
        (MULTI, "count-selected(.) >= 0"),
        (MULTI, "not(selected(., 'na') and selected(., 'a'))"),
        (Item("q", "q", "text", "text"), ". >= 3"),
    ],
)
def test_what_has_no_word_here_is_left_over(item: Item, constraint: str) -> None:
    assert settings_for(constraint, item) == ({}, constraint)


def test_what_can_be_said_is_kept_where_the_rest_cannot() -> None:
    assert settings_for(". >= 0 and . != 7", INTEGER) == ({"min": 0}, ". >= 0 and . != 7")

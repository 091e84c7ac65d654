from __future__ import annotations

import pytest

from feedback.surveys.conditions.ast import Answer, Any, Compare, Value
from feedback.surveys.conditions.notation import read_condition
from feedback.surveys.library.notation import condition


def test_one_comparison() -> None:
    assert condition("stay at_most 3") == {"left": {"question": "stay"}, "is": "at_most", "right": {"value": 3}}


def test_several_joined_by_or() -> None:
    assert read_condition(condition("stay at_most 3 or again equals yes")) == Any(
        (Compare(Answer("stay"), "at_most", Value(3)), Compare(Answer("again"), "equals", Value("yes")))
    )


@pytest.mark.parametrize("text", ["", "stay", "stay at_most", "stay at_most 3 4", "stay at_most 3 or"])
def test_anything_else_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        condition(text)

"""As much of a condition as can be translated."""

from __future__ import annotations

import pytest

from feedback.surveys.conditions.ast import All, Answer, Compare, Value
from feedback.surveys.importers.expressions.xpath import XPath, parsed
from feedback.surveys.importers.partly import Partly, partly
from feedback.surveys.importers.source import Item

A = Compare(Answer("a"), "equals", Value(1.0))
B = Compare(Answer("b"), "equals", Value(2.0))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("${a} = 1", Partly(A)),
        ("${a} = 1 and ${b} = 2", Partly(All((A, B)))),
        ("${a} = 1 and ${x} = 2 and ${b} = 2 and y()", Partly(All((A, B)), ("${x}", "y()"))),
        ("${a} = 1 or ${x} = 2", Partly(None, ("${x}",))),
        ("y()", Partly(None, ("y()",))),
    ],
)
def test_a_part_joined_by_and_may_be_lost_but_none_joined_by_or(text: str, found: Partly) -> None:
    items = {name: Item(name, name, "number", "integer") for name in "ab"}
    assert partly(XPath(items, {name: name for name in items}), parsed(text)) == found

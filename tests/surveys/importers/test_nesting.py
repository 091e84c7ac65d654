"""Groups inside groups as parts in a row."""

from __future__ import annotations

import pytest

from feedback.surveys.importers.nesting import DEEPEST, MOST, Group, Nest
from feedback.surveys.importers.opening import NotImportable
from feedback.surveys.importers.source import Item, Words


def item(code: str) -> Item:
    return Item(code, code, "text", "text")


def shape(nest: Nest) -> list[tuple[str, list[str], list[str]]]:
    return [
        (one.part.title.any, [each.code for each in one.part.items], [group.name for group in one.groups])
        for one in nest.placed
    ]


def test_a_group_that_goes_on_after_another_goes_on_without_a_title() -> None:
    nest = Nest()
    nest.add(item("a"))
    nest.begin(Group("g", Words({"": "G"}), "rule"))
    nest.add(item("b"))
    nest.begin(Group("h", Words({"": "H"})))
    nest.add(item("c"))
    assert nest.end() is True
    nest.add(item("d"))
    assert nest.end() is True
    assert shape(nest) == [("", ["a"], []), ("G", ["b"], ["g"]), ("H", ["c"], ["g", "h"]), ("", ["d"], ["g"])]
    assert [part.has_condition for part in nest.parts()] == [False, True, False, False]


def test_an_end_without_a_beginning_and_a_beginning_without_an_end() -> None:
    nest = Nest()
    assert nest.end() is False
    nest.begin(Group("g", Words()))
    assert [group.name for group in nest.unclosed()] == ["g"]


def test_no_questionnaire_is_that_deep_or_that_long() -> None:
    nest = Nest()
    for _ in range(DEEPEST):
        nest.begin(Group("g", Words()))
    with pytest.raises(NotImportable, match="nested deeper"):
        nest.begin(Group("g", Words()))
    for number in range(MOST):
        nest.add(item(str(number)))
    with pytest.raises(NotImportable, match="more than 5000 questions"):
        nest.add(item("more"))

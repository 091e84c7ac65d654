"""What a portrait may say."""

from __future__ import annotations

import pytest

from feedback.errors import Invalid
from feedback.stakeholders.rules import personas as rules

NORTH, SOUTH, YOUNG = ("region", "north"), ("region", "south"), ("age", "young")


def test_every_kind_has_its_own_words_and_question() -> None:
    assert len({str(rules.line_label(kind)) for kind in rules.LINES}) == len(rules.LINES)
    assert len({str(rules.line_prompt(kind)) for kind in rules.LINES}) == len(rules.LINES)
    assert len({str(rules.leaning_label(one)) for one in ("", *rules.LEANINGS)}) == 4
    assert [str(rules.contact_label(way)) for way in rules.REACHED_BY] == ["A call", "Chat", "Face to face"]


def test_choices_are_those_there_are() -> None:
    assert rules.kind_of("task") == "task"
    assert rules.leaning_of("") == ""
    assert rules.ways_of(["face", "call"]) == ["call", "face"]
    for refused in (lambda: rules.kind_of("hope"), lambda: rules.leaning_of("x"), lambda: rules.ways_of(["fax"])):
        with pytest.raises(Invalid):
            refused()


def test_segments_are_the_groups_in_its_order() -> None:
    chosen = rules.segments_of(["region=south", "age=young"], [YOUNG, NORTH, SOUTH])
    assert rules.pairs_of(chosen) == [YOUNG, SOUTH]
    with pytest.raises(Invalid):
        rules.segments_of(["region=west"], [NORTH])


def test_values_of_one_attribute_are_alternatives() -> None:
    assert rules.wanted([NORTH, YOUNG, SOUTH]) == {"region": ["north", "south"], "age": ["young"]}
    assert rules.wanted([]) == {}

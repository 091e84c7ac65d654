"""Options, rows and points."""

from __future__ import annotations

from typing import Any

import pytest

from feedback.surveys.importers.source import Option
from feedback.surveys.importers.surveyjs_choices import code_of, has_rules, options, points, scale_of, whole
from feedback.surveys.importers.surveyjs_texts import Tongues

PLAIN = Tongues({})


def read(given: Any) -> list[tuple[str, str]]:
    return [(one.code, one.text.any) for one in options(given, PLAIN)]


def test_options_in_all_the_ways_they_are_written() -> None:
    given = [
        "a",
        "b|Bee",
        3,
        4.0,
        True,
        {"value": 5, "text": "Five"},
        {"value": "six"},
        {"name": "row", "title": "Row"},
    ]
    assert read(given) == [
        ("a", "a"),
        ("b", "Bee"),
        ("3", "3"),
        ("4", "4.0"),
        ("true", "true"),
        ("5", "Five"),
        ("six", "six"),
        ("row", "Row"),
    ]


def test_what_is_no_option_is_passed_over() -> None:
    assert (read([None, {}, [], {"text": "no value"}]), read("a"), read(None)) == ([], [], [])


@pytest.mark.parametrize(
    ("element", "codes"),
    [
        ({}, ["1", "2", "3", "4", "5"]),
        ({"rateMax": 3}, ["1", "2", "3"]),
        ({"rateMin": 0, "rateMax": 10, "rateStep": 5}, ["0", "5", "10"]),
        ({"rateCount": 4}, ["1", "2", "3", "4"]),
        ({"rateCount": 3, "rateStep": 2}, ["1", "3", "5"]),
        ({"rateValues": ["low", {"value": 2, "text": "High"}]}, ["low", "2"]),
        ({"rateMax": 10**9}, [str(number) for number in range(1, 1002)]),
    ],
)
def test_the_points_of_a_rating(element: dict[str, Any], codes: list[str]) -> None:
    assert [one.code for one in points(element, PLAIN)] == codes


@pytest.mark.parametrize(
    ("codes", "scale"),
    [
        (["1", "2", "3"], (1, 3)),
        ([str(number) for number in range(11)], (0, 11)),
        (["1"], None),
        (["1", "3"], None),
        (["a", "b"], None),
        ([str(number) for number in range(1, 13)], None),
    ],
)
def test_a_scale_a_rating_of_ours_can_have(codes: list[str], scale: tuple[int, int] | None) -> None:
    assert scale_of([Option(code) for code in codes]) == scale


def test_small_things() -> None:
    assert (whole(2.9, 0), whole(True, 7), whole("3", 7)) == (2, 7, 7)
    assert (code_of(1.5), code_of(False), code_of([])) == ("1.5", "false", "")
    assert (has_rules([{"value": 1, "visibleIf": "x"}]), has_rules(["a", {"value": 1}]), has_rules(None)) == (
        True,
        False,
        False,
    )

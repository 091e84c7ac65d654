"""Rows of the survey sheet as questions: looks, parameters, and what is left out."""

from __future__ import annotations

import pytest

from feedback.surveys.importers import inspect
from tests.surveys.importers.books import form

HEADER = ("type", "name", "label", "appearance", "parameters", "default", "read_only", "media::image", "guidance_hint")
CHOICES = [["list_name", "name", "label"], ["c", "a", "A"], ["c", "b", "B"], ["c", "a", "Again"]]


def read(*rows: tuple[str, ...]):  # type: ignore[no-untyped-def]
    found = inspect(form(*rows, header=HEADER, choices=CHOICES))
    return found, list(found.questionnaire.questions()), [entry.construct for entry in found.report]


@pytest.mark.parametrize(
    ("parameters", "kind", "settings"),
    [
        ("start=1 end=5 step=1", "rating", {"first": 1, "points": 5}),
        ("start=0;end=10;step=1", "rating", {"first": 0, "points": 11}),
        ("", "rating", {"first": 1, "points": 10}),
        ("start=0 end=100 step=10", "number", {"min": 0, "max": 100}),
        ("start=1 end=5 step=0.5", "number", {"min": 1, "max": 5, "decimals": 6}),
        ("start=10 end=1", "number", {"min": 1, "max": 10}),
    ],
)
def test_a_range_is_a_rating_where_a_rating_can_be_like_it(
    parameters: str, kind: str, settings: dict[str, int]
) -> None:
    found, (question,), _told = read(("range", "r", "R", "", parameters))
    assert (found.questions[0].kind, question.kind, dict(question.settings)) == (kind, kind, settings)


def test_looks_that_matter_are_kept_and_others_told() -> None:
    found, (short, long, text), told = read(
        ("select_one c", "s", "S", "minimal"), ("text", "l", "L", "multiline"), ("text", "t", "T", "numbers")
    )
    assert dict(short.settings) == {"look": "list"}
    assert (found.questions[1].kind, long.kind, text.kind) == ("text", "longtext", "text")
    assert told == ["choices: c", "appearance: numbers"]


def test_an_option_that_stands_twice_is_shown_twice_and_kept_once() -> None:
    found, (question,), told = read(("select_one c", "s", "S"))
    assert [choice.code for choice in found.questions[0].choices] == ["a", "b", "a"]
    assert [choice.code for choice in question.choices] == ["a", "b"]
    assert told == ["choices: c"]


def test_options_in_another_file_are_told() -> None:
    found, _questions, told = read(("select_one_from_file towns.csv", "t", "T"))
    assert (found.questions[0].choices, told) == ((), ["select_one_from_file towns.csv"])


def test_everything_else_is_told() -> None:
    _found, _questions, told = read(("text", "a", "A", "", "rows=3", "x", "yes", "a.png", "for you"))
    assert told == ["parameters: rows=3", "default: x", "read_only: yes", "image: a.png", "guidance_hint"]


def test_a_random_order_is_kept() -> None:
    _found, (question,), _told = read(("select_one c", "s", "S", "", "randomize=true seed=3"))
    assert dict(question.settings) == {"order": "random"}

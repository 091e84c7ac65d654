from __future__ import annotations

import pytest

from feedback.evidence.reader.choices import Choice, choices_in
from feedback.evidence.reader.heading import Heading, Option


def heading(*options: tuple[str, str] | None, no_answer: tuple[str, ...] = ()) -> Heading:
    names = tuple(f"c{number}" for number in range(len(options)))
    return Heading(names, options=tuple(Option(*one) if one else None for one in options), no_answer=no_answer)


TWO = heading(None, ("Which?", "Bus"), ("Which?", "Train"))
JOINED = (Choice("Which?", (1, 2), ("Bus", "Train")),)


@pytest.mark.parametrize(
    "rows",
    [
        [["1", "True", "False"], ["2", "False", "n/a"]],
        [["1", "Bus", ""], ["2", "", "Train"]],
        [["1", "1", ""], ["2"]],
        [["1", "Sí", "No"], ["2", "no", "no"]],
        [["1", "False", "False"]],
        [["1", "Y", "N/A"]],
    ],
)
def test_columns_that_say_yes_or_no_of_an_option_are_one_question(rows: list[list[str]]) -> None:
    assert choices_in(TWO, rows) == JOINED


@pytest.mark.parametrize(
    "rows",
    [
        [["1", "5", "4"], ["2", "1", "1"]],
        [["1", "", ""], ["2"]],
        [["1", "Very good", "Bad"]],
        [["1", "True", "by boat and then on foot"]],
    ],
)
def test_other_columns_stand_for_themselves(rows: list[list[str]]) -> None:
    assert choices_in(TWO, rows) == ()


def test_what_a_tool_writes_for_no_answer_chooses_nothing() -> None:
    options = heading(None, ("Which?", "Bus"), ("Which?", "Train"), no_answer=("-99",))
    assert choices_in(options, [["1", "1", "-99"], ["2", "-99", "1"]]) == JOINED


def test_what_was_chosen_is_said_by_name() -> None:
    [choice] = JOINED
    assert [choice.said(cells) for cells in (["1", "TRUE", "1"], ["1", "Bus"], ["1", "0", ""], ["1"])] == [
        "Bus; Train", "Bus", "", "",
    ]  # fmt: skip


def test_what_is_neither_yes_nor_no_is_kept() -> None:
    assert JOINED[0].said(["1", "twice a day ", "no"]) == "Bus: twice a day"

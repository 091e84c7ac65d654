"""What makes an answer worth a second look."""

from __future__ import annotations

from typing import Any

import pytest

from feedback.surveys.document import Question
from feedback.surveys.fields import is_fit
from feedback.surveys.marks import MARKS, TRAP, label, marks
from feedback.surveys.question_types import Answered
from feedback.surveys.question_types.base import NA
from tests.surveys.samples import asked, questionnaire

COLUMNS = [{"code": code, "text": {"es": code}} for code in ("1", "2", "3")]


def questions(*kinds: str) -> tuple[Question, ...]:
    return tuple(questionnaire(*(asked(f"q{n}", kind) for n, kind in enumerate(kinds))).questions())


def matrix(rows: int) -> tuple[Question, ...]:
    named = [{"code": f"r{n}", "text": {"es": f"fila {n}"}} for n in range(rows)]
    return tuple(questionnaire(asked("m", "matrix", choices=COLUMNS, rows=named)).questions())


def numbers(shown: tuple[Question, ...], *given: float) -> dict[str, Answered]:
    return {one.id: Answered(number=number) for one, number in zip(shown, given, strict=True)}


def found(shown: Any, answers: Any = None, seconds: int | None = None, trapped: bool = False) -> tuple[str, ...]:
    return marks(shown, answers or {}, seconds, trapped=trapped)


def test_an_ordinary_answer_has_none() -> None:
    shown = questions("nps", "csat", "csat", "csat", "csat", "longtext")
    answers = numbers(shown[:5], 9, 4, 5, 4, 4)
    assert found(shown, answers, 40) == ()


def test_the_field_nobody_should_fill_is_named_as_no_question_can_be() -> None:
    assert found(questions("csat"), trapped=True) == ("bot",)
    assert not is_fit(TRAP)


@pytest.mark.parametrize(
    ("kinds", "seconds", "fast"),
    [
        (("csat", "csat", "csat"), 5, ("fast",)),
        (("csat", "csat", "csat"), 6, ()),
        (("csat", "info", "info"), 0, ()),
        (("csat", "csat"), None, ()),
        (("csat", "info", "csat"), 4, ()),
    ],
)
def test_fast_is_measured_by_what_was_to_be_read(
    kinds: tuple[str, ...], seconds: int | None, fast: tuple[str, ...]
) -> None:
    assert found(questions(*kinds), seconds=seconds) == fast


def test_each_row_of_a_matrix_is_to_be_read() -> None:
    assert found(matrix(10), seconds=19) == ("fast",)
    assert found(matrix(10), seconds=20) == ()


def test_the_same_answer_four_times_on_one_scale() -> None:
    shown = questions("csat", "csat", "csat", "csat")
    assert found(shown, numbers(shown, 5, 5, 5, 5)) == ("straight",)
    assert found(shown, numbers(shown, 5, 5, 5, 4)) == ()
    assert found(shown[:3], numbers(shown[:3], 5, 5, 5)) == ()
    mixed = questions("csat", "csat", "nps", "nps")
    assert found(mixed, numbers(mixed, 5, 5, 5, 5)) == ()


def test_the_same_column_in_every_row() -> None:
    shown = matrix(5)

    def rows(*given: str) -> dict[str, Answered]:
        return {shown[0].id: Answered(parts={f"r{n}": (one,) for n, one in enumerate(given)})}

    assert found(shown, rows("2", "2", "2", "2", "2")) == ("straight",)
    assert found(shown, rows("2", "2", "2", "2", "1")) == ()
    assert found(shown, rows("2", "2", "2", NA, "2")) == ("straight",)
    assert found(shown, rows("2", "2", "2", NA, NA)) == ()
    assert found(shown, rows(NA, NA, NA, NA, NA)) == ()


def test_every_mark_has_its_sentence() -> None:
    assert len({str(label(mark)) for mark in MARKS}) == len(MARKS)

"""When a report goes out again."""

from __future__ import annotations

from datetime import date

import pytest

from feedback.reports.rules import BOTH, EVERY, PAPER, SLIDES, fitting, kinds, next_after, rhythm


@pytest.mark.parametrize(
    ("every", "day", "sent", "today", "expected"),
    [
        ("week", 14, date(2026, 9, 14), date(2026, 9, 14), date(2026, 9, 21)),
        ("month", 31, date(2026, 1, 31), date(2026, 1, 31), date(2026, 2, 28)),
        ("month", 31, date(2026, 2, 28), date(2026, 2, 28), date(2026, 3, 31)),
        ("quarter", 30, date(2026, 11, 30), date(2026, 11, 30), date(2027, 2, 28)),
        ("month", 1, date(2026, 12, 1), date(2026, 12, 1), date(2027, 1, 1)),
    ],
)
def test_the_next_day_keeps_the_day_it_was_meant_for(
    every: str, day: int, sent: date, today: date, expected: date
) -> None:
    assert next_after(every, day, sent, today) == expected


def test_rounds_that_were_missed_are_not_made_up_for() -> None:
    assert next_after("week", 1, date(2026, 9, 1), date(2026, 9, 20)) == date(2026, 9, 22)


def test_every_rhythm_has_its_words() -> None:
    assert len({rhythm(one).id for one in EVERY}) == len(EVERY)


@pytest.mark.parametrize(
    ("shape", "workbook", "may", "expected"),
    [
        (PAPER, False, True, ("pdf",)),
        (SLIDES, False, True, ("pptx",)),
        (BOTH, True, True, ("pdf", "pptx", "xlsx")),
        (PAPER, True, False, ("pdf",)),
        (SLIDES, True, False, ("pdf",)),
        (BOTH, False, False, ("pdf",)),
    ],
)
def test_who_may_not_take_files_out_gets_the_paper(
    shape: str, workbook: bool, may: bool, expected: tuple[str, ...]
) -> None:
    assert kinds(shape, workbook=workbook, may=may) == expected


def test_what_does_not_fit_into_a_mail_stays_out() -> None:
    sizes = {"pdf": 3, "pptx": 8, "xlsx": 2}
    assert fitting(sizes, 10) == ("pdf", "xlsx")
    assert fitting(sizes, 13) == ("pdf", "pptx", "xlsx")
    assert fitting({"pptx": 11}, 10) == ()

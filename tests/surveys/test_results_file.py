"""Figures as lines: each with its n and interval, or why there is none."""

from __future__ import annotations

import csv
import io
from uuid import UUID

from feedback.analysis.disclosure import Hidden, Shown
from feedback.surveys.queries.questions import Distribution, QuestionResult, Reached, ShownBar, ShownFigure
from feedback.surveys.results_file import results_csv
from tests.surveys.samples import asked, questionnaire

OPTIONS = [{"code": code, "text": {"es": code.upper(), "en": code}} for code in "ab"]
ROWS = [{"code": "r", "text": {"es": "fila", "en": "row"}}]
DOCUMENT = questionnaire(asked("x", "matrix", choices=OPTIONS, rows=ROWS))
ONE, OTHER = UUID(int=1), UUID(int=2)


def test_lines() -> None:
    (question,) = DOCUMENT.questions()
    bar = ShownBar("a", Shown(0.5, 8, 0.2, 0.8))
    part = Shown(Distribution((bar,), ShownFigure("mean", Shown(2.5, 8, 2.0, 3.0), 1, 5)), 8)
    few = Hidden("too_few", 5)
    result = QuestionResult(
        row_id=UUID(int=3),
        question=question,
        groups={ONE: Shown(Distribution((), None, (), (("r", part),)), 8), OTHER: few},
        together=None,
        reached={ONE: Reached(Shown(9, 9), Shown(1, 1), Shown(0, 0)), OTHER: Reached(few, few, few)},
        wrote={},
    )
    raw = b"".join(results_csv(DOCUMENT, [result], {ONE: "customers", OTHER: "staff"}, "en", str)).decode("utf-8-sig")
    lines = list(csv.reader(io.StringIO(raw)))
    assert [line[2:] for line in lines[1:]] == [
        ["r", "customers", "mean", "", "", "8", "2.5", "2.0", "3.0", ""],
        ["r", "customers", "share", "a", "a", "8", "0.5", "0.2", "0.8", ""],
        ["", "staff", "", "", "", "", "", "", "", str(few.message)],
        ["", "customers", "shown", "", "", "9", "9", "", "", ""],
        ["", "customers", "skipped", "", "", "1", "1", "", "", ""],
        ["", "customers", "not_applicable", "", "", "0", "0", "", "", ""],
        *(
            ["", "staff", name, "", "", "", "", "", "", str(few.message)]
            for name in ("shown", "skipped", "not_applicable")
        ),
    ]

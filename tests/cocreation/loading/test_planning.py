"""The plans and check-lists of the example's work."""

from __future__ import annotations

import json
from datetime import date

from feedback.cocreation.loading.content import FOLDER, WRITTEN_ON
from feedback.programme.rules import AGREED

TOLD = json.loads((FOLDER / "work.json").read_text("utf-8"))["plans"]
STANDS = {
    one["code"]: one["status"] for one in json.loads((FOLDER / "backlog.json").read_text("utf-8"))["improvements"]
}


def test_only_work_that_is_agreed_is_planned_and_once() -> None:
    codes = [one["improvement"] for one in TOLD]
    assert len(codes) == len(set(codes)) >= 3
    assert {STANDS[code] for code in codes} <= set(AGREED)
    assert {STANDS[one["improvement"]] for one in TOLD if one["planned_on"]} == {"decided"}


def test_every_line_stands_in_three_languages_and_what_is_done_was_done_before() -> None:
    lines = [line for one in TOLD for line in one["checks"]]
    assert all(set(line["text"]) == {"es", "en", "pt"} and all(line["text"].values()) for line in lines)
    days = [date.fromisoformat(line["done_on"]) for line in lines if line["done_on"]]
    assert days
    assert max(days) <= WRITTEN_ON
    assert len(days) < len(lines)

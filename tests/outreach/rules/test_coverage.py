"""The coverage plan: states of cells, marks, and whom to ask next."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID, uuid4

import pytest

from feedback.errors import Conflict, Invalid
from feedback.outreach.rules import coverage as rules
from feedback.outreach.rules.coverage import ASKED, NOT_APPLICABLE, NOT_ASKED, TOO_FEW, Cell, Heard

TODAY = date(2026, 11, 22)
STAGE, OTHER_STAGE, CUSTOMERS, SUPPLIERS = (uuid4() for _ in range(4))
KINDS = {CUSTOMERS: "customer", SUPPLIERS: "supplier"}


def cell(*heard: Heard, reason: str | None = None) -> Cell:
    return rules.cell(STAGE, CUSTOMERS, heard, reason, TODAY, 120)


def people(n: int, days_ago: int = 1) -> Heard:
    return Heard(n, None, TODAY - timedelta(days=days_ago))


def hidden(reason: str) -> Heard:
    return Heard(None, reason, None)


@pytest.mark.parametrize(
    ("found", "state", "n"),
    [
        (cell(), NOT_ASKED, None),
        (cell(reason="They never call"), NOT_APPLICABLE, None),
        (cell(hidden("nobody")), ASKED, 0),
        (cell(hidden("nobody"), reason="They never call"), NOT_APPLICABLE, None),
        (cell(hidden("too_few")), TOO_FEW, None),
        (cell(hidden("complement")), TOO_FEW, None),
        (cell(hidden("too_few"), reason="They never call"), TOO_FEW, None),
        (cell(hidden("not_yet")), ASKED, None),
        (cell(hidden("not_yet"), reason="They never call"), ASKED, None),
        (cell(people(12), reason="They never call"), ASKED, 12),
        (cell(people(12), people(3), hidden("too_few")), ASKED, 15),
    ],
)
def test_what_a_cell_says(found: Cell, state: str, n: int | None) -> None:
    assert (found.state, found.n) == (state, n)


def test_the_newest_answer_of_a_group_and_its_sub_groups_counts() -> None:
    found = cell(people(12, days_ago=200), people(3, days_ago=5))
    assert (found.newest, found.old, found.age) == (TODAY - timedelta(days=5), False, None)


@pytest.mark.parametrize(("days", "age"), [(120, None), (121, 121)])
def test_a_cell_is_old_after_so_many_days(days: int, age: int | None) -> None:
    assert cell(people(12, days)).age == age


def test_what_is_settled_heard_and_markable() -> None:
    def looks(one: Cell) -> tuple[bool, bool, bool]:
        return one.settled, one.heard, one.markable

    assert looks(cell()) == (False, False, True)
    assert looks(cell(reason="No")) == (True, False, True)
    assert looks(cell(hidden("nobody"))) == (True, False, True)
    assert looks(cell(hidden("not_yet"))) == (True, True, False)
    assert looks(cell(hidden("too_few"))) == (True, True, False)
    assert looks(cell(people(9))) == (True, True, False)


def test_a_cell_with_answers_cannot_be_marked() -> None:
    rules.may_mark(cell())
    for found in (cell(people(1)), cell(hidden("too_few")), cell(hidden("not_yet"))):
        with pytest.raises(Conflict):
            rules.may_mark(found)


def test_a_reason_is_needed_and_has_an_end() -> None:
    assert rules.reason_of("  They \n never call ") == "They never call"
    for text in ("", "\t", "x" * (rules.LONGEST_REASON + 1)):
        with pytest.raises(Invalid) as refused:
            rules.reason_of(text)
        assert list(refused.value.fields) == ["reason"]


def test_kinds_without_a_voice_are_named_once() -> None:
    assert rules.voiceless(["customer", "supplier", "supplier"], {"customer"}) == ["supplier"]
    assert rules.voiceless(["customer"], {"customer"}) == []


def at(stage: UUID, group: UUID, state: str, n: int | None = None, age: int | None = None) -> Cell:
    return Cell(stage, group, state, n, TODAY - timedelta(days=age or 1), age=age)


@pytest.mark.parametrize(
    ("cells", "voiceless", "place", "words"),
    [
        ([at(STAGE, CUSTOMERS, NOT_ASKED), at(STAGE, SUPPLIERS, NOT_ASKED)], {"supplier"}, SUPPLIERS, "no voice"),
        ([at(STAGE, CUSTOMERS, ASKED, 0), at(STAGE, SUPPLIERS, NOT_ASKED)], (), SUPPLIERS, "Nobody of this group"),
        ([at(STAGE, CUSTOMERS, TOO_FEW), at(STAGE, SUPPLIERS, ASKED, 0)], (), SUPPLIERS, "nobody answered"),
        ([at(STAGE, CUSTOMERS, ASKED, 9, 150), at(STAGE, SUPPLIERS, TOO_FEW)], (), SUPPLIERS, "Too few"),
        ([at(STAGE, CUSTOMERS, ASKED, 9, 150), at(STAGE, SUPPLIERS, ASKED, 9, 151)], (), SUPPLIERS, "151 days old"),
        ([at(STAGE, CUSTOMERS, NOT_ASKED), at(STAGE, SUPPLIERS, NOT_ASKED)], (), CUSTOMERS, "Nobody of this group"),
    ],
)
def test_the_request_that_would_help_most(cells: list[Cell], voiceless: set[str], place: UUID, words: str) -> None:
    wanted = rules.best_request(cells, KINDS, voiceless)
    assert wanted is not None
    assert (wanted.stage_id, wanted.group_id) == (STAGE, place)
    assert words in str(wanted.why)


def test_nothing_is_requested_where_nothing_is_missing() -> None:
    fine = [at(STAGE, CUSTOMERS, ASKED, 30), at(STAGE, SUPPLIERS, NOT_APPLICABLE), at(OTHER_STAGE, CUSTOMERS, ASKED)]
    assert rules.best_request(fine, KINDS, ()) is None

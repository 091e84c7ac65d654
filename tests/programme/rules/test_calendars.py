"""What a calendar holds, and identities that stay."""

from __future__ import annotations

from datetime import UTC, date, datetime
from uuid import UUID

import pytest

from feedback.errors import Invalid, message
from feedback.programme.rules.calendars import EVERYTHING, MINE, Changed, Dated, check_reach, reach_label, within

ME, OTHER, ROW = UUID(int=1), UUID(int=2), UUID(int=3)
ONCE = Changed(1, datetime(2026, 1, 1, tzinfo=UTC))


def dated(kind: str = "due", day: int = 1, owner: UUID | None = ME, **values: object) -> Dated:
    return Dated(kind, ROW, date(2026, 1, day), message("x"), ONCE, owner, **values)  # type: ignore[arg-type]


def test_mine_is_what_i_am_in_charge_of_and_everything_is_all_in_order() -> None:
    mine, late, nobodys = dated(day=3), dated("verdict", 2, OTHER), dated("ask", 1, None)
    assert within(MINE, [mine, late, nobodys], ME) == [mine]
    assert within(EVERYTHING, [mine, late, nobodys], ME) == [nobodys, late, mine]


def test_an_identity_stays_when_the_day_or_the_words_change_and_differs_by_kind() -> None:
    moved = Dated("due", ROW, date(2027, 5, 5), message("y"), Changed(9, ONCE.at))
    assert dated().uid == moved.uid != dated("verdict").uid
    assert str(ROW) not in dated().uid


def test_a_reach_is_one_of_two() -> None:
    assert check_reach(MINE) == MINE
    assert reach_label(MINE) != reach_label(EVERYTHING)
    with pytest.raises(Invalid):
        check_reach("theirs")


def test_its_page_is_named_by_a_number_or_a_code() -> None:
    assert [dated(number=3).about, dated(code="visit").about, dated().about] == [{"number": 3}, {"code": "visit"}, {}]

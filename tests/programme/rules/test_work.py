"""Who may work on what, what a yes still needs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID, uuid4

import pytest

from feedback.errors import Conflict, Invalid, NotAllowed
from feedback.permissions import Access, Role
from feedback.programme import rules

ME, SOMEBODY = uuid4(), uuid4()
TODAY = date(2026, 11, 22)


@dataclass
class Work:
    status: str = "decided"
    owner_id: UUID | None = ME
    due_on: date | None = TODAY


@pytest.mark.parametrize(
    ("role", "owner", "may"),
    [
        (Role.MANAGER, SOMEBODY, True),
        (Role.OWNER, None, True),
        (Role.CONTRIBUTOR, ME, True),
        (Role.CONTRIBUTOR, SOMEBODY, False),
        (Role.CONTRIBUTOR, None, False),
        (Role.ANALYST, SOMEBODY, False),
        (Role.VIEWER, ME, False),
    ],
)
def test_who_may_report(role: Role, owner: UUID | None, may: bool) -> None:
    access = Access(ME, uuid4(), role)
    assert rules.may_work(access, owner) is may
    if not may:
        with pytest.raises(NotAllowed):
            rules.check_may_work(access, owner)


def test_a_yes_needs_somebody_and_a_date() -> None:
    assert [str(one) for one in rules.lacks(Work(owner_id=None, due_on=None))] == ["somebody in charge", "a date"]
    assert rules.lacks(Work()) == []
    assert rules.lacks(Work(status="open", owner_id=None)) == []


def test_late_is_after_the_date_and_before_the_end() -> None:
    yesterday = date(2026, 11, 21)
    assert rules.is_late(Work(due_on=yesterday), TODAY)
    assert not rules.is_late(Work(due_on=TODAY), TODAY)
    assert not rules.is_late(Work("done", due_on=yesterday), TODAY)
    assert not rules.is_late(Work(due_on=None), TODAY)


@pytest.mark.parametrize("percent", [-1, 101])
def test_a_share_is_between_nothing_and_all(percent: int) -> None:
    with pytest.raises(Invalid):
        rules.check_percent(percent)
    assert rules.check_percent(100) == 100


def test_soon_is_the_coming_week() -> None:
    days = (date(2026, 11, 21), TODAY, date(2026, 11, 29), date(2026, 11, 30))
    assert [rules.is_soon(day, TODAY) for day in (*days, None)] == [False, True, True, False, False]


def test_who_is_in_charge_is_said_by_those_who_edit_or_decide() -> None:
    said = {role: rules.may_assign(Access(ME, uuid4(), role)) for role in Role}
    assert [role for role, may in said.items() if may] == [Role.OWNER, Role.MANAGER, Role.ANALYST]
    rules.check_may_assign(None)
    with pytest.raises(NotAllowed):
        rules.check_may_assign(Access(ME, uuid4(), Role.CONTRIBUTOR))


def test_a_plan_is_for_an_open_yes_and_ends_after_it_begins() -> None:
    rules.check_agreed("in_progress")
    rules.check_days(TODAY, TODAY)
    rules.check_days(None, TODAY)
    with pytest.raises(Conflict):
        rules.check_agreed("done")
    with pytest.raises(Invalid):
        rules.check_days(TODAY, date(2026, 11, 21))


def test_a_card_moves_one_step_and_back() -> None:
    after = [rules.columns_after(one) for one in rules.COLUMNS]
    assert after == [["in_progress"], ["decided", "done"], ["in_progress"]]
    with pytest.raises(Invalid):
        rules.check_column("declined")


def test_a_check_list_has_lines_and_not_too_many() -> None:
    assert rules.check_lines(["One"], rules.MOST_CHECKS - 1) == ["One"]
    for texts, there in (([], 0), (["One"], rules.MOST_CHECKS), (["x" * (rules.LONGEST_CHECK + 1)], 0)):
        with pytest.raises(Invalid):
            rules.check_lines(texts, there)

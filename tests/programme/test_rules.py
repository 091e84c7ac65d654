"""Who may work on what, what a yes still needs, what a notice needs."""

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


def test_a_notice_fits_where_the_improvement_stands() -> None:
    stands = ("done", "declined", "decided", "in_progress", "open")
    assert [rules.kind_of(one) for one in stands] == ["done", "declined", "decided", "decided", "heard"]
    with pytest.raises(Invalid):
        rules.check_kind("rumour")
    assert len({str(rules.kind_label(kind)) for kind in rules.KINDS}) == 4
    assert len({str(rules.answer_label(kind)) for kind in rules.KINDS}) == 4


def test_a_notice_is_ready_in_the_organisations_own_language() -> None:
    rules.check_ready({"es": "Oímos"}, {"es": "Hicimos"}, "es")
    for heard, answer in (({"en": "Heard"}, {"es": "Hicimos"}), ({"es": "Oímos"}, {})):
        with pytest.raises(Conflict):
            rules.check_ready(heard, answer, "es")

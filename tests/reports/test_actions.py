"""Setting up, changing and ending reports by e-mail."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from flask import Flask

from feedback.db import now
from feedback.errors import Invalid, NotFound
from feedback.permissions import Role
from feedback.reports import actions
from feedback.reports.queries import schedules
from tests.factories.people import Member, member
from tests.factories.reports import schedule


def test_it_is_set_up_changed_and_ended(app: Flask, acme: Member) -> None:
    other = member(app, "acme", Role.VIEWER)
    made = schedule(acme, every="month")
    later = now().date() + timedelta(days=40)
    schedule(acme, acme.user_id, other.user_id, every="quarter", next_on=later, workbook=True, schedule_id=made)
    with acme.at_work():
        [row] = schedules.schedules()
        assert (row.id, row.every, row.next_on, row.day, row.workbook) == (made, "quarter", later, later.day, True)
        assert {one.user_id for one in row.readers} == {acme.user_id, other.user_id}
    acme.do(lambda: actions.leave(made, user_id=other.user_id))
    with acme.at_work():
        assert [one.user_id for one in schedules.schedule(made).readers] == [acme.user_id]
    acme.do(lambda: actions.end_schedule(made))
    with acme.at_work():
        assert schedules.schedules() == []


@pytest.mark.parametrize(
    ("wrong", "field"),
    [({"every": "day"}, "every"), ({"next_on": date(2020, 1, 1)}, "next_on")],
)
def test_what_is_wrong_is_refused_at_its_field(acme: Member, wrong: dict[str, object], field: str) -> None:
    with pytest.raises(Invalid) as refused:
        schedule(acme, **wrong)  # type: ignore[arg-type]
    assert list(refused.value.fields) == [field]


def test_only_members_get_it(acme: Member, globex: Member) -> None:
    with pytest.raises(Invalid) as refused:
        schedule(acme, globex.user_id)
    assert list(refused.value.fields) == ["readers"]
    made = schedule(acme, acme.user_id, globex.user_id)
    with acme.at_work():
        assert [one.user_id for one in schedules.schedule(made).readers] == [acme.user_id]
    with globex.at_work(), pytest.raises(NotFound):
        schedules.schedule(made)


def test_the_day_it_has_may_stay_though_it_is_over(acme: Member) -> None:
    made = schedule(acme)

    def yesterday() -> None:
        schedules.schedule(made).next_on = now().date() - timedelta(days=1)

    acme.do(yesterday)
    before = now().date() - timedelta(days=1)
    schedule(acme, next_on=before, workbook=True, schedule_id=made)
    with acme.at_work():
        assert (schedules.schedule(made).next_on, schedules.schedule(made).workbook) == (before, True)

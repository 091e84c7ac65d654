"""Carrying out what was decided."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
import time_machine

from feedback import jobs
from feedback.errors import Conflict, Invalid, NotAllowed
from feedback.permissions import Access, Role
from feedback.programme import actions, queries
from tests.factories.backlog import found, ground, improvement, listed, reread, said_and_proposed
from tests.factories.people import Member, member
from tests.factories.programme import agreed, started


@pytest.fixture(autouse=True)
def _ground(acme: Member) -> None:
    ground(acme)


def access(of: Member) -> Access:
    return Access(of.user_id, of.organisation_id, of.role)


def test_a_yes_is_started_reported_on_and_done(acme: Member) -> None:
    number = agreed(acme)
    acme.do(lambda: actions.start(found(number).id).id)
    acme.do(lambda: actions.report(found(number).id, percent=40, blocker="The\nparts").id)
    with acme.at_work():
        work = queries.implementation(found(number).id)
        assert work is not None
        assert (work.percent, work.blocker, work.starts_on is not None) == (40, "The parts", True)
    acme.do(lambda: actions.finish(found(number).id).id)
    with acme.at_work():
        work = queries.implementation(found(number).id)
        assert work is not None
        assert (work.percent, work.blocker, work.done_on is not None) == (100, "", True)
    assert reread(acme, number).status == "done"


def test_what_was_not_decided_is_not_started_and_what_was_not_started_is_not_done(acme: Member) -> None:
    number = improvement(acme)
    with pytest.raises(Conflict):
        acme.do(lambda: actions.start(found(number).id))
    number = agreed(acme)
    for act in (actions.finish, lambda row: actions.report(row, percent=1)):
        with pytest.raises(Conflict):
            acme.do(lambda act=act: act(found(number).id))


def test_who_it_is_assigned_to_works_on_it_and_nobody_else_of_that_role(acme: Member) -> None:
    mine, other = (member(acme.app, "acme", Role.CONTRIBUTOR, f"{name}@acme.example") for name in ("ana", "luis"))
    number = agreed(acme, owner_id=mine.user_id)
    with pytest.raises(NotAllowed):
        acme.do(lambda: actions.start(found(number).id, by=access(other)))
    acme.do(lambda: actions.start(found(number).id, by=access(mine)).id)
    acme.do(lambda: actions.report(found(number).id, percent=10, by=access(acme)).id)
    with pytest.raises(NotAllowed):
        acme.do(lambda: actions.finish(found(number).id, by=access(other)))
    assert reread(acme, number).status == "in_progress"


def test_a_plan_says_who_and_when_before_anything_starts(acme: Member) -> None:
    number = agreed(acme)
    days: dict[str, Any] = {"planned_on": date(2027, 1, 4), "due_on": date(2027, 3, 1)}
    acme.do(lambda: actions.plan(found(number).id, owner_id=acme.user_id, **days).id)
    row = reread(acme, number)
    assert (row.owner_id, row.due_on, row.status) == (acme.user_id, date(2027, 3, 1), "decided")
    with acme.at_work():
        work = queries.implementation(row.id)
        assert work is not None
        assert (work.planned_on, work.starts_on) == (date(2027, 1, 4), None)
    with pytest.raises(Conflict):
        acme.do(lambda: actions.report(row.id, percent=10))
    with pytest.raises(Conflict):
        open_one = improvement(acme)
        acme.do(lambda: actions.plan(found(open_one).id, owner_id=None, **days))


def test_who_works_on_it_moves_its_dates_and_hands_it_to_nobody(acme: Member) -> None:
    mine = member(acme.app, "acme", Role.CONTRIBUTOR)
    number = agreed(acme, owner_id=mine.user_id)
    given: dict[str, Any] = {"planned_on": None, "due_on": date(2027, 3, 1), "by": access(mine)}
    acme.do(lambda: actions.plan(found(number).id, owner_id=mine.user_id, **given).id)
    with pytest.raises(NotAllowed):
        acme.do(lambda: actions.plan(found(number).id, owner_id=acme.user_id, **given))
    assert reread(acme, number).owner_id == mine.user_id


def test_a_card_goes_to_the_columns_that_may_follow_and_to_no_other(acme: Member) -> None:
    number = agreed(acme)
    for to in ("in_progress", "decided", "in_progress", "done", "in_progress"):
        acme.do(lambda to=to: actions.move(found(number).id, to).id)
        assert reread(acme, number).status == to
    for to, why in (("declined", Invalid), ("in_progress", Conflict)):
        with pytest.raises(why):
            acme.do(lambda to=to: actions.move(found(number).id, to))


def test_what_stands_in_the_way_has_its_day_until_it_is_gone(acme: Member) -> None:
    number = started(acme)
    seen = []
    for day, blocker in ((1, "Parts"), (5, "Parts and paint"), (9, "")):
        with time_machine.travel(datetime(2026, 12, day, 12, tzinfo=UTC), tick=False):
            acme.do(lambda blocker=blocker: actions.report(found(number).id, percent=10, blocker=blocker).id)
        with acme.at_work():
            work = queries.implementation(found(number).id)
            assert work is not None
            seen.append(work.blocked_on)
    assert seen == [date(2026, 12, 1), date(2026, 12, 1), None]


def test_a_yes_without_somebody_or_date_is_found(acme: Member) -> None:
    whole = agreed(acme, owner_id=acme.user_id, due_on=date(2027, 1, 1))
    nobody, undated = agreed(acme, due_on=date(2027, 1, 1)), agreed(acme, owner_id=acme.user_id)
    with acme.at_work():
        assert [row.number for row in queries.unfinished_yes()] == [nobody, undated]
        assert whole in [row.number for row in queries.all_work()]


def test_what_is_done_leaves_the_order(globex: Member) -> None:
    said_and_proposed(globex)
    number = listed(globex).lines[0].improvement.number
    globex.do(lambda: _decide_and_do(number))
    jobs.work_off(globex.app)
    line = next(one for one in listed(globex).lines if one.improvement.number == number)
    assert line.rank is None


def _decide_and_do(number: int) -> None:
    from feedback.backlog.actions.improvements import decide

    decide(found(number).id, verdict="yes", reason="")
    actions.start(found(number).id)
    actions.finish(found(number).id)

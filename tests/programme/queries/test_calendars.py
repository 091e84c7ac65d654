"""The dates that stand in a calendar: open work, verdicts to come, when to ask again, the end of the cycle."""

from __future__ import annotations

from datetime import date, timedelta

from feedback.db import now
from feedback.programme import actions
from feedback.programme.queries import calendars as queries
from feedback.programme.rules.calendars import EVERYTHING, MINE, Dated
from tests.factories import effects, surveys
from tests.factories.backlog import decided, found, ground, improvement
from tests.factories.cycles import cycle
from tests.factories.people import Member
from tests.factories.programme import agreed, started
from tests.statements import counted

DAY = date(2027, 3, 1)


def dates(of: Member, reach: str = EVERYTHING) -> list[Dated]:
    with of.at_work():
        return queries.dates(reach, of.user_id)


def told(of: Member, reach: str = EVERYTHING) -> list[tuple[str, date, int | None]]:
    return [(one.kind, one.on, one.number) for one in dates(of, reach)]


def test_open_work_has_its_day_and_the_days_of_its_parts(acme: Member) -> None:
    ground(acme)
    number = started(acme, due_on=DAY, owner_id=acme.user_id)
    agreed(acme, due_on=DAY + timedelta(days=1))
    improvement(acme, due_on=DAY)
    early = acme.do(lambda: actions.add_milestone(found(number).id, title="Trial", due_on=date(2027, 2, 1)).id)
    assert told(acme) == [("due", date(2027, 2, 1), number), ("due", DAY, number), ("due", DAY + timedelta(days=1), 2)]
    assert told(acme, MINE) == told(acme)[:2]
    acme.do(lambda: actions.reach_milestone(found(number).id, early).id)
    assert told(acme, MINE) == [("due", DAY, number)]


def test_what_was_decided_against_or_done_is_gone(acme: Member) -> None:
    ground(acme)
    number, over = started(acme, due_on=DAY), agreed(acme, due_on=DAY)
    decided(acme, over, "no", "Too dear.")
    acme.do(lambda: actions.finish(found(number).id).id)
    assert told(acme) == []


def test_a_change_keeps_the_identity_and_counts_up(acme: Member) -> None:
    ground(acme)
    number = started(acme)
    made = acme.do(lambda: actions.add_milestone(found(number).id, title="Trial", due_on=DAY).id)
    [before] = dates(acme)
    acme.do(lambda: actions.change_milestone(found(number).id, made, title="Test", due_on=DAY + timedelta(days=9)).id)
    [after] = dates(acme)
    assert after.uid == before.uid
    assert (after.on, after.changed.times) == (DAY + timedelta(days=9), before.changed.times + 1)
    assert after.changed.at >= before.changed.at


def test_a_verdict_to_come_and_when_to_ask_for_it_again(acme: Member) -> None:
    effects.survey(acme)
    number = agreed(acme, "visit")
    effects.check(acme, number)
    assert told(acme) == [("verdict", effects.DUE, number)]
    effects.worked(acme, number)
    assert told(acme) == [("ask", effects.DUE - timedelta(days=28), number), ("verdict", effects.DUE, number)]


def test_the_end_of_the_cycle_is_for_everything_and_its_sponsor(acme: Member) -> None:
    cycle(acme, closes_on=DAY)
    assert told(acme) == [("close", DAY, None)]
    assert told(acme, MINE) == []
    cycle(acme, closes_on=DAY, sponsor_id=acme.user_id)
    assert told(acme, MINE) == [("close", DAY, None)]
    assert dates(acme)[0].changed.times == 2


def test_the_last_day_of_a_survey_is_for_everything_until_it_is_closed(acme: Member) -> None:
    ground(acme)
    asking = surveys.published(acme, surveys.asked("csat", "csat", "visit"), title="Your visit")
    own = surveys.opened(acme, asking, ["customers"], closes_on=DAY)
    surveys.opened(acme, asking, ["suppliers"])
    assert told(acme) == [("survey", DAY, None)]
    assert told(acme, MINE) == []
    [one] = dates(acme)
    assert (one.endpoint, one.about) == ("surveys.survey", {"code": own.code})
    assert str(one.words).startswith("Last day of the survey")
    surveys.closed(own)
    assert told(acme) == []


def test_it_costs_the_same_for_one_and_for_three(acme: Member) -> None:
    ground(acme)
    asking = surveys.published(acme, surveys.asked("csat", "csat", "visit"), title="Your visit")
    costs = []
    for _ in range(3):
        surveys.opened(acme, asking, ["customers"], closes_on=DAY)
        number = started(acme, due_on=now().date())
        acme.do(lambda number=number: actions.add_milestone(found(number).id, title="Trial", due_on=DAY).id)
        with counted(acme.app) as statements:
            dates(acme)
        costs.append(len(statements))
    assert costs[0] == costs[2]

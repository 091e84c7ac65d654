"""Milestones and check-lists."""

from __future__ import annotations

from uuid import UUID, uuid4

import pytest

from feedback.errors import Conflict, Invalid, NotFound
from feedback.programme import actions, queries
from tests.factories.backlog import found, ground, improvement
from tests.factories.people import Member
from tests.factories.programme import agreed, started


@pytest.fixture(autouse=True)
def _ground(acme: Member) -> None:
    ground(acme)


def milestones(of: Member, number: int) -> list[tuple[str, bool]]:
    with of.at_work():
        work = queries.implementation(found(number).id)
        assert work is not None
        return [(one.title, one.done_on is not None) for one in work.milestones]


def checks(of: Member, number: int) -> list[tuple[str, bool]]:
    with of.at_work():
        work = queries.implementation(found(number).id)
        assert work is not None
        return [(one.text, one.done_on is not None) for one in work.checks]


def listed(of: Member, number: int, *texts: str) -> list[UUID]:
    made: list[UUID] = of.do(lambda: [one.id for one in actions.add_checks(found(number).id, texts=texts)])
    return made


def test_milestones_are_reached_and_not_reached_after_all(acme: Member) -> None:
    number = agreed(acme)
    made = acme.do(lambda: actions.add_milestone(found(number).id, title="A trial").id)
    acme.do(lambda: actions.reach_milestone(found(number).id, made).id)
    assert milestones(acme, number) == [("A trial", True)]
    acme.do(lambda: actions.reach_milestone(found(number).id, made, done=False).id)
    acme.do(lambda: actions.change_milestone(found(number).id, made, title="Two trials", due_on=None).id)
    assert milestones(acme, number) == [("Two trials", False)]
    acme.do(lambda: actions.remove_milestone(found(number).id, made))
    assert milestones(acme, number) == []


def test_parts_are_those_of_this_work_and_of_no_other(acme: Member) -> None:
    number, other = started(acme), started(acme)
    made = acme.do(lambda: actions.add_milestone(found(number).id, title="A trial").id)
    [line] = listed(acme, number, "Call the printer")
    for act in (
        lambda: actions.reach_milestone(found(number).id, uuid4()),
        lambda: actions.reach_milestone(found(other).id, made),
        lambda: actions.tick(found(other).id, line),
        lambda: actions.remove_check(found(other).id, line),
    ):
        with pytest.raises(NotFound):
            acme.do(act)


def test_parts_need_words_and_a_decision(acme: Member) -> None:
    undecided, number = improvement(acme), agreed(acme)
    for why, act in (
        (Conflict, lambda: actions.add_milestone(found(undecided).id, title="A trial")),
        (Conflict, lambda: actions.add_checks(found(undecided).id, texts=["One"])),
        (Invalid, lambda: actions.add_milestone(found(number).id, title=" ")),
        (Invalid, lambda: actions.add_checks(found(number).id, texts=["", " "])),
    ):
        with pytest.raises(why):
            acme.do(act)


def test_a_check_list_keeps_its_order_and_who_ticked_it(acme: Member) -> None:
    number = agreed(acme)
    first, second = listed(acme, number, "Call the printer", "", "Two\nlines")
    listed(acme, number, "Last")
    acme.do(lambda: actions.tick(found(number).id, second).id)
    assert checks(acme, number) == [("Call the printer", False), ("Two lines", True), ("Last", False)]
    acme.do(lambda: actions.tick(found(number).id, second, done=False).id)
    acme.do(lambda: actions.remove_check(found(number).id, first))
    assert checks(acme, number) == [("Two lines", False), ("Last", False)]

"""Taking up services and saying how they went."""

from __future__ import annotations

from datetime import date
from uuid import UUID, uuid4

import pytest

from feedback.accounts import queries as accounts
from feedback.errors import Invalid, NotFound
from feedback.journeys.actions import walks as actions
from feedback.journeys.actions.walks import Seen
from feedback.journeys.queries import walks as queries
from feedback.journeys.rules.chosen import BY_HAND, FROM_EVENT, Service
from feedback.journeys.rules.walks import MOST_EXTRAS, Extra, Looked
from tests.factories.groups import group
from tests.factories.journeys import journey
from tests.factories.people import Member
from tests.factories.walks import chosen, happened, looked, touchpoints

Kept = tuple[dict[UUID, tuple[str, str]], list[tuple[str, UUID | None]], bool]


def kept(of: Member, walk_id: UUID) -> Kept:
    """What the database has of a walk."""
    with of.at_work():
        walk = queries.walk(walk_id)
        steps = {step.touchpoint_id: (step.outcome, step.note) for step in walk.steps}
        return steps, [(one.text, one.stage_id) for one in walk.extras], walk.finished_at is not None


def test_a_service_is_taken_up_once_per_source(acme: Member) -> None:
    journey(acme)
    customers = group(acme, "customer", code="customers")
    first = Service("A-1", date(2026, 3, 30))
    given = {"source": BY_HAND, "group_id": customers.id}
    assert len(acme.do(lambda: actions.choose([first], **given))) == 1
    assert acme.do(lambda: [one.reference for one in actions.choose([first, Service("A-2")], **given)]) == ["A-2"]
    assert len(chosen(acme, "A-1", source=FROM_EVENT)) == 1
    with acme.at_work():
        walk = next(line.walk for line in queries.lines() if line.walk.happened_on)
        assert (walk.reference, walk.happened_on, walk.group_id) == ("A-1", date(2026, 3, 30), customers.id)
        assert {entry.act for entry in accounts.audit()} >= {"walks.chosen"}


def test_without_a_map_nothing_is_walked(acme: Member) -> None:
    with pytest.raises(NotFound):
        chosen(acme, "A-1")


def test_what_was_seen_is_kept_bit_by_bit(acme: Member) -> None:
    journey(acme)
    first, second, third = touchpoints(acme)
    (walk,) = chosen(acme, "A-1")
    looked(acme, walk, first, "happened")
    looked(acme, walk, second, "not", "Nobody called")
    assert kept(acme, walk) == ({first: ("happened", ""), second: ("not", "Nobody called")}, [], False)
    seen = Seen(steps={first: Looked(""), second: Looked("differently", "Late"), third: Looked("")})
    acme.do(lambda: actions.look(walk, seen, finished=True))
    assert kept(acme, walk) == ({second: ("differently", "Late")}, [], True)


def test_a_touchpoint_of_elsewhere_is_not_kept(acme: Member, globex: Member) -> None:
    journey(acme)
    journey(globex)
    (walk,) = chosen(acme, "A-1")
    for strange in (*touchpoints(globex), uuid4()):
        looked(acme, walk, strange, "happened")
    assert kept(acme, walk)[0] == {}


def test_what_nobody_drew_is_added_changed_and_taken_away(acme: Member, globex: Member) -> None:
    stages, foreign = journey(acme), journey(globex)
    (walk,) = chosen(acme, "A-1")
    happened(acme, walk, [Extra("A fee", stages[0].id), Extra("A gift", foreign[0].id)])
    happened(acme, walk, [Extra("A fee", stages[0].id)])
    assert kept(acme, walk)[1] == [("A fee", stages[0].id), ("A gift", None)]
    with acme.at_work():
        fee, gift = (one.id for one in queries.walk(walk).extras)
    acme.do(actions.look, walk, Seen(extras={fee: None, gift: Extra("A present", stages[1].id)}))
    assert kept(acme, walk)[1] == [("A present", stages[1].id)]


def test_there_is_an_end_to_what_nobody_drew(acme: Member) -> None:
    journey(acme)
    (walk,) = chosen(acme, "A-1")
    with pytest.raises(Invalid):
        happened(acme, walk, [Extra(str(number)) for number in range(MOST_EXTRAS + 1)])
    assert kept(acme, walk)[1] == []


def test_a_walk_can_be_removed(acme: Member, globex: Member) -> None:
    journey(acme)
    (walk,) = chosen(acme, "A-1")
    looked(acme, walk, touchpoints(acme)[0], "not")
    with pytest.raises(NotFound):
        globex.do(actions.remove, walk)
    acme.do(actions.remove, walk)
    with acme.at_work():
        assert (queries.lines(), queries.shares()) == ([], {})

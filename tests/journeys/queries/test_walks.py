"""What the walked services say of the map."""

from __future__ import annotations

import pytest

from feedback.errors import NotFound
from feedback.journeys import actions as drawing
from feedback.journeys import queries as journeys
from feedback.journeys.queries import walks as queries
from feedback.journeys.rules.chosen import BY_HAND
from feedback.journeys.rules.walks import Extra, Gathered, share_of
from tests.factories.journeys import change, journey, touchpoint
from tests.factories.people import Member
from tests.factories.walks import chosen, happened, looked, touchpoints


def test_shares_rest_on_the_services_looked_at(acme: Member, globex: Member) -> None:
    journey(acme)
    journey(globex)
    looked(globex, chosen(globex, "G-1")[0], touchpoints(globex)[0], "not")
    first, second, _third = touchpoints(acme)
    one, other, *_ = chosen(acme, "A-1", "A-2", "A-3")
    looked(acme, one, first, "happened")
    looked(acme, other, first, "differently", "By mail")
    looked(acme, other, second, "happened")
    with acme.at_work():
        found = queries.shares()
        assert found == {first: share_of({"happened": 1, "not": 1}), second: share_of({"happened": 1})}
        assert queries.outcomes()[first] == {"happened": 1, "differently": 1}
        assert {key: [(each.reference, each.note) for each in told] for key, told in queries.notes().items()} == {
            first: [("A-2", "By mail")]
        }
        assert queries.by_source() == {BY_HAND: 3}
        assert queries.begun() == 2
        assert queries.references(BY_HAND) == {"A-1", "A-2", "A-3"}
    with globex.at_work(), pytest.raises(NotFound):
        queries.walk(one)


def test_the_list_shows_how_far_each_is_on_the_map_of_today(acme: Member) -> None:
    stages = journey(acme)
    first, second, _third = touchpoints(acme)
    done, begun, _waiting = chosen(acme, "A-1", "A-2", "A-3")
    for point in (first, second):
        looked(acme, done, point, "happened")
    looked(acme, begun, first, "not")
    change(acme, stages[0], drawing.retire_stage)
    with acme.at_work():
        assert {line.walk.reference: line.looked_at for line in queries.lines()} == {"A-1": 1, "A-2": 0, "A-3": 0}
        assert [line.walk.reference for line in queries.lines(offset=2, limit=5)] == ["A-3"]


def test_what_nobody_drew_goes_once_it_is_drawn(acme: Member) -> None:
    stages = journey(acme)
    one, other = chosen(acme, "A-1", "A-2")
    visit = Extra("Second visit", stages[1].id)
    happened(acme, one, [visit, Extra("A fee")])
    happened(acme, other, [visit])

    def undrawn() -> list[Gathered]:
        with acme.at_work():
            return queries.undrawn(journeys.stages())

    assert undrawn() == [Gathered("Second visit", stages[1].id, 2), Gathered("A fee", None, 1)]
    touchpoint(acme, stages[1], name={"es": "Otra visita", "en": "second visit"})
    assert undrawn() == [Gathered("A fee", None, 1)]

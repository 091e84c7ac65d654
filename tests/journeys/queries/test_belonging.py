"""Whose an area is, sub-groups with their group."""

from __future__ import annotations

from feedback.journeys.actions.belonging import belong
from feedback.journeys.queries import belonging as queries
from feedback.journeys.queries import functions
from tests.factories.functions import area
from tests.factories.groups import group
from tests.factories.people import Member


def test_a_group_brings_its_sub_groups_and_nobody_works_nowhere(acme: Member) -> None:
    code, crew = area(acme), group(acme, "employee")
    night = group(acme, "employee", name={"es": "Noche"}, parent_id=crew.id)
    group(acme, "customer")
    acme.do(lambda: belong(functions.function(code), members=[acme.user_id], groups=[crew.id]).id)
    with acme.at_work():
        own, found = functions.function(code).id, queries.belonging()
        assert (found.members, found.groups) == ({own: {acme.user_id}}, {own: {crew.id, night.id}})
        assert (found.areas_of(acme.user_id), found.areas_of(None)) == ({own}, set())
        assert queries.groups_of(own) == {crew.id}
        assert {one.id for one in queries.possible_groups()} == {crew.id, night.id}

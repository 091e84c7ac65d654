"""Which personas there are."""

from __future__ import annotations

import pytest

from feedback.errors import NotFound
from feedback.stakeholders.actions import personas as actions
from feedback.stakeholders.queries import personas as queries
from tests.factories.groups import three_groups
from tests.factories.invitations import person
from tests.factories.people import Member
from tests.factories.personas import line, persona


def test_personas_of_a_group_with_their_lines_in_order(acme: Member, globex: Member) -> None:
    ours, theirs = three_groups(acme), three_groups(globex)
    customers = ours["customers"]
    first, second = persona(acme, customers), persona(acme, customers, name={"en": "The manager"})
    persona(acme, ours["suppliers"], name={"en": "The driver"})
    persona(globex, theirs["customers"])
    line(acme, customers, first, "Quiet")
    line(acme, customers, first, "Cheap", "expectation")
    with acme.at_work():
        found = queries.of_group(customers.id)
        assert [one.code for one in found] == [first, second]
        assert [each.text["en"] for each in found[0].lines] == ["Quiet", "Cheap"]
        assert queries.counts() == {customers.id: 2, ours["suppliers"].id: 1}
        assert {one.code for one in queries.all_personas()} == {first, second, "the-driver"}
        with pytest.raises(NotFound):
            queries.persona(ours["suppliers"], first)


def test_archived_ones_are_counted_no_more(acme: Member) -> None:
    customers = three_groups(acme)["customers"]
    code = persona(acme, customers)
    acme.do(lambda: actions.archive_persona(queries.persona(customers, code)))
    with acme.at_work():
        assert queries.counts() == {}
        assert queries.all_personas() == []
        assert [one.code for one in queries.of_group(customers.id)] == [code]


def test_values_of_an_attribute_are_alternatives_and_attributes_join(acme: Member) -> None:
    groups = three_groups(acme)
    for number, segments in enumerate(
        ({"region": "north"}, {"region": "south", "age": "young"}, {"region": "west"}, {}), start=1
    ):
        person(acme, "customers", number, segments=segments)
    person(acme, "suppliers", 9, segments={"region": "north"})
    mine = {groups["customers"].id}
    with acme.at_work():
        assert queries.how_many(mine, {"region": ["north", "south"]}) == 2
        assert queries.how_many(mine, {"region": ["north", "south"], "age": ["young"]}) == 1
        assert queries.how_many({one.id for one in groups.values()}, {"region": ["north"]}) == 2

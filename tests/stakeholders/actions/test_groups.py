"""What acts on groups leave behind."""

from __future__ import annotations

import pytest

from feedback.errors import Conflict, Invalid, NotFound
from feedback.stakeholders.actions import groups as actions
from feedback.stakeholders.models import StakeholderGroup
from feedback.stakeholders.queries import groups as queries
from tests.factories.groups import change, group, reread, segment
from tests.factories.people import Member


def test_codes_come_from_names_and_stay_apart(acme: Member, globex: Member) -> None:
    assert [group(acme, name={"es": "Atención al cliente"}).code for _ in range(3)] == [
        "atencion-al-cliente",
        "atencion-al-cliente-2",
        "atencion-al-cliente-3",
    ]
    assert group(acme, name={"ja": "顧客"}).code == "group"
    assert group(globex, name={"es": "Atención al cliente"}).code == "atencion-al-cliente"


def test_groups_stand_in_the_order_they_were_made(acme: Member) -> None:
    made = [group(acme, kind).code for kind in ("supplier", "customer", "employee")]
    with acme.at_work():
        assert [one.code for one in queries.groups()] == made
        assert {kind: [one.code for one in found] for kind, found in queries.by_kind().items()} == {
            "customer": ["clientes"],
            "employee": ["empleados"],
            "supplier": ["proveedores"],
            "other": [],
        }


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"name": {"es": "  \n "}}, "name"),
        ({"name": {"es": "x" * 121}}, "name_es"),
        ({"kind": "boss"}, "kind"),
        ({"size": 0}, "size"),
        ({"size": 2_000_000_001}, "size"),
        ({"code": "../etc"}, "code"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(acme: Member, values: dict[str, object], field: str) -> None:
    with pytest.raises(Invalid) as refused:
        group(acme, **values)
    assert list(refused.value.fields) == [field]


def test_names_are_kept_on_one_line(acme: Member) -> None:
    assert group(acme, name={"es": " Gente\r\nde\x00 la  casa "}).name == {"es": "Gente de la casa"}


def test_a_code_belongs_to_one_group_even_when_two_people_ask_at_once(acme: Member) -> None:
    """What the check before cannot see, the database refuses."""

    def twice() -> None:
        for _ in range(2):
            actions._keep(StakeholderGroup(code="same", kind="other", name={"es": "x"}, position=1))

    with pytest.raises(Conflict):
        acme.do(twice)


def test_there_are_two_levels_of_one_kind(acme: Member) -> None:
    above = group(acme)
    below = group(acme, parent_id=above.id)
    for values in ({"parent_id": below.id}, {"parent_id": above.id, "kind": "employee"}):
        with pytest.raises(Invalid) as refused:
            group(acme, **values)
        assert list(refused.value.fields) == ["parent"]
    with pytest.raises(Invalid):
        change(acme, above, actions.change_group, name=above.name, kind="customer", size=1, parent_id=below.id)


def test_sub_groups_follow_the_kind_of_their_group(acme: Member) -> None:
    above = group(acme)
    below = group(acme, parent_id=above.id)
    change(acme, above, actions.change_group, name=above.name, kind="supplier", size=7)
    assert (reread(acme, below.id).kind, reread(acme, above.id).size) == ("supplier", 7)
    with pytest.raises(Invalid) as refused:
        change(acme, below, actions.change_group, name=below.name, kind="other", size=1, parent_id=above.id)
    assert list(refused.value.fields) == ["kind"]


def test_a_sub_group_can_stand_on_its_own_again(acme: Member) -> None:
    below = group(acme, parent_id=group(acme).id)
    freed = change(acme, below, actions.change_group, name=below.name, kind="supplier", size=None, parent_id=None)
    assert (freed.parent_id, freed.kind, freed.size) == (None, "supplier", None)


def test_archiving_takes_sub_groups_along_and_brings_back_only_those(acme: Member) -> None:
    above = group(acme)
    early, late = group(acme, parent_id=above.id), group(acme, parent_id=above.id)
    change(acme, early, actions.archive_group)
    archived = change(acme, above, actions.archive_group)
    assert change(acme, above, actions.archive_group).archived_at == archived.archived_at
    with acme.at_work():
        assert queries.groups() == []
        assert len(queries.groups(include_archived=True)) == 3
        assert queries.group_named(above.code).archived_at is not None
    with pytest.raises(Conflict):
        change(acme, late, actions.restore_group)
    change(acme, above, actions.restore_group)
    assert [reread(acme, one.id).archived_at is None for one in (above, late, early)] == [True, True, False]


def test_nothing_is_put_under_an_archived_group(acme: Member) -> None:
    above = group(acme)
    change(acme, above, actions.archive_group)
    with pytest.raises(Invalid):
        group(acme, parent_id=above.id)


def test_the_same_segment_twice_is_one(acme: Member) -> None:
    made = group(acme)
    assert segment(acme, made, "region", " north ") == segment(acme, made, "region", "north")
    segment(acme, made, "region", "south")
    with acme.at_work():
        shown = [(one.attribute, one.value) for one in queries.group(made.id).segments]
    assert shown == [("region", "north"), ("region", "south")]


def test_segments_of_others_are_not_found(acme: Member, globex: Member) -> None:
    theirs = group(globex)
    kept = segment(globex, theirs)
    with pytest.raises(NotFound):
        acme.do(actions.remove_segment, theirs.id, kept)
    with globex.at_work():
        assert len(queries.group(theirs.id).segments) == 1

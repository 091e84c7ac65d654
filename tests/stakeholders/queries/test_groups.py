"""Reading groups."""

from __future__ import annotations

import pytest
from flask import Flask

from feedback.errors import NotFound, UnknownName
from feedback.stakeholders.actions.groups import archive_group
from feedback.stakeholders.queries import groups as queries
from tests.factories.groups import change, group, segment
from tests.factories.people import Member
from tests.statements import counted


def test_a_group_is_found_by_its_code_in_its_own_organisation(acme: Member, globex: Member) -> None:
    mine, theirs = group(acme, code="people"), group(globex, code="people")
    with acme.at_work():
        assert queries.group_named("people").id == mine.id
        assert queries.codes() == {"people"}
        with pytest.raises(UnknownName):
            queries.group_named("nobody")
        with pytest.raises(NotFound):
            queries.group(theirs.id)


def test_top_and_sub_groups_are_told_apart(acme: Member) -> None:
    above = group(acme, code="a")
    below = group(acme, code="b", parent_id=above.id)
    gone = group(acme, code="c", parent_id=above.id)
    change(acme, gone, archive_group)
    with acme.at_work():
        assert [one.code for one in queries.top_groups()] == ["a"]
        assert [one.code for one in queries.sub_groups(above.id)] == ["b"]
        assert [one.code for one in queries.sub_groups(above.id, include_archived=True)] == ["b", "c"]
        assert [one.code for one in queries.possible_parents()] == ["a"]
        assert queries.possible_parents(queries.group(above.id)) == []
        assert [one.code for one in queries.possible_parents(queries.group(below.id))] == ["a"]


def test_the_group_one_belongs_to_stays_a_choice_when_it_is_archived(acme: Member) -> None:
    above = group(acme, code="a")
    below = group(acme, code="b", parent_id=above.id)
    change(acme, above, archive_group)
    with acme.at_work():
        assert queries.possible_parents() == []
        assert [one.code for one in queries.possible_parents(queries.group(below.id))] == ["a"]


def test_segments_come_along_without_more_reads(app: Flask, acme: Member) -> None:
    for kind in ("customer", "employee", "supplier"):
        segment(acme, group(acme, kind))
    with acme.at_work(), counted(app) as seen:
        assert [len(one.segments) for one in queries.groups()] == [1, 1, 1]
    assert len(seen) == 2

"""Saying whose an area is."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

import pytest

from feedback.accounts import actions as accounts
from feedback.errors import Invalid
from feedback.journeys.actions.belonging import belong
from feedback.journeys.queries import belonging as queries
from feedback.journeys.queries import functions
from feedback.permissions import Role
from tests.factories.functions import area
from tests.factories.groups import group
from tests.factories.people import Member, member


def said(of: Member, code: str, members: Collection[UUID] = (), groups: Collection[UUID] = ()) -> None:
    of.do(lambda: belong(functions.function(code), members=members, groups=groups).id)


def known(of: Member, code: str) -> tuple[set[UUID], set[UUID]]:
    with of.at_work():
        own = functions.function(code).id
        return queries.members_of(own), queries.groups_of(own)


def test_those_who_are_said_and_no_others_work_there(acme: Member) -> None:
    code, crew, makers = area(acme), group(acme, "employee"), group(acme, "supplier")
    other = member(acme.app, "acme", Role.CONTRIBUTOR)
    said(acme, code, [acme.user_id], [crew.id])
    said(acme, code, [acme.user_id, other.user_id], [makers.id])
    assert known(acme, code) == ({acme.user_id, other.user_id}, {makers.id})
    said(acme, code)
    assert known(acme, code) == (set(), set())


def test_customers_and_strangers_work_nowhere(acme: Member, globex: Member) -> None:
    code, served = area(acme), group(acme, "customer")
    for given, field in (({"members": [globex.user_id]}, "members"), ({"groups": [served.id]}, "groups")):
        with pytest.raises(Invalid) as refused:
            said(acme, code, **given)
        assert list(refused.value.fields) == [field]
    assert known(acme, code) == (set(), set())


def test_who_leaves_the_organisation_works_there_no_more(acme: Member) -> None:
    code, gone = area(acme), member(acme.app, "acme", Role.CONTRIBUTOR)
    said(acme, code, [gone.user_id])
    acme.do(lambda: accounts.remove_member(accounts.member(gone.user_id)))
    assert known(acme, code) == (set(), set())

"""Addresses of calendars: made, changed, ended."""

from __future__ import annotations

from uuid import uuid4

import pytest

from feedback.errors import Gone, Invalid, NotFound
from feedback.permissions import Role
from feedback.programme.actions import calendars as actions
from feedback.programme.queries import calendars as queries
from feedback.programme.rules.calendars import EVERYTHING, MINE
from tests.factories.people import Member, member


def token(of: Member, reach: str = MINE) -> str:
    made: str = of.do(lambda: queries.token_of(actions.make_address(of.user_id, reach=reach).id))
    return made


def opened(of: Member, address: str) -> str:
    """The reach behind an address."""
    with of.app.app_context():
        return queries.opened(address).reach


def test_a_new_address_ends_the_old_one(acme: Member) -> None:
    first, second = token(acme), token(acme, EVERYTHING)
    assert opened(acme, second) == EVERYTHING
    with pytest.raises(Gone):
        opened(acme, first)


def test_another_reach_leaves_the_address(acme: Member) -> None:
    address = token(acme)
    acme.do(lambda: actions.choose_reach(acme.user_id, reach=EVERYTHING).id)
    assert opened(acme, address) == EVERYTHING


def test_an_ended_address_and_one_that_never_was_are_told_apart_by_us_alone(acme: Member) -> None:
    address = token(acme)
    acme.do(actions.end_address, acme.user_id)
    acme.do(actions.end_address, acme.user_id)
    with pytest.raises(Gone):
        opened(acme, address)
    with pytest.raises(NotFound):
        opened(acme, "a" * 56)


def test_it_takes_a_member_and_a_reach_that_is_one(acme: Member, globex: Member) -> None:
    viewer = member(acme.app, "acme", Role.VIEWER)
    with pytest.raises(NotFound):
        acme.do(lambda: actions.make_address(globex.user_id, reach=MINE))
    with pytest.raises(NotFound):
        acme.do(lambda: actions.end_address(uuid4()))
    with pytest.raises(NotFound):
        acme.do(lambda: actions.choose_reach(viewer.user_id, reach=MINE))
    with pytest.raises(Invalid):
        acme.do(lambda: actions.make_address(viewer.user_id, reach="theirs"))

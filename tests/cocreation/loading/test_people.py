"""Who takes part in the example, what they drew, and taking all of it out again."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

import pytest
from flask import Flask

from feedback.accounts import actions as accounts
from feedback.accounts import queries as members
from feedback.cocreation.loading import people, removing
from feedback.cocreation.loading.content import EMAIL, read
from feedback.cocreation.queries import cycles
from feedback.cocreation.queries import example as queries
from feedback.db import enter, inside, writing
from feedback.errors import Conflict
from feedback.insights.queries import moments
from feedback.journeys import queries as journeys
from feedback.outreach.queries import coverage as outreach
from feedback.permissions import Role
from feedback.stakeholders.queries import groups as stakeholders
from tests.dump import state
from tests.factories.people import Member, member


@contextmanager
def at_work(app: Flask) -> Iterator[None]:
    with app.app_context():
        enter(None)
        yield


def begun(app: Flask) -> UUID:
    """The example with nobody but its members."""
    with at_work(app), writing():
        return people.found(read(), "a hash").id


def test_it_begins_with_its_members_and_a_mark(app: Flask) -> None:
    organisation_id = begun(app)
    with at_work(app):
        found = queries.organisation("clima-sur")
        assert found is not None
        assert (found.id, queries.is_whole(found)) == (organisation_id, False)
        with inside(organisation_id):
            assert sorted(row.role for row in members.members()) == sorted(role.value for role in Role)
            assert people.owner().role is Role.OWNER
            with writing():
                people.done(read())
        assert queries.is_whole(found)


def test_an_organisation_of_that_code_that_is_not_the_example_is_left_alone(app: Flask) -> None:
    with at_work(app):
        with writing():
            accounts.create_organisation(code="clima-sur", name="Ours", languages=["es"])
        with pytest.raises(Conflict):
            queries.organisation("clima-sur")


def test_groups_journey_marks_and_cycle_are_drawn(app: Flask) -> None:
    organisation_id = begun(app)
    with at_work(app), inside(organisation_id):
        with writing():
            people.draw(read())
        assert [group.code for group in stakeholders.top_groups()] == ["customers", "employees", "suppliers"]
        assert sum(group.size or 0 for group in stakeholders.groups()) == 2 * (4200 + 64 + 38)
        assert [stage.assumed_feeling for stage in journeys.stages()] == [3.5, 3.9, 3.8, 4.4, 4.0, 3.9]
        assert {reason.split()[0] for reason in outreach.reasons().values()} == {"Los", "La"}
        assert [row.kind for rows in moments.declared_and_computed().values() for row in rows] == ["truth"]
        assert cycles.current().sponsor == "Carmen Ortega"  # type: ignore[union-attr]


def test_taking_it_out_leaves_everything_else_as_it_was(app: Flask, acme: Member) -> None:
    before = state(app)
    organisation_id = begun(app)
    with at_work(app):
        with inside(organisation_id), writing():
            people.draw(read())
        with writing():
            removing.remove(organisation_id)
    assert state(app) == before


def test_somebody_who_works_elsewhere_too_keeps_their_account(app: Flask) -> None:
    member(app, "acme", Role.ANALYST, EMAIL)
    before = state(app)
    organisation_id = begun(app)
    with at_work(app):
        with writing():
            removing.remove(organisation_id)
        assert members.user_by_email(EMAIL) is not None
        assert members.user_by_email("luis@climasur.example") is None
    assert state(app) == before

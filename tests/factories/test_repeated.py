"""What factories made once and put back is what they would make; and nothing that was written since is lost."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
import time_machine
from flask import Flask

from feedback.stakeholders.queries import groups as queries
from feedback.surveys.queries import surveys as launched
from tests.dump import state
from tests.factories.groups import group, reread, segment, three_groups
from tests.factories.journeys import journey
from tests.factories.people import Member, owner, sign_in
from tests.factories.surveys import opened, published, standard
from tests.installation import Installation, fresh_id

TIMES = 3
"""The first time it is made, the second time it is kept, the third time it is put back; each part after the other."""


def furnished(app: Flask) -> Member:
    acme = owner(app, "acme")
    three_groups(acme)
    journey(acme)
    opened(acme, published(acme, *standard()), ["customers"])
    return acme


def counts(app: Flask) -> dict[str, str]:
    """Table -> how many rows it has."""
    return {table: digest.partition(" ")[2] for table, digest in state(app).items()}


def codes(of: Member) -> list[str]:
    with of.at_work():
        return [one.code for one in queries.groups()]


def kept(database: Installation) -> tuple[Member, dict[str, str]]:
    """The furnished organisation, and the state of the database, as it is put back."""
    for _ in range(TIMES * 6):
        database.reset()
        acme = furnished(database.app)
    return acme, state(database.app)


def test_what_is_put_back_is_the_same_every_time_and_whole(database: Installation, app: Flask) -> None:
    furnished(app)
    made = counts(app)
    acme, before = kept(database)
    database.reset()
    assert (furnished(app), state(app)) == (acme, before)
    assert counts(app) == made
    assert sign_in(app.test_client(), acme).get("/o/acme/surveys").status_code == 200


def test_a_reset_leaves_nothing(database: Installation, app: Flask) -> None:
    empty = state(app)
    kept(database)
    database.reset()
    assert state(app) == empty


def test_what_was_written_in_between_stays(database: Installation, app: Flask) -> None:
    kept(database)
    for _ in range(TIMES):
        database.reset()
        acme = owner(app, "acme")
        segment(acme, reread(acme, group(acme, code="mine").id))
        three_groups(acme)
        assert sorted(codes(acme)) == ["customers", "employees", "mine", "suppliers"]


def test_no_id_is_given_twice(database: Installation, app: Flask) -> None:
    for _ in range(TIMES):
        database.reset()
        owner(app, "acme")
    database.reset()
    before = fresh_id()
    owner(app, "acme")
    assert fresh_id() != before


def test_at_another_time_it_is_made(database: Installation, app: Flask) -> None:
    kept(database)
    database.reset()
    with time_machine.travel(datetime(2031, 5, 1, tzinfo=UTC), tick=False):
        acme = furnished(app)
        with acme.at_work():
            assert {one.opened_at.year for one in launched.surveys()} == {2031}


def test_what_is_refused_is_refused_again(database: Installation, app: Flask) -> None:
    from feedback.errors import ProductError

    for _ in range(TIMES):
        database.reset()
        acme = owner(app, "acme")
        group(acme, code="customers")
        with pytest.raises(ProductError):
            group(acme, code="customers")
        assert codes(acme) == ["customers"]

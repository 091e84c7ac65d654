"""Files of people as they were taken in."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest

from feedback.db import now
from feedback.errors import NotFound
from feedback.stakeholders.actions import imports as actions
from feedback.stakeholders.models import StakeholderGroup
from feedback.stakeholders.queries import imports as queries
from tests.factories.contacts import person
from tests.factories.groups import group, segment
from tests.factories.people import Member


@pytest.fixture
def customers(acme: Member) -> StakeholderGroup:
    return group(acme, code="customers")


def kept(of: Member, customers: StakeholderGroup, name: str = "a.csv", **values: object) -> UUID:
    def act() -> UUID:
        row = actions.keep_file(group=customers, file_key=None, file_name=name, sha256="x")
        for column, value in values.items():
            setattr(row, column, value)
        return row.id

    made: UUID = of.do(act)
    return made


def test_a_file_is_found_in_its_group_and_organisation(
    acme: Member, globex: Member, customers: StakeholderGroup
) -> None:
    row = kept(acme, customers)
    other = group(acme, "employee")
    with acme.at_work():
        assert queries.import_(customers.id, row).file_name == "a.csv"
        with pytest.raises(NotFound):
            queries.import_(other.id, row)
    with globex.at_work(), pytest.raises(NotFound):
        queries.import_(customers.id, row)


def test_the_last_file_that_was_taken_in(acme: Member, customers: StakeholderGroup) -> None:
    with acme.at_work():
        assert queries.last_done(customers.id) is None
    kept(acme, customers, "old.csv", state="done", created_at=now() - timedelta(days=1))
    kept(acme, customers, "new.csv", state="done")
    kept(acme, customers, "refused.csv", state="refused", created_at=now() + timedelta(days=1))
    with acme.at_work():
        last = queries.last_done(customers.id)
        assert last is not None
        assert last.file_name == "new.csv"


def test_files_nobody_went_on_with(acme: Member, customers: StakeholderGroup) -> None:
    old = now() - timedelta(days=2)
    kept(acme, customers, "draft.csv", created_at=old)
    kept(acme, customers, "refused.csv", state="refused", created_at=old)
    kept(acme, customers, "done.csv", state="done", created_at=old)
    kept(acme, customers, "new.csv")
    with acme.at_work():
        found = queries.forgotten(now() - timedelta(days=1))
        assert sorted(row.file_name for row in found) == ["draft.csv", "refused.csv"]


def test_what_a_file_is_compared_with(acme: Member, globex: Member, customers: StakeholderGroup) -> None:
    ana = person(acme, customers, name="Ana", segments={"region": "north"})
    segment(acme, customers, "region", "north")
    with acme.at_work():
        [entry] = queries.entries(customers.id)
        assert (entry.id, entry.key, entry.name, entry.changed) == (ana, "mail:ana@acme.example", "Ana", set())
        assert queries.segments(customers.id) == {("region", "north")}
    with globex.at_work():
        assert (queries.entries(customers.id), queries.segments(customers.id)) == ([], set())

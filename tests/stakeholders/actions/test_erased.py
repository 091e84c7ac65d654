"""Who was erased on request stays away: from files, forms and other systems, until a member says otherwise."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import select, update

from feedback import jobs
from feedback.db import Base, db, everywhere, find, now
from feedback.stakeholders.actions.contacts import erase_contact
from feedback.stakeholders.models import Contact, ContactImport, ErasedMark, StakeholderGroup
from feedback.stakeholders.queries import contacts as queries
from feedback.stakeholders.rules.erased import KEPT, ErasedBefore
from tests.factories.contacts import everybody, people_csv, person
from tests.factories.groups import group
from tests.factories.people import Member
from tests.stakeholders.actions.test_imports import taken


@pytest.fixture
def customers(acme: Member) -> StakeholderGroup:
    return group(acme, code="customers")


def erase(of: Member, contact_id: UUID) -> None:
    of.do(lambda: erase_contact(find(Contact, contact_id), by=None))


def addresses(of: Member, customers: StakeholderGroup) -> set[str | None]:
    with of.at_work():
        return {one.email for one in queries.contacts(customers.id, limit=100)}


def test_the_old_file_does_not_bring_an_erased_person_back(acme: Member, customers: StakeholderGroup) -> None:
    taken(acme, customers, people_csv(3))
    gone = everybody(acme, customers)[0]
    erase(acme, gone.id)
    row = taken(acme, customers, people_csv(3))
    assert {name: row.counts[name] for name in ("rows", "added", "same", "erased")} == {
        "rows": 3,
        "added": 0,
        "same": 2,
        "erased": 1,
    }
    today = now().date().isoformat()
    assert [(one["reason"], one["params"]) for one in row.left_out] == [
        ("erased on request on %(day)s", {"day": today})
    ]
    assert gone.email not in addresses(acme, customers)


def test_a_member_can_take_them_in_all_the_same(acme: Member, customers: StakeholderGroup) -> None:
    taken(acme, customers, people_csv(2))
    gone = everybody(acme, customers)[0]
    erase(acme, gone.id)
    row = taken(acme, customers, people_csv(2), despite_erasure=True)
    assert (row.counts["added"], row.left_out) == (1, [])
    assert gone.email in addresses(acme, customers)
    assert taken(acme, customers, people_csv(2)).counts["same"] == 2
    with acme.at_work():
        assert db.session.scalar(select(ErasedMark).limit(1)) is None


def test_who_is_there_already_is_not_left_out(acme: Member, customers: StakeholderGroup) -> None:
    """Two people of one telephone: one was erased, the other stays as known."""
    first = person(acme, customers, email="ana@example.org", phone="+34911234567")
    person(acme, customers, email="eva@example.org", phone="+34911234567")
    erase(acme, first)
    row = taken(acme, customers, "Nombre;Correo;Teléfono\nEva;eva@example.org;+34911234567\n".encode())
    assert (row.counts["changed"], row.counts["erased"]) == (1, 0)


@pytest.mark.parametrize(
    "typed",
    [{"email": "ANA@example.org"}, {"phone": "+34 911 23 45 67"}, {"reference": "C-1", "email": "b@example.org"}],
)
def test_every_address_they_had_is_known(acme: Member, customers: StakeholderGroup, typed: dict[str, str]) -> None:
    erase(acme, person(acme, customers, email="ana@example.org", phone="+34911234567", reference="C-1"))
    with pytest.raises(ErasedBefore) as refused:
        person(acme, customers, **{"email": None, **typed})
    assert set(refused.value.fields) == {"despite_erasure"}
    person(acme, customers, **{"email": None, **typed}, despite_erasure=True)


def test_another_organisation_knows_nothing_of_it(acme: Member, globex: Member, customers: StakeholderGroup) -> None:
    erase(acme, person(acme, customers, email="ana@example.org"))
    person(globex, group(globex, code="customers"), email="ana@example.org")


def test_nothing_of_the_person_stays_in_the_database(acme: Member, customers: StakeholderGroup) -> None:
    erase(acme, person(acme, customers, email="ana@example.org", phone="+34911234567", name="Ana Prueba"))
    with acme.app.app_context(), everywhere():
        everything = str([db.session.execute(select(table)).all() for table in Base.metadata.sorted_tables])
    assert "contact.erased" in everything
    assert not any(word in everything for word in ("ana@example.org", "911234567", "Ana Prueba"))


def test_it_is_forgotten_in_the_end(app: Flask, acme: Member, customers: StakeholderGroup) -> None:
    erase(acme, person(acme, customers, email="ana@example.org"))
    for age, left in ((KEPT, 1), (KEPT + timedelta(days=1), 0)):
        day = now().date() - age
        acme.do(lambda day=day: db.session.execute(update(ErasedMark).values(erased_on=day)) and None)
        with app.app_context():
            jobs.look_round()
        with acme.at_work():
            assert len(list(db.session.scalars(select(ErasedMark)))) == left


def test_a_report_names_nobody(acme: Member, customers: StakeholderGroup) -> None:
    taken(acme, customers, people_csv(1))
    [gone] = everybody(acme, customers)
    erase(acme, gone.id)
    taken(acme, customers, people_csv(1))
    with acme.at_work():
        reports = [str(row.left_out) for row in db.session.scalars(select(ContactImport))]
    assert reports
    assert not any(gone.email and gone.email in report for report in reports)

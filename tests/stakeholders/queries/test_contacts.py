"""Lists and counts of contacts, and who is meant by an address."""

from __future__ import annotations

from itertools import product
from typing import Any
from uuid import UUID

import pytest

from feedback.db import now
from feedback.errors import NotFound
from feedback.stakeholders.actions import contacts as actions
from feedback.stakeholders.models import StakeholderGroup
from feedback.stakeholders.queries import contacts as queries
from feedback.stakeholders.queries.contacts import People, Wanted
from feedback.stakeholders.rules.contacts import details_of, why_not
from tests.factories.contacts import person, reread
from tests.factories.groups import group
from tests.factories.people import Member


@pytest.fixture
def customers(acme: Member) -> StakeholderGroup:
    return group(acme, code="customers")


def everyone(acme: Member, customers: StakeholderGroup) -> None:
    """A contact for each combination of what `why_not` reads."""

    def act() -> None:
        states = product((True, False), (None, True, False), (False, True), ("", "soft", "hard"))
        for number, (mail, consent, out, bounce) in enumerate(states):
            email = f"p{number}@acme.example" if mail else None
            given: dict[str, Any] = {"email": email, "reference": f"R{number}", "consent": consent}
            contact, _ = actions.keep_contact(group=customers, source="test", name=f"P{number:02}", **given)
            contact.bounce, contact.opted_out_at = bounce, now() if out else None

    acme.do(act)


def test_the_database_answers_like_the_rule(acme: Member, customers: StakeholderGroup) -> None:
    everyone(acme, customers)
    with acme.at_work():
        rows = queries.contacts(customers.id, limit=100)
        assert len(rows) == 36
        for state in ("reachable", "opted_out", "no_consent", "no_address", "bounced"):
            found = {one.id for one in queries.listed(customers.id, Wanted(state=state), limit=100)}
            word = None if state == "reachable" else state
            assert found == {one.id for one in rows if why_not(one, "email") == word}, state
            assert found
        reachable = sum(why_not(one, "email") is None for one in rows)
        out = sum(one.opted_out_at is not None for one in rows)
        other = group(acme, "other")
        counted = queries.people([customers.id, other.id])
        assert counted == {customers.id: People(36, reachable, out), other.id: People()}


def test_pages_follow_each_other_without_gap_or_repeat(acme: Member, customers: StakeholderGroup) -> None:
    for number in range(7):
        person(acme, customers, f"p{number}@acme.example", name="Ana" if number < 4 else f"Bea {number}")
    with acme.at_work():
        seen: list[UUID] = []
        after: UUID | None = None
        while True:
            page = queries.listed(customers.id, Wanted(), after=after, limit=3)
            seen += [one.id for one in page[:3]]
            if len(page) <= 3:
                break
            after = seen[-1]
        by_name = sorted(queries.contacts(customers.id), key=lambda one: (one.name, one.id))
        assert seen == [one.id for one in by_name]
        first = queries.contacts(customers.id, limit=4)
        rest = queries.contacts(customers.id, after=str(first[-1].id), limit=4)
        assert [one.id for one in [*first, *rest]] == sorted(seen)


@pytest.mark.parametrize(
    ("wanted", "names"),
    [
        (Wanted(words="pér"), ["Ana Pérez"]),
        (Wanted(words="BEA@"), ["Bea"]),
        (Wanted(words="9112"), ["Ana Pérez"]),
        (Wanted(words="C-7"), ["Bea"]),
        (Wanted(words="%"), []),
        (Wanted(lang="en"), ["Bea"]),
        (Wanted(segment=("region", "north")), ["Ana Pérez"]),
        (Wanted(segment=("region", "nowhere")), []),
        (Wanted(state="nonsense"), ["Ana Pérez", "Bea"]),
    ],
)
def test_a_list_shows_what_was_asked_for(
    acme: Member, customers: StakeholderGroup, wanted: Wanted, names: list[str]
) -> None:
    segments = {"region": "north"}
    person(acme, customers, name="Ana Pérez", phone="+34911234567", lang="es", segments=segments)
    person(acme, customers, "bea@acme.example", name="Bea", lang="en", reference="C-7", segments={"region": "south"})
    person(acme, group(acme, "employee"), "cid@acme.example", name="Cid")
    with acme.at_work():
        assert [one.name for one in queries.listed(customers.id, wanted)] == names
        assert queries.count(customers.id, wanted) == len(names)


def test_segments_narrow_whom_a_mailing_reaches(acme: Member, customers: StakeholderGroup) -> None:
    north = person(acme, customers, segments={"region": "north", "plan": "gold"})
    person(acme, customers, "bea@acme.example", segments={"region": "north"})
    with acme.at_work():
        assert [one.id for one in queries.contacts(customers.id, segment={"region": "north", "plan": "gold"})] == [
            north
        ]
        assert len(queries.contacts(customers.id, segment={"region": "north"})) == 2


def test_who_is_meant_by_an_address_a_reference_or_a_number(acme: Member, customers: StakeholderGroup) -> None:
    ana = person(acme, customers, phone="+34911234567", reference="C1")
    bea = person(acme, customers, "bea@acme.example", phone="+34911234567")
    with acme.at_work():

        def who(**given: str) -> UUID | None:
            found = queries.find_contact(customers.id, **given)
            return found.id if found else None

        assert who(email="bea@acme.example") == bea
        assert who(reference="C1") == ana
        assert who(email="nobody@acme.example", reference="C1") == ana
        # Two people have it: it says of neither who is meant.
        assert who(phone="+34911234567") is None
        assert who() is None
        assert {one.id for one in queries.alike(customers.id, details_of(phone="+34911234567"))} == {ana, bea}


def test_a_contact_of_another_organisation_is_not_found(
    acme: Member, globex: Member, customers: StakeholderGroup
) -> None:
    ana = person(acme, customers)
    with globex.at_work():
        with pytest.raises(NotFound):
            queries.contact(ana)
        assert queries.contacts(customers.id) == []
        assert queries.people([customers.id]) == {customers.id: People()}
        assert queries.rows_of(customers.id) == []
        assert queries.find_contact(customers.id, email="ana@acme.example") is None
    assert reread(acme, ana).email == "ana@acme.example"


def test_languages_of_a_group(acme: Member, customers: StakeholderGroup) -> None:
    for number, code in enumerate(("es", "en", "es", None)):
        person(acme, customers, f"p{number}@acme.example", lang=code)
    with acme.at_work():
        assert queries.languages(customers.id) == ["en", "es"]

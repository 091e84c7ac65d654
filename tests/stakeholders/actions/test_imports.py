"""Case 47: a file of people is taken in whole or not at all, whatever stops it, and only once."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import event

from feedback.accounts import queries as accounts
from feedback.db import db, now
from feedback.stakeholders.actions import contacts, imports
from feedback.stakeholders.models import ContactImport, StakeholderGroup
from feedback.stakeholders.queries import contacts as queries
from feedback.stakeholders.queries import groups
from feedback.stakeholders.queries import imports as files
from feedback.stakeholders.rules.columns import Recipe
from feedback.stakeholders.rules.importing import read_people
from tests.factories.contacts import everybody, people_csv, person, reread
from tests.factories.groups import group
from tests.factories.people import Member
from tests.stakeholders.rules.test_importing import ROLES

RECIPE = Recipe(ROLES, "ES")
NOTHING = {"added": 0, "changed": 0, "same": 0, "empty": 0, "bad": 0, "erased": 0}


@pytest.fixture
def customers(acme: Member) -> StakeholderGroup:
    return group(acme, code="customers")


def taken(
    of: Member, customers: StakeholderGroup, data: bytes, recipe: Recipe = RECIPE, **values: Any
) -> ContactImport:
    """The file after it was taken in, or was not; `values` are those of `take_in`."""
    reading = read_people(data, "gente.csv", recipe)

    def act() -> UUID:
        row = imports.keep_file(group=customers, file_key=None, file_name="gente.csv", sha256="x")
        return imports.take_in(row, reading=reading, recipe=recipe, **values).id

    return reread_file(of, customers, of.do(act))


def reread_file(of: Member, customers: StakeholderGroup, import_id: UUID) -> ContactImport:
    with of.at_work():
        return files.import_(customers.id, import_id)


def how_many(of: Member, customers: StakeholderGroup) -> int:
    with of.at_work():
        return queries.people([customers.id])[customers.id].contacts


def test_one_bad_row_of_ten_thousand_keeps_everybody_out(acme: Member, customers: StakeholderGroup) -> None:
    row = taken(acme, customers, people_csv(10_000, {7_312: "persona(at)example.org"}))
    assert (row.state, how_many(acme, customers)) == ("refused", 0)
    assert row.counts == {**NOTHING, "rows": 10_000, "bad": 1}
    assert [(one["row"], one["column"]) for one in row.bad] == [(7_312, "Correo")]
    assert "persona" not in json.dumps(row.bad)


def test_ten_thousand_come_in_and_the_same_file_again_adds_nobody(acme: Member, customers: StakeholderGroup) -> None:
    data = people_csv(10_000)
    first = taken(acme, customers, data)
    assert (first.state, first.counts) == ("done", {**NOTHING, "rows": 10_000, "added": 10_000})
    again = taken(acme, customers, data)
    assert again.counts == {**NOTHING, "rows": 10_000, "same": 10_000}
    assert how_many(acme, customers) == 10_000


@contextmanager
def stopped_at(chunk: int) -> Iterator[None]:
    """The database goes away with the n-th insert of contacts."""
    seen: list[int] = []

    def before(connection: Any, cursor: Any, statement: str, *rest: Any) -> None:
        seen.append("INSERT INTO contact " in statement)
        if sum(seen) == chunk and seen[-1]:
            raise ConnectionError("cut")

    event.listen(db.engine, "before_cursor_execute", before)
    try:
        yield
    finally:
        event.remove(db.engine, "before_cursor_execute", before)


def test_what_stops_half_way_leaves_nobody_and_the_next_try_everybody(
    acme: Member, customers: StakeholderGroup
) -> None:
    data = people_csv(4_000)
    with acme.app.app_context(), stopped_at(3), pytest.raises(ConnectionError):
        taken(acme, customers, data)
    assert how_many(acme, customers) == 0
    assert taken(acme, customers, data).counts["added"] == 4_000
    assert taken(acme, customers, data).counts["added"] == 0


def test_who_is_known_is_brought_up_to_date(acme: Member, customers: StakeholderGroup) -> None:
    ana = person(acme, customers, "persona2@example.org", name="Ana", lang="en", segments={"plan": "gold"})
    acme.do(lambda: contacts.bounced(queries.contact(ana), "hard"))
    row = taken(acme, customers, people_csv(2))
    assert row.counts == {**NOTHING, "rows": 2, "added": 1, "changed": 1}
    found = reread(acme, ana)
    assert (found.name, found.lang, found.phone, found.consent) == ("Persona 2", "es", "+34600000002", True)
    assert found.segments == {"plan": "gold", "Región": "sur"}
    assert (found.bounce, found.consented_at is not None) == ("hard", True)
    [new] = [one for one in everybody(acme, customers) if one.id != ana]
    assert (new.source, new.key, new.consented_at is not None) == ("gente.csv", "mail:persona3@example.org", True)


def test_a_new_address_has_not_been_refused_yet(acme: Member, customers: StakeholderGroup) -> None:
    ana = person(acme, customers, "old@example.org", reference="C-2")
    acme.do(lambda: contacts.bounced(queries.contact(ana), "hard"))
    taken(acme, customers, people_csv(1))
    found = reread(acme, ana)
    assert (found.email, found.bounce, found.bounced_at) == ("persona2@example.org", "", None)


def test_opt_outs_of_another_tool_are_taken_over_and_ours_are_kept(acme: Member, customers: StakeholderGroup) -> None:
    ana = person(acme, customers, "a@b.es")
    acme.do(lambda: contacts.opt_out(queries.contact(ana)))
    recipe = Recipe({"Mail": "email", "Baja": "opted_out"})
    taken(acme, customers, b"Mail,Baja\na@b.es,no\nb@b.es,yes\nc@b.es,\n", recipe)
    out = {one.email: one.opted_out_at is not None for one in everybody(acme, customers)}
    assert out == {"a@b.es": True, "b@b.es": True, "c@b.es": False}


def test_a_reference_of_somebody_else_keeps_the_file_out(acme: Member, customers: StakeholderGroup) -> None:
    person(acme, customers, "a@b.es", reference="1")
    person(acme, customers, "b@b.es", reference="2")
    recipe = Recipe({"Mail": "email", "Ref": "reference"})
    row = taken(acme, customers, b"Mail,Ref\nnew@b.es,3\na@b.es,2\n", recipe)
    assert (row.state, [(one["row"], one["column"]) for one in row.bad]) == ("refused", [(3, "Ref")])
    assert how_many(acme, customers) == 2


def test_what_tells_people_apart_becomes_segments_and_what_tells_each_one_does_not(
    acme: Member, customers: StakeholderGroup
) -> None:
    lines = "".join(f"p{number}@b.es,{number % 2},{number}\n" for number in range(40))
    recipe = Recipe({"Mail": "email", "half": "segment", "own": "segment"})
    taken(acme, customers, f"Mail,half,own\n{lines}".encode(), recipe)
    with acme.at_work():
        pairs = [(one.attribute, one.value) for one in groups.group(customers.id).segments]
    assert pairs == [("half", "0"), ("half", "1")]


def test_a_file_is_taken_in_once_however_often_the_button_is_pressed(acme: Member, customers: StakeholderGroup) -> None:
    row = taken(acme, customers, people_csv(2))
    reading = read_people(people_csv(3), "gente.csv", RECIPE)
    acme.do(lambda: imports.take_in(row, reading=reading, recipe=RECIPE).id)
    assert (reread_file(acme, customers, row.id).counts["added"], how_many(acme, customers)) == (2, 2)


def test_the_audit_log_counts_people_and_names_none(acme: Member, customers: StakeholderGroup) -> None:
    taken(acme, customers, people_csv(2))
    with acme.at_work():
        [entry] = [one for one in accounts.audit() if one.act == "contacts.imported"]
    assert (entry.subject, entry.detail) == ("customers", {**NOTHING, "rows": 2, "added": 2})


def test_nobody_of_another_organisation_is_touched(acme: Member, globex: Member, customers: StakeholderGroup) -> None:
    theirs = group(globex, code="customers")
    person(globex, theirs, "persona2@example.org", name="Theirs")
    assert taken(acme, customers, people_csv(1)).counts["added"] == 1
    assert [one.name for one in everybody(globex, theirs)] == ["Theirs"]


def test_files_nobody_went_on_with_are_forgotten(acme: Member, customers: StakeholderGroup) -> None:
    def act() -> None:
        for name, days in (("old", 2), ("new", 0)):
            row = imports.keep_file(group=customers, file_key=name, file_name=f"{name}.csv", sha256="x")
            row.created_at = now() - timedelta(days=days)

    acme.do(act)
    assert acme.do(imports.forget_files) == ["old"]
    assert acme.do(imports.forget_files) == []

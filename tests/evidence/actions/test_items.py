"""Notes one by one, in lists, and taken back."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

import pytest

from feedback import events, jobs
from feedback.accounts import queries as accounts
from feedback.errors import Conflict, Invalid
from feedback.evidence.actions import imports as import_actions
from feedback.evidence.actions import items as actions
from feedback.evidence.actions.items import NewItem
from feedback.evidence.queries import imports as import_queries
from feedback.evidence.queries import items as queries
from feedback.stakeholders.queries import groups as stakeholders
from tests.factories.evidence import imported, known, note
from tests.factories.groups import three_groups
from tests.factories.journeys import journey
from tests.factories.people import Member


@pytest.fixture
def customers(acme: Member) -> UUID:
    return three_groups(acme)["customers"].id


def test_a_list_is_added_with_everything_known_of_each(acme: Member, customers: UUID) -> None:
    visit = journey(acme)[1].id
    full = NewItem(
        kind="complaint", text=" Late\r\nagain ", group_id=customers, source="Book of\ncomplaints", stage_id=visit,
        dated=date(2024, 3, 1), rating=2, lang="en",
    )  # fmt: skip
    ids = acme.do(
        lambda: actions.add_items([full, NewItem(kind="figure", text="3 of 10 call twice", group_id=customers)])
    )
    with acme.at_work():
        first, second = (queries.item(one) for one in ids)
        assert (first.kind, first.text, first.source, first.stage_id) == (
            "complaint",
            "Late\nagain",
            "Book of complaints",
            visit,
        )
        assert (first.dated, first.rating, first.lang, first.import_id, first.row_key) == (
            date(2024, 3, 1),
            2,
            "en",
            None,
            None,
        )
        assert (second.stage_id, second.dated, second.rating, second.lang, second.source) == (
            None,
            None,
            None,
            None,
            "",
        )
        assert [(entry.act, entry.detail) for entry in accounts.audit()][:1] == [("evidence.added", {"rows": 2})]


@pytest.mark.parametrize(
    ("field", "wrong"),
    [
        ("kind", {"kind": "gossip"}),
        ("rating", {"rating": 0.5}),
        ("text", {"text": "\u0000 "}),
        ("text", {"text": "x" * 10_001}),
        ("source", {"source": "x" * 201}),
    ],
)
def test_what_cannot_be_is_refused_at_its_field_and_nothing_is_added(
    acme: Member, customers: UUID, field: str, wrong: dict[str, Any]
) -> None:
    good = {"kind": "ticket", "text": "Good", "group_id": customers}
    with pytest.raises(Invalid) as refused:
        acme.do(lambda: actions.add_items([NewItem(**good), NewItem(**{**good, **wrong})]))
    assert list(refused.value.fields) == [field]
    assert known(acme) == []


def test_pasted_notes_share_what_was_chosen_for_them(acme: Member, customers: UUID) -> None:
    acme.do(lambda: actions.add_notes(pasted="One\n\nTwo\n", kind="interview", group_id=customers, rating=4))
    assert sorted((row.text, row.kind, row.rating) for row in known(acme)) == [
        ("One", "interview", 4),
        ("Two", "interview", 4),
    ]
    with pytest.raises(Invalid):
        acme.do(lambda: actions.add_notes(pasted=" \n", kind="interview", group_id=customers))


def test_a_note_is_taken_back_and_a_row_of_a_file_is_not(acme: Member, customers: UUID) -> None:
    noted = note(acme)
    imported(acme, "text\nFrom a file\n")
    acme.do(lambda: actions.remove_note(queries.item(noted)))
    [left] = known(acme)
    assert left.text == "From a file"
    with pytest.raises(Conflict):
        acme.do(lambda: actions.remove_note(queries.item(left.id)))


def test_whoever_listens_hears_of_every_change(acme: Member, customers: UUID) -> None:
    heard: list[object] = []
    events.subscribe(events.EvidenceImported, heard.append)
    try:
        noted = note(acme)
        acme.do(lambda: actions.remove_note(queries.item(noted)))
        import_id = imported(acme)
        imported(acme)
        acme.do(lambda: import_actions.undo_import(import_queries.import_(import_id)))
        jobs.work_off(acme.app)
    finally:
        events._handlers[events.EvidenceImported].remove(heard.append)
    # The second import brought nothing, and says nothing.
    assert heard == [events.EvidenceImported(acme.organisation_id)] * 4


def test_another_organisations_group_is_refused_by_the_database(acme: Member, globex: Member, customers: UUID) -> None:
    with pytest.raises(Exception, match=r"(?i)foreign key"):
        globex.do(lambda: actions.add_note(kind="ticket", text="Theirs", group_id=customers))
    with globex.at_work():
        assert stakeholders.groups() == []
        assert queries.counts().total == 0

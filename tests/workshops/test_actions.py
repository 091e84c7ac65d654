"""Opening and closing workshops, and keeping notes."""

from __future__ import annotations

from uuid import uuid4

import pytest

from feedback.errors import Gone, Invalid
from feedback.workshops import actions, queries, rules
from tests.factories.people import Member
from tests.factories.workshops import closed, note, workshop


def test_a_workshop_is_open_under_a_code_of_its_own(acme: Member) -> None:
    one, other = workshop(acme), workshop(acme)
    assert rules.code_typed(one.code) == one.code != other.code
    assert one.closed_at is None
    with acme.at_work():
        assert [made.id for made in queries.workshops()] == [other.id, one.id]


def test_it_needs_a_title_and_a_question(acme: Member) -> None:
    for title, question, field in (({}, {"en": "Why?"}, "title"), ({"en": "Wait"}, {"en": " "}, "question")):
        with pytest.raises(Invalid) as refused:
            acme.do(lambda title=title, question=question: actions.open_workshop(title=title, question=question))
        assert list(refused.value.fields) == [field]


def test_closing_twice_is_closing_once_and_it_can_be_opened_again(acme: Member) -> None:
    made = closed(acme, workshop(acme))
    assert closed(acme, made).closed_at == made.closed_at
    acme.do(lambda: actions.reopen_workshop(queries.workshop(made.id)))
    with acme.at_work():
        assert queries.workshop(made.id).closed_at is None


def test_notes_are_kept_with_who_wrote_them(acme: Member) -> None:
    made = workshop(acme)
    writer = note(acme, made, "Tell the hour", "customer")
    note(acme, made, "Parts in the van", "employee")
    with acme.at_work():
        assert [(one.text, one.kind) for one in queries.own_notes(made.id, writer)] == [("Tell the hour", "customer")]
        assert {one.text for one in queries.notes(made.id)} == {"Tell the hour", "Parts in the van"}
        assert (queries.note_counts(), queries.participants(made.id)) == ({made.id: 2}, 2)


def test_the_same_note_sent_twice_is_one(acme: Member) -> None:
    made = workshop(acme)
    writer = note(acme, made, "Tell the hour")
    note(acme, made, "Tell the hour", participant=writer)
    note(acme, made, "Tell the hour")
    with acme.at_work():
        assert len(queries.notes(made.id)) == 2


def test_a_workshop_that_is_over_takes_no_note(acme: Member) -> None:
    made = closed(acme, workshop(acme))
    with pytest.raises(Gone):
        note(acme, made, "Too late")
    with pytest.raises(Gone):
        acme.do(lambda: actions.write_note(workshop_id=uuid4(), participant=uuid4(), kind=None, text="Nowhere"))
    with acme.at_work():
        assert queries.notes(made.id) == []

"""Reading workshops: by their link from outside, by their organisation from inside."""

from __future__ import annotations

import pytest

from feedback.errors import NotFound
from feedback.workshops import queries
from tests.factories.people import Member
from tests.factories.workshops import closed, note, workshop


def test_a_link_opens_the_workshop_and_says_whose_it_is(acme: Member) -> None:
    made = workshop(acme, "Why?")
    with acme.app.app_context():
        room = queries.room(made.code)
    assert room is not None
    assert (room.organisation_id, room.organisation_name) == (acme.organisation_id, "Acme")
    assert (room.languages, room.question["en"], room.closed) == (("es", "en"), "Why?", False)
    closed(acme, made)
    with acme.app.app_context():
        assert queries.room(made.code).closed  # type: ignore[union-attr]
        assert queries.room("ABCD2345") is None


def test_another_organisation_sees_neither_workshop_nor_notes(acme: Member, globex: Member) -> None:
    made = workshop(acme)
    note(acme, made, "Ours")
    with globex.at_work():
        assert (queries.workshops(), queries.notes(made.id), queries.note_counts()) == ([], [], {})
        with pytest.raises(NotFound):
            queries.workshop(made.id)

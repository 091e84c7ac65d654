"""What was brought before."""

from __future__ import annotations

from feedback.workshops import queries
from feedback.workshops.actions import bringing as actions
from feedback.workshops.queries import bringing as reads
from feedback.workshops.rules.bringing import Line, read
from tests.factories.people import Member
from tests.factories.workshops import map_workshop


def test_what_a_source_brought_is_its_workshops_and_its_organisations_alone(acme: Member, globex: Member) -> None:
    made, other = map_workshop(acme), map_workshop(acme)
    reading = read([Line(1, "A", "v"), Line(2, "B")], {"v": "visit"})
    acme.do(lambda: actions.bring(queries.workshop(made.id), reading=reading, source="Board"))
    with acme.at_work():
        assert sorted(reads.brought_before(made.id, "Board")) == [("", "B"), ("visit", "A")]
        assert (reads.brought_before(made.id, "Other"), reads.brought_before(other.id, "Board")) == ([], [])
        assert reads.someone_of(made.id, "Board") == reads.notes_from(made.id, "Board")[0].participant
        assert reads.locked(made.id).id == made.id
    with globex.at_work():
        assert (reads.sources(made.id), reads.someone_of(made.id, "Board")) == ([], None)

"""Taking notes over from elsewhere, and taking them away again."""

from __future__ import annotations

from uuid import uuid4

import pytest

from feedback.errors import Conflict, Invalid
from feedback.workshops import queries
from feedback.workshops.actions import bringing as actions
from feedback.workshops.actions import clusters
from feedback.workshops.models import Workshop
from feedback.workshops.queries import bringing as reads
from feedback.workshops.queries import clusters as cluster_reads
from feedback.workshops.rules.bringing import Line, read
from tests.factories.people import Member
from tests.factories.workshops import map_workshop, sticky

LINES = [Line(2, "Too dear", "v", "Ana"), Line(3, "Too dear", "v", "Luis"), Line(4, "Too late", "", "Ana")]


def brought(of: Member, made: Workshop, lines: list[Line] = LINES, source: str = "Board") -> int:
    reading = read(lines, {"v": "visit"})
    count: int = of.do(lambda: actions.bring(queries.workshop(made.id), reading=reading, source=source))
    return count


def test_notes_come_with_their_source_and_without_their_authors(acme: Member) -> None:
    made = map_workshop(acme)
    sticky(acme, made, "Written here", "visit")
    assert brought(acme, made) == 3
    with acme.at_work():
        notes = [note for note in queries.notes(made.id) if note.source]
        assert sorted((note.text, note.stage_code, note.source) for note in notes) == [
            ("Too dear", "visit", "Board"),
            ("Too dear", "visit", "Board"),
            ("Too late", "", "Board"),
        ]
        assert len({note.participant for note in notes}) == 2
        assert (queries.participants(made.id), reads.sources(made.id)) == (1, ["Board"])


def test_the_same_again_adds_nothing_and_more_of_it_only_what_is_new(acme: Member) -> None:
    made = map_workshop(acme)
    assert [brought(acme, made), brought(acme, made)] == [3, 0]
    assert brought(acme, made, [*LINES, Line(5, "Too far", "", "Ana")]) == 1
    assert brought(acme, made, source="Another board") == 3


def test_without_authors_a_source_stays_one_person(acme: Member) -> None:
    made = map_workshop(acme)
    brought(acme, made, [Line(1, "A")])
    brought(acme, made, [Line(1, "A"), Line(2, "B")])
    with acme.at_work():
        assert len({note.participant for note in queries.notes(made.id)}) == 1


def test_one_bad_row_and_nothing_is_taken(acme: Member) -> None:
    made = map_workshop(acme)
    with pytest.raises(Invalid, match="Mend these rows first: 9"):
        brought(acme, made, [*LINES, Line(9, "x" * 1001)])
    with pytest.raises(Invalid):
        brought(acme, made, source=" ")
    with acme.at_work():
        assert queries.notes(made.id) == []


def test_what_a_source_brought_can_be_taken_away_unless_something_was_made_of_it(acme: Member) -> None:
    made = map_workshop(acme)
    kept = sticky(acme, made, "Written here", "visit")
    brought(acme, made)
    with acme.at_work():
        ids = [note.id for note in reads.notes_from(made.id, "Board")]

    def group() -> None:
        cluster = clusters.group(queries.workshop(made.id), note_ids=ids, title="Price")
        clusters.became(cluster.id, "claim", uuid4())

    acme.do(group)
    with pytest.raises(Conflict):
        acme.do(lambda: actions.take_away(queries.workshop(made.id), source="Board"))
    with acme.at_work():
        became = [one.became_id for one in cluster_reads.clusters(made.id) if one.became_id]
    acme.do(lambda: clusters.released("claim", became))
    assert acme.do(lambda: actions.take_away(queries.workshop(made.id), source="Board")) == 3
    with acme.at_work():
        assert [note.id for note in queries.notes(made.id)] == [kept.id]
        assert cluster_reads.clusters(made.id) == []

"""Putting notes together, naming and moving what came of it, and taking it apart."""

from __future__ import annotations

from uuid import uuid4

import pytest

from feedback.errors import Conflict, Invalid, NotFound
from feedback.workshops import queries
from feedback.workshops.actions import clusters as actions
from feedback.workshops.models import NoteCluster, Workshop
from feedback.workshops.queries import clusters as reads
from tests.factories.people import Member
from tests.factories.workshops import grouped, map_workshop, sticky


def headings(of: Member, made: Workshop) -> dict[str, list[str]]:
    """Heading -> texts of its notes."""
    with of.at_work():
        return {one.title: [note.text for note in reads.notes_of(one.id)] for one in reads.clusters(made.id)}


def test_notes_are_put_under_a_heading_at_the_stage_most_of_them_have(acme: Member) -> None:
    made = map_workshop(acme)
    notes = [sticky(acme, made, text, stage) for text, stage in (("A", "visit"), ("B", "booking"), ("C", "visit"))]
    ids = [note.id for note in notes]
    acme.do(lambda: actions.group(queries.workshop(made.id), note_ids=ids, title=" They  wait ").id)
    with acme.at_work():
        assert [one.stage_code for one in reads.clusters(made.id)] == ["visit"]
    assert headings(acme, made) == {"They wait": ["A", "B", "C"]}


def test_a_note_stands_in_one_group_and_an_empty_group_goes(acme: Member) -> None:
    made = map_workshop(acme)
    first, second = grouped(acme, made, ["A"], "One"), grouped(acme, made, ["B"], "Two")
    with acme.at_work():
        ids = [note.id for note in reads.notes_of(first.id)]
    acme.do(lambda: actions.group(queries.workshop(made.id), note_ids=ids, into=second.id))
    assert headings(acme, made) == {"Two": ["A", "B"]}
    acme.do(lambda: actions.take_out(queries.workshop(made.id), note_ids=ids))
    assert headings(acme, made) == {"Two": ["B"]}
    acme.do(lambda: actions.dissolve(reads.cluster(made.id, second.id)))
    assert headings(acme, made) == {}
    with acme.at_work():
        assert len(queries.notes(made.id)) == 2


def test_nothing_ticked_and_no_heading_are_refused(acme: Member) -> None:
    made = map_workshop(acme)
    note = sticky(acme, made, "A", "visit")
    for ids, title, field in (([], "One", "notes"), ([uuid4()], "One", "notes"), ([note.id], " ", "title")):
        with pytest.raises(Invalid) as refused:
            acme.do(lambda ids=ids, title=title: actions.group(queries.workshop(made.id), note_ids=ids, title=title))
        assert list(refused.value.fields) == [field]


def test_notes_of_another_workshop_are_not_taken(acme: Member) -> None:
    made, other = map_workshop(acme), map_workshop(acme)
    note = sticky(acme, other, "Theirs", "visit")
    with pytest.raises(Invalid):
        acme.do(lambda: actions.group(queries.workshop(made.id), note_ids=[note.id], title="One"))
    cluster = grouped(acme, other, ["B"], "Two")
    mine = sticky(acme, made, "Mine", "visit")
    with pytest.raises(NotFound):
        acme.do(lambda: actions.group(queries.workshop(made.id), note_ids=[mine.id], into=cluster.id))


def test_heading_and_stage_are_changed(acme: Member) -> None:
    made = map_workshop(acme)
    cluster = grouped(acme, made, ["A"], "One")
    for stage, kept in (("booking", "booking"), ("nowhere", "")):
        acme.do(lambda stage=stage: actions.change(reads.cluster(made.id, cluster.id), title="Other", stage_code=stage))
        with acme.at_work():
            found = reads.cluster(made.id, cluster.id)
            assert (found.title, found.stage_code) == ("Other", kept)


def test_what_something_was_made_of_stays_as_it_is_until_that_is_taken_back(acme: Member) -> None:
    made = map_workshop(acme)
    cluster, thing = grouped(acme, made, ["A"], "One"), uuid4()
    with acme.at_work():
        ids = [note.id for note in reads.notes_of(cluster.id)]

    def found() -> NoteCluster:
        return reads.cluster(made.id, cluster.id)

    acme.do(lambda: actions.became(cluster.id, "claim", thing))
    for act in (
        lambda: actions.became(cluster.id, "evidence", uuid4()),
        lambda: actions.change(found(), title="Other", stage_code=""),
        lambda: actions.dissolve(found()),
        lambda: actions.take_out(queries.workshop(made.id), note_ids=ids),
        lambda: actions.group(queries.workshop(made.id), note_ids=ids, title="Elsewhere"),
    ):
        with pytest.raises(Conflict):
            acme.do(act)
    acme.do(lambda: actions.released("evidence", [thing]))
    with acme.at_work():
        assert found().became == "claim"
    acme.do(lambda: actions.released("claim", [thing]))
    acme.do(lambda: actions.dissolve(found()))
    assert headings(acme, made) == {}

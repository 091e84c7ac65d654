"""The wall of a workshop: what stands where, who said so, and whether anything is new."""

from __future__ import annotations

from uuid import uuid4

from flask import Flask

from feedback.workshops import queries
from feedback.workshops.actions import clusters
from feedback.workshops.models import Workshop
from feedback.workshops.queries import board as reads
from tests.factories.people import Member
from tests.factories.workshops import closed, grouped, map_workshop, sticky
from tests.statements import counted


def pulse(of: Member, made: Workshop) -> reads.Pulse:
    with of.at_work():
        return reads.pulse(made.id)


def test_notes_stand_at_their_stage_loose_or_in_their_group(acme: Member) -> None:
    made = map_workshop(acme)
    sticky(acme, made, "Loose", "booking")
    grouped(acme, made, ["A", "B"], "One", "visit")
    with acme.at_work():
        wall = reads.board(queries.workshop(made.id))
        booking, visit = wall.places
        assert (booking.code, [note.text for note in booking.loose], booking.heaps) == ("booking", ["Loose"], [])
        [heap] = visit.heaps
        assert (heap.cluster.title, {note.text for note in heap.notes}, heap.people) == ("One", {"A", "B"}, 2)
        assert (visit.loose, visit.count, wall.shown) == ([], 2, 3)


def test_moments_are_counted_in_people(acme: Member) -> None:
    made, who = map_workshop(acme), uuid4()
    for text, person in (("A", who), ("B", who), ("C", uuid4())):
        sticky(acme, made, text, "visit", moment="pain", participant=person)
    sticky(acme, made, "D", "booking", moment="truth")
    with acme.at_work():
        moments = reads.board(queries.workshop(made.id)).moments
    assert [(one.stage_code, one.moment, one.people, one.several) for one in moments] == [
        ("booking", "truth", 1, False),
        ("visit", "pain", 2, True),
    ]


def test_the_pulse_moves_with_every_change_and_with_nothing_else(acme: Member) -> None:
    made = map_workshop(acme)
    seen = [pulse(acme, made)]
    note = sticky(acme, made, "A", "visit")
    seen.append(pulse(acme, made))
    acme.do(lambda: clusters.group(queries.workshop(made.id), note_ids=[note.id], title="One"))
    seen.append(pulse(acme, made))
    other = grouped(acme, made, ["B"], "Two")
    seen.append(pulse(acme, made))
    acme.do(lambda: clusters.group(queries.workshop(made.id), note_ids=[note.id], into=other.id))
    seen.append(pulse(acme, made))
    closed(acme, made)
    seen.append(pulse(acme, made))
    assert len(set(seen)) == len(seen)
    assert pulse(acme, made) == seen[-1]
    assert (seen[-1].notes, seen[-1].people) == (2, 2)


def test_the_wall_costs_the_same_for_one_note_and_for_thirty(app: Flask, acme: Member) -> None:
    made, costs = map_workshop(acme), []
    for amount in (1, 30):
        grouped(acme, made, [f"{amount}.{number}" for number in range(amount)], f"Group of {amount}")
        sticky(acme, made, f"Loose {amount}", "booking", moment="pain")
        with acme.at_work(), counted(app) as statements:
            reads.board(queries.workshop(made.id))
        costs.append(len(statements))
    assert costs == [4, 4]
    with acme.at_work(), counted(app) as statements:
        reads.pulse(made.id)
    assert len(statements) == 1

"""Reading groups of notes."""

from __future__ import annotations

from uuid import uuid4

import pytest

from feedback.errors import NotFound
from feedback.workshops.queries import clusters as queries
from tests.factories.people import Member
from tests.factories.workshops import grouped, map_workshop, sticky


def test_a_group_is_found_in_its_workshop_and_its_organisation_alone(acme: Member, globex: Member) -> None:
    made, other = map_workshop(acme), map_workshop(acme)
    cluster = grouped(acme, made, ["A", "B"], "One")
    with acme.at_work():
        found, workshop = queries.with_id(cluster.id)
        assert (found.title, workshop.id) == ("One", made.id)
        assert [one.title for one in queries.clusters(made.id)] == ["One"]
        with pytest.raises(NotFound):
            queries.cluster(other.id, cluster.id)
    with globex.at_work(), pytest.raises(NotFound):
        queries.with_id(cluster.id)


def test_a_person_who_wrote_three_notes_is_one(acme: Member) -> None:
    made, who = map_workshop(acme), uuid4()
    notes = [sticky(acme, made, text, "visit", participant=who) for text in ("A", "B", "C")]
    notes.append(sticky(acme, made, "D", "visit"))
    assert queries.people(notes) == 2

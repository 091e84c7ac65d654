"""Notes of a workshop as existing information: one row each, people stay people, and back."""

from __future__ import annotations

from uuid import UUID, uuid4

import pytest
from sqlalchemy import select

from feedback import jobs
from feedback.db import db
from feedback.errors import Conflict
from feedback.evidence.actions import imports
from feedback.evidence.actions import workshops as actions
from feedback.evidence.models import Evidence
from feedback.evidence.queries import imports as queries
from feedback.journeys import queries as journeys
from feedback.stakeholders.queries.groups import group_named
from feedback.workshops import queries as workshops
from feedback.workshops.actions import clusters
from feedback.workshops.models import NoteCluster, Workshop
from feedback.workshops.queries import clusters as reads
from tests.factories import groups
from tests.factories import journeys as journey_factory
from tests.factories.people import Member
from tests.factories.workshops import map_workshop, sticky


def cluster_of(of: Member, made: Workshop, notes: list[tuple[str, UUID]]) -> NoteCluster:
    ids = [sticky(of, made, text, "visit", participant=who, kind="customer").id for text, who in notes]
    kept = of.do(lambda: clusters.group(workshops.workshop(made.id), note_ids=ids, title="They wait").id)
    with of.at_work():
        return reads.cluster(made.id, kept)


def taken(of: Member, cluster: NoteCluster) -> UUID:
    def take() -> UUID:
        group = group_named("customers")
        return actions.take_cluster(cluster.id, group=group, source="Workshop “The map”", column="Note").id

    made: UUID = of.do(take)
    return made


def rows(of: Member) -> list[Evidence]:
    with of.at_work():
        return list(db.session.scalars(select(Evidence).order_by(Evidence.created_at, Evidence.row)))


def furnished(of: Member) -> tuple[Workshop, UUID]:
    groups.group(of, "customer", code="customers")
    journey_factory.journey(of, ("booking", "visit"))
    return map_workshop(of), uuid4()


def test_each_note_is_a_row_and_a_person_stays_one_person(acme: Member) -> None:
    made, ana = furnished(acme)
    first = cluster_of(acme, made, [("Nobody answers", ana), ("No sign of life", uuid4())])
    second = cluster_of(acme, made, [("Too dear", ana)])
    taken(acme, first)
    taken(acme, second)
    found = rows(acme)
    assert [(one.text, one.kind, one.source) for one in found] == [
        ("Nobody answers", "interview", "Workshop “The map”"),
        ("No sign of life", "interview", "Workshop “The map”"),
        ("Too dear", "interview", "Workshop “The map”"),
    ]
    assert found[0].person_id == found[2].person_id != found[1].person_id
    assert ana not in {one.person_id for one in found}
    with acme.at_work():
        assert {one.stage_id for one in found} == {journeys.stage_named("visit").id}
        assert {one.dated for one in found} == {workshops.notes(made.id)[0].written_at.date()}


def test_it_is_one_import_that_says_what_it_became_and_is_taken_once(acme: Member) -> None:
    made, ana = furnished(acme)
    cluster = cluster_of(acme, made, [("Nobody answers", ana)])
    import_id = taken(acme, cluster)
    with acme.at_work():
        row, kept = queries.import_(import_id), reads.cluster(made.id, cluster.id)
        assert (row.state, row.rows, row.imported, row.comments) == ("done", 1, 1, 1)
        assert (kept.became, kept.became_id) == ("evidence", import_id)
    with pytest.raises(Conflict):
        taken(acme, cluster)
    assert len(rows(acme)) == 1


def test_undoing_the_import_gives_the_notes_back(acme: Member) -> None:
    made, ana = furnished(acme)
    cluster = cluster_of(acme, made, [("Nobody answers", ana)])
    import_id = taken(acme, cluster)
    acme.do(lambda: imports.undo_import(queries.import_(import_id)).id)
    jobs.work_off(acme.app)
    assert rows(acme) == []
    with acme.at_work():
        assert reads.cluster(made.id, cluster.id).became == ""
    taken(acme, cluster)
    assert len(rows(acme)) == 1

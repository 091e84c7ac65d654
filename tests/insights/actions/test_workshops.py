"""Groups of notes as claims, named moments as declared ones, and both taken back."""

from __future__ import annotations

from uuid import UUID, uuid4

import pytest
from sqlalchemy import select

from feedback.db import db
from feedback.errors import Conflict, NotFound
from feedback.insights.actions import moments
from feedback.insights.actions import workshops as actions
from feedback.insights.models import ClaimSupport, JourneyMoment
from feedback.insights.queries import workshops as queries
from feedback.journeys import actions as journey_actions
from feedback.journeys import queries as journeys
from feedback.journeys.actions import claims as journey_claims
from feedback.journeys.models import Claim
from feedback.workshops.models import NoteCluster, Workshop
from feedback.workshops.queries import clusters as reads
from tests.factories import journeys as journey_factory
from tests.factories.people import Member
from tests.factories.workshops import grouped, map_workshop, sticky


@pytest.fixture
def room(acme: Member) -> Workshop:
    journey_factory.journey(acme, ("booking", "visit"))
    return map_workshop(acme)


def claimed(of: Member, cluster: NoteCluster) -> UUID:
    made: UUID = of.do(lambda: actions.claim_cluster(cluster.id, lang="en").id)
    return made


def claims(of: Member) -> list[Claim]:
    with of.at_work():
        return list(db.session.scalars(select(Claim)))


def test_a_group_of_notes_is_claimed_at_its_stage_and_speaks_for_it(acme: Member, room: Workshop) -> None:
    cluster = grouped(acme, room, ["Nobody answers", "No sign of life"], "They are left waiting")
    claim_id = claimed(acme, cluster)
    [made] = claims(acme)
    with acme.at_work():
        assert (made.id, made.text) == (claim_id, {"en": "They are left waiting"})
        assert made.stage_id == journeys.stage_named("visit").id
        [support] = db.session.scalars(select(ClaimSupport))
        assert (support.cluster_id, support.says) == (cluster.id, "for")
        assert reads.cluster(room.id, cluster.id).became == "claim"
    with pytest.raises(Conflict):
        claimed(acme, cluster)


def test_taking_it_back_withdraws_the_claim_and_frees_the_notes(acme: Member, room: Workshop) -> None:
    cluster = grouped(acme, room, ["Nobody answers"], "Silence")
    claimed(acme, cluster)
    acme.do(lambda: actions.unclaim_cluster(cluster.id))
    [made] = claims(acme)
    assert made.withdrawn_at is not None
    with acme.at_work():
        assert reads.cluster(room.id, cluster.id).became == ""
        assert list(db.session.scalars(select(ClaimSupport))) == []
    with pytest.raises(Conflict):
        acme.do(lambda: actions.unclaim_cluster(cluster.id))


def test_a_claim_with_a_reason_of_somebody_else_stays(acme: Member, room: Workshop) -> None:
    with acme.at_work():
        about = ("stage", journeys.stage_named("visit").id)
    acme.do(lambda: journey_claims.claim(about=about, text={"en": "Silence"}, reason="I saw it.", by=None).id)
    cluster = grouped(acme, room, ["Nobody answers"], "Silence")
    claimed(acme, cluster)
    acme.do(lambda: actions.unclaim_cluster(cluster.id))
    [made] = claims(acme)
    assert made.withdrawn_at is None


def test_a_stage_that_left_the_map_takes_no_claim_and_no_moment(acme: Member, room: Workshop) -> None:
    cluster = grouped(acme, room, ["Nobody answers"], "Silence")
    for text in ("A", "B"):
        sticky(acme, room, text, "visit", moment="pain")
    acme.do(lambda: journey_actions.retire_stage(journeys.stage_named("visit")).id)
    with pytest.raises(Conflict):
        claimed(acme, cluster)
    with pytest.raises(Conflict):
        acme.do(lambda: actions.declare_named(room.id, stage_code="visit", kind="pain", reason="Two said so."))
    assert claims(acme) == []


def declared(of: Member, room: Workshop) -> UUID:
    def declare() -> UUID:
        return actions.declare_named(room.id, stage_code="visit", kind="pain", reason="2 people named it.").id

    made: UUID = of.do(declare)
    return made


def test_what_several_people_named_is_declared_with_that_reason_and_taken_back(acme: Member, room: Workshop) -> None:
    ana = uuid4()
    for text in ("A", "B"):
        sticky(acme, room, text, "visit", moment="pain", participant=ana)
    with pytest.raises(Conflict, match="At least two people"):
        declared(acme, room)
    sticky(acme, room, "C", "visit", moment="pain")
    moment_id = declared(acme, room)
    with acme.at_work():
        row = queries.declared_with_id(moment_id)
        assert (row.kind, row.source, row.reason) == ("pain", "declared", "2 people named it.")
    with pytest.raises(Conflict, match="declared on the map already"):
        declared(acme, room)
    other = map_workshop(acme)
    with pytest.raises(NotFound):
        acme.do(lambda: actions.undeclare_named(other.id, moment_id=moment_id))
    acme.do(lambda: actions.undeclare_named(room.id, moment_id=moment_id))
    with acme.at_work():
        assert list(db.session.scalars(select(JourneyMoment))) == []


def test_a_moment_somebody_declared_by_hand_keeps_their_reason(acme: Member, room: Workshop) -> None:
    for text in ("A", "B"):
        sticky(acme, room, text, "visit", moment="pain")
    theirs = acme.do(lambda: moments.declare(stage=journeys.stage_named("visit"), kind="pain", reason="I saw it.").id)
    with pytest.raises(Conflict):
        declared(acme, room)
    with pytest.raises(NotFound):
        acme.do(lambda: actions.undeclare_named(room.id, moment_id=theirs))

from __future__ import annotations

from typing import Any
from uuid import UUID

from feedback.db import db, now
from feedback.insights.models import JourneyMoment
from feedback.insights.queries import claims as queries
from feedback.insights.queries.claims import Maturity
from feedback.journeys import queries as journeys
from feedback.journeys.actions import claims as actions
from feedback.journeys.queries import claims as drawn
from tests.factories import claims, evidence, walks
from tests.factories.journeys import current
from tests.factories.people import Member
from tests.factories.runs import ground


def confirmed(of: Member, claim: UUID, n: int = 5, says: str = "for") -> None:
    """So many people who lived it speak for a claim, or against it."""
    for number in range(n):
        text = f"{says} {claim} {number}"
        said = evidence.note(of, kind="review", text=text, dated=now().date())
        claims.linked(of, claim, "evidence", said, says)


def maturity(of: Member) -> tuple[list[str], list[str], bool]:
    with of.at_work():
        found: Maturity = queries.maturity()
        return [one.code for one in found.confirmed], [one.code for one in found.missing], found.is_journey


def test_everything_drawn_has_a_standing_and_nobody_linked_is_assumed(acme: Member) -> None:
    ground(acme)
    with acme.at_work():
        found = queries.standing()
        assert {one.state.code for one in found.values()} == {"assumed"}
        assert len(found) == 6, "three stages, each with a touchpoint"


def test_claims_as_drawn_are_one_and_worded_ones_stand_beside(acme: Member) -> None:
    ground(acme)
    visit = current(acme)[1]
    (area,) = claims.areas(acme, "operations")
    claims.stated(acme, "visit", reason="We see it.")
    own = claims.stated(acme, "visit", "They wait outside", function_id=area)

    def about() -> Any:
        return queries.standing()[("stage", visit.id)]

    with acme.at_work():
        found = about()
        assert (found.state.code, found.refuted, [row.claim.id for row in found.worded]) == ("reasoned", 0, [own])
    confirmed(acme, own, says="against")
    with acme.at_work():
        assert (about().state.code, about().refuted, about().validated) == ("reasoned", 1, False)


def test_what_was_withdrawn_counts_no_longer(acme: Member) -> None:
    ground(acme)
    claim = claims.stated(acme, reason="We see it.")
    acme.do(lambda: actions.withdraw(drawn.claim(claim)))
    with acme.at_work():
        assert {one.state.code for one in queries.standing().values()} == {"assumed"}
        assert queries.claim_row(claim).claim.withdrawn_at is not None


def test_a_draft_becomes_a_journey_stage_by_stage(acme: Member) -> None:
    """A claim about the stage, one about its touchpoint, and a moment that answers show."""
    ground(acme)
    assert maturity(acme) == ([], ["booking", "visit", "billing"], False)
    confirmed(acme, claims.stated(acme, "booking"))
    confirmed(acme, claims.stated(acme, "visit", touchpoint="call"))
    assert maturity(acme) == (["booking", "visit"], ["billing"], False)

    def moment(source: str) -> None:
        stage = journeys.stage_named("billing")
        db.session.add(JourneyMoment(stage_id=stage.id, kind="pain", source=source, reason="Why"))

    acme.do(moment, "declared")
    assert maturity(acme)[1] == ["billing"], "declared alone nobody lived it"
    acme.do(moment, "computed")
    assert maturity(acme) == (["booking", "visit", "billing"], [], True)


def test_without_stages_there_is_no_journey(acme: Member) -> None:
    assert maturity(acme) == ([], [], False)


def test_services_walked_through_the_map_speak_for_a_touchpoint_beside_what_is_linked(acme: Member) -> None:
    """One kind of evidence is a reason; a second one, of people who lived it, settles it."""
    ground(acme)
    visit = current(acme)[1].touchpoints[0].id
    about = ("touchpoint", visit)
    for number, walk in enumerate(walks.chosen(acme, "A1", "A2", "A3", "A4", "A5", "A6")):
        walks.looked(acme, walk, visit, "happened" if number < 5 else "not")
    with acme.at_work():
        found = queries.standing()[about].state
        assert (found.code, found.people, found.against, found.kinds) == ("reasoned", 5, 1, ("services",))
    claim = claims.stated(acme, about=about)
    confirmed(acme, claim, 2)
    with acme.at_work():
        assert queries.standing()[about].state.code == "reasoned", "one service of six speaks against it"
    walks.looked(acme, walk, visit, "happened")
    with acme.at_work():
        assert queries.standing()[about].state.code == "validated"

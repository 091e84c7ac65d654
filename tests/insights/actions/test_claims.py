from __future__ import annotations

from uuid import uuid4

import pytest

from feedback.errors import Conflict, Invalid, NotFound
from feedback.insights.actions import claims as actions
from feedback.insights.queries import claims as queries
from feedback.journeys.actions import claims as drawing
from feedback.journeys.queries import claims as drawn
from tests.factories import claims, evidence, surveys
from tests.factories.people import Member
from tests.factories.runs import ground


def test_linking_again_turns_it_and_unlinking_takes_it_away(acme: Member) -> None:
    ground(acme)
    claim, said = claims.stated(acme), evidence.note(acme)
    first = claims.linked(acme, claim, "evidence", said)
    assert claims.linked(acme, claim, "evidence", said, "against") == first
    with acme.at_work():
        assert [link.row.says for link in queries.claim_row(claim).links] == ["against"]
    acme.do(lambda: actions.unlink(drawn.claim(claim), support_id=first))
    with acme.at_work():
        assert queries.claim_row(claim).links == ()


def test_what_cannot_be_linked(acme: Member, globex: Member) -> None:
    ground(acme)
    ground(globex)
    claim, foreign = claims.stated(acme), evidence.note(globex)
    scored = surveys.opened(acme, surveys.published(acme), ["customers"], mode="identified").questions["csat"][0]
    for kind, target, says, refusal in (
        ("evidence", foreign, "for", NotFound),
        ("evidence", uuid4(), "for", NotFound),
        ("moon", uuid4(), "for", NotFound),
        ("evidence", foreign, "perhaps", Invalid),
        ("question", scored, "for", Invalid),
    ):
        with pytest.raises(refusal):
            claims.linked(acme, claim, kind, target, says)


def test_a_claim_taken_back_and_another_claims_link(acme: Member) -> None:
    ground(acme)
    one, other, said = claims.stated(acme), claims.stated(acme, "billing"), evidence.note(acme)
    link = claims.linked(acme, one, "evidence", said)
    with pytest.raises(NotFound):
        acme.do(lambda: actions.unlink(drawn.claim(other), support_id=link))
    acme.do(lambda: drawing.withdraw(drawn.claim(one)))
    with pytest.raises(Conflict):
        claims.linked(acme, one, "evidence", said, "against")

from __future__ import annotations

from datetime import date, timedelta

from feedback.db import now
from feedback.insights.queries import revision as queries
from tests.factories import claims, evidence
from tests.factories.journeys import change, current
from tests.factories.people import Member
from tests.factories.runs import ground


def names(of: Member, today: date | None = None) -> list[str]:
    with of.at_work():
        rows = queries.due(today=today)
        return [
            f"{one.element.kind} {one.element.name['en']}" + (f": {one.claim.claim.text['en']}" if one.claim else "")
            for one in rows
        ]


def test_what_was_just_drawn_asks_after_its_half_life(acme: Member) -> None:
    ground(acme)
    today = now().date()
    assert names(acme) == []
    assert names(acme, today + timedelta(days=365)) == []
    assert len(names(acme, today + timedelta(days=366))) == 6


def test_confirming_and_newer_evidence_keep_it_fresh(acme: Member) -> None:
    ground(acme)
    booking, visit, billing = current(acme)
    then = now() - timedelta(days=900)
    for stage in (booking, visit, billing):
        change(acme, stage, lambda one: setattr(one, "drawn_at", then))
    change(acme, booking, lambda one: setattr(one, "confirmed_at", now()))
    said = evidence.note(acme, kind="review", text="Still so", dated=now().date())
    claims.linked(acme, claims.stated(acme, "visit"), "evidence", said)
    old = evidence.note(acme, kind="review", text="So it was", dated=then.date())
    claims.linked(acme, claims.stated(acme, "billing"), "evidence", old)
    against = evidence.note(acme, kind="review", text="No longer", dated=now().date())
    claims.linked(acme, claims.stated(acme, "billing"), "evidence", against, "against")
    assert names(acme) == ["stage Billing"]


def test_claims_grow_old_too_and_what_nobody_knows_asks_once(acme: Member) -> None:
    ground(acme)
    claims.stated(acme, "visit", "They wait outside")
    later = now().date() + timedelta(days=400)
    assert "stage Visit: They wait outside" in names(acme, later)
    change(acme, current(acme)[0], lambda one: setattr(one, "drawn_at", None))
    assert names(acme) == ["stage Booking"]
    with acme.at_work():
        assert [len(rows) for rows in queries.by_stage(queries.due()).values()] == [1]

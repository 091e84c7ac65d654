from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from feedback.errors import Invalid
from feedback.journeys import queries as journeys
from feedback.journeys.actions import reviews as actions
from feedback.journeys.queries import claims as drawn
from feedback.journeys.queries import functions
from feedback.journeys.queries import reviews as queries
from tests.factories import claims
from tests.factories.journeys import current, journey
from tests.factories.people import Member


def sent(of: Member, *pairs: tuple[str, str]) -> int:
    """How many are newly asked: (area, stage) by their codes."""
    asked: int = of.do(
        lambda: actions.send([(functions.function(area), journeys.stage_named(stage)) for area, stage in pairs])
    )
    return asked


def said(of: Member, area: str, stage: str, verdict: str, note: str = "") -> None:
    given: dict[str, Any] = {"verdict": verdict, "note": note}
    of.do(lambda: actions.review(stage=journeys.stage_named(stage), function=functions.function(area), **given).id)


def verdicts(of: Member) -> Mapping[str, str]:
    with of.at_work():
        found = [one for asked in queries.reviews() for one in asked.reviews]
        return {f"{one.function.code} {one.stage.code}": one.verdict for one in found}


def claimed(of: Member) -> list[str]:
    with of.at_work():
        return [one.text["es"] for one in drawn.claims()]


def test_sending_twice_asks_once_and_an_answer_is_asked_anew(acme: Member) -> None:
    journey(acme)
    claims.areas(acme, "operations")
    assert sent(acme, ("operations", "visit"), ("operations", "billing")) == 2
    said(acme, "operations", "visit", "confirmed")
    assert verdicts(acme) == {"operations visit": "confirmed", "operations billing": "asked"}
    assert sent(acme, ("operations", "visit"), ("operations", "billing")) == 1
    assert verdicts(acme)["operations visit"] == "asked"


def test_confirming_says_that_the_stage_still_is_so(acme: Member) -> None:
    journey(acme)
    claims.areas(acme, "operations")
    said(acme, "operations", "visit", "confirmed", "As every day.")
    confirmed = [stage.code for stage in current(acme) if stage.confirmed_at]
    assert (confirmed, claimed(acme)) == (["visit"], [])


def test_a_dispute_is_a_claim_of_the_area_until_it_says_otherwise(acme: Member) -> None:
    journey(acme)
    (area,) = claims.areas(acme, "operations")
    said(acme, "operations", "visit", "disputed", "We never call first.")
    with acme.at_work():
        (claim,) = drawn.claims()
        assert (claim.topic, claim.function_id, claim.text) == ("problem", area, {"es": "We never call first."})
    said(acme, "operations", "visit", "disputed", "We call too late.")
    assert claimed(acme) == ["We call too late."]
    said(acme, "operations", "visit", "confirmed")
    assert (claimed(acme), verdicts(acme)) == ([], {"operations visit": "confirmed"})


def test_a_dispute_says_what_is_different(acme: Member) -> None:
    journey(acme)
    claims.areas(acme, "operations")
    for verdict, note in (("disputed", " "), ("perhaps", "So"), ("disputed", "x" * 301)):
        with pytest.raises(Invalid):
            said(acme, "operations", "visit", verdict, note)

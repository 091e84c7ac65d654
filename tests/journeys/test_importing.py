"""Taking over a journey from a file."""

from __future__ import annotations

import json
from typing import Any
from uuid import UUID

import pytest

from feedback.accounts import queries as accounts
from feedback.errors import Invalid
from feedback.journeys import actions, queries
from feedback.journeys.importing import import_journey
from feedback.journeys.reader import read
from tests.factories.journeys import change, current
from tests.factories.people import Member

CALL = {"code": "call", "name": {"es": "Llamada"}, "channel": "phone"}


def stage(code: str, **values: Any) -> dict[str, Any]:
    return {"code": code, "name": {"es": code.title()}, **values}


def take_over(of: Member, *stages: dict[str, Any], code: str = "repair", name: str = "Reparación") -> Any:
    drawing = read(json.dumps({"code": code, "name": {"es": name}, "stages": stages}).encode())
    return of.do(lambda: import_journey(drawing).added)


def rows(of: Member) -> dict[str, UUID]:
    return {one.code: one.id for one in current(of)}


def test_a_journey_is_made_as_drawn(acme: Member) -> None:
    added = take_over(acme, stage("booking", touchpoints=[CALL], goal={"es": "Cita"}), stage("wait", silent=True))
    assert added == ("booking", "wait")
    booking, wait = current(acme)
    assert (booking.goal, booking.silent, wait.goal, wait.silent) == ({"es": "Cita"}, False, {}, True)
    assert [(one.code, one.channel) for one in booking.touchpoints] == [("call", "phone")]
    with acme.at_work():
        assert queries.journey().name == {"es": "Reparación"}  # type: ignore[union-attr]
        assert [(entry.act, entry.detail) for entry in accounts.audit()] == [
            ("journey.imported", {"added": 2, "updated": 0})
        ]


def test_importing_again_updates_and_keeps_the_rows(acme: Member) -> None:
    take_over(acme, stage("booking", touchpoints=[CALL]), stage("visit"))
    before = rows(acme)
    contact = {**CALL, "name": {"en": "Call us"}, "channel": "chat"}
    again = stage("booking", name={"en": "Booking"}, touchpoints=[contact], assumed_feeling=3.5)
    assert take_over(acme, stage("visit"), again) == ()
    assert rows(acme) == before
    assert list(rows(acme)) == ["visit", "booking"]
    booking = current(acme)[1]
    assert (booking.name, booking.assumed_feeling) == ({"es": "Booking", "en": "Booking"}, 3.5)
    assert [(one.name, one.channel) for one in booking.touchpoints] == [({"es": "Llamada", "en": "Call us"}, "chat")]


def test_what_the_file_no_longer_names_stays_behind_it(acme: Member) -> None:
    take_over(acme, stage("a", touchpoints=[CALL]), stage("b"))
    take_over(acme, stage("c"), stage("b"))
    assert list(rows(acme)) == ["c", "b", "a"]
    take_over(acme, stage("a", touchpoints=[{**CALL, "code": "new"}]))
    assert [one.code for one in current(acme)[0].touchpoints] == ["new", "call"]


def test_what_the_file_does_not_say_stays_as_it_was(acme: Member) -> None:
    take_over(acme, stage("a", silent=True, goal={"es": "Meta"}, assumed_feeling=2))
    take_over(acme, stage("a"))
    [kept] = current(acme)
    assert (kept.silent, kept.goal, kept.assumed_feeling) == (True, {"es": "Meta"}, 2)


def test_a_retired_stage_that_is_drawn_again_is_back(acme: Member) -> None:
    take_over(acme, stage("a"), stage("b"))
    change(acme, current(acme)[0], actions.retire_stage)
    assert list(rows(acme)) == ["b"]
    take_over(acme, stage("a"), stage("b"))
    assert list(rows(acme)) == ["a", "b"]


def test_another_journey_becomes_the_current_one_and_takes_no_stage_away(acme: Member) -> None:
    take_over(acme, stage("a"))
    with pytest.raises(Invalid) as refused:
        take_over(acme, stage("a"), stage("z"), code="other")
    assert refused.value.message.params == {"codes": "a"}
    assert list(rows(acme)) == ["a"]
    take_over(acme, stage("z"), code="other")
    assert list(rows(acme)) == ["z"]
    with acme.at_work():
        assert queries.stage_named("a").code == "a"


def test_organisations_have_their_own_codes(acme: Member, globex: Member) -> None:
    take_over(acme, stage("a"))
    take_over(globex, stage("a"))
    assert list(rows(acme)) == list(rows(globex)) == ["a"]
    assert rows(acme) != rows(globex)

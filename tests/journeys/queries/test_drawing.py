"""The journey as a file: what is written is read back as it was."""

from __future__ import annotations

import json
from typing import Any

from feedback.journeys import actions, queries
from feedback.journeys.actions import functions, variants
from feedback.journeys.importing import import_journey
from feedback.journeys.queries import drawing, versions
from feedback.journeys.reader import read
from feedback.journeys.rules import steps
from feedback.journeys.rules.details import StageDetails, TouchpointDetails
from tests.factories import groups
from tests.factories.journeys import change, journey
from tests.factories.people import Member


def drawn(of: Member) -> Any:
    """A journey with everything this part of the file can say."""
    booking, visit, billing = journey(of)

    def act() -> None:
        care = functions.add(name={"es": "Atención", "en": "Care"}, code="care")
        stage = queries.stage(booking.id)
        details = StageDetails({"es": "Una fuga"}, True, 90, steps.steps()[0].code)
        said = {"name": stage.name, "goal": {"es": "Cita"}, "silent": True, "assumed_feeling": 2.5}
        actions.change_stage(stage, **said, details=details)
        contact = TouchpointDetails("digital", "end")
        actions.change_touchpoint(
            stage.touchpoints[0], name={"es": "Chat"}, channel="chat", details=contact, function_id=care.id
        )
        order = [billing.id, booking.id]
        variants.add_variant(queries.journey(), name={"es": "Corta"}, stages=order)  # type: ignore[arg-type]

    of.do(act)
    change(of, visit, actions.retire_stage)
    return written(of)


def written(of: Member) -> Any:
    with of.at_work():
        return json.loads(drawing.written(queries.journey()))  # type: ignore[arg-type]


def test_the_file_says_what_is_drawn_and_nothing_else(acme: Member) -> None:
    document = drawn(acme)
    contact = {"code": "call", "name": {"es": "Chat"}, "channel": "chat"}
    assert document["stages"][0] == {
        "code": "booking",
        "name": {"es": "Booking", "en": "Booking"},
        "silent": True,
        "goal": {"es": "Cita"},
        "assumed_feeling": 2.5,
        "trigger": {"es": "Una fuga"},
        "before_contact": True,
        "lasts_minutes": 90,
        "step": steps.steps()[0].code,
        "touchpoints": [{**contact, "dimension": "digital", "moment": "end", "function": "care"}],
    }
    assert [stage["code"] for stage in document["stages"]] == ["booking", "billing"]
    assert document["variants"] == [{"code": "corta", "name": {"es": "Corta"}, "stages": ["billing", "booking"]}]
    assert set(document["stages"][1]) == {"code", "name", "silent", "touchpoints"}


def test_what_is_written_comes_back_as_it_was_here_and_elsewhere(acme: Member, globex: Member) -> None:
    document = drawn(acme)
    file = json.dumps(document).encode()
    for member in (acme, globex):
        member.do(lambda: import_journey(read(file)).added)
        assert written(member) == document


def test_importing_the_same_file_again_makes_no_version(acme: Member) -> None:
    file = json.dumps(drawn(acme)).encode()
    numbers = []
    for _ in range(2):
        acme.do(lambda: import_journey(read(file)).added)
        with acme.at_work():
            newest = versions.newest(queries.journey().id)  # type: ignore[union-attr]
            assert newest is not None
            numbers.append((newest.number, newest.act))
    assert numbers[0] == numbers[1]


def test_an_old_file_is_still_a_journey_and_takes_nothing_away(acme: Member) -> None:
    before = drawn(acme)
    old = {"code": "journey", "name": {"es": "La ruta"}, "stages": [{"code": "booking", "name": {"es": "Reservar"}}]}
    acme.do(lambda: import_journey(read(json.dumps(old).encode())).added)
    after = written(acme)["stages"][0]
    assert after == {**before["stages"][0], "name": {"es": "Reservar", "en": "Booking"}}


def test_what_refers_to_nothing_here_is_noted(acme: Member) -> None:
    groups.three_groups(acme)
    contact = {"code": "call", "name": {"es": "Chat"}, "channel": "chat", "function": "moon"}
    stage = {"code": "booking", "name": {"es": "Reservar"}, "touchpoints": [contact]}
    way = {"code": "short", "name": {"es": "Corta"}, "persona": "nobody", "stages": ["booking"]}
    file = json.dumps({"code": "journey", "name": {"es": "La ruta"}, "stages": [stage], "variants": [way]}).encode()
    paths = acme.do(lambda: [path for path, _ in import_journey(read(file)).notes])
    assert paths == ["stages.booking.touchpoints.call", "variants.short"]

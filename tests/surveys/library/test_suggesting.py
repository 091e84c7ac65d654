from __future__ import annotations

import pytest

from feedback.journeys.templates import template
from feedback.surveys.document import Texts
from feedback.surveys.library.loading import services
from feedback.surveys.library.model import LibraryStage
from feedback.surveys.library.suggesting import likeness, suggest

HOTEL = services()[0].stages


def test_the_same_code_comes_before_a_similar_name() -> None:
    own = {"check-in": Texts({"es": "La llegada"}), "arrival": Texts({"es": "Otra cosa"})}
    assert suggest(HOTEL, own) == {"arrival": "arrival"}


def test_names_are_compared_in_the_languages_both_have() -> None:
    own = {"a": Texts({"es": "Llegada"}), "b": Texts({"en": "Your stay"}), "c": Texts({"fr": "Departure"})}
    assert suggest(HOTEL, own) == {"arrival": "a", "stay": "b"}


def test_no_stage_is_suggested_twice() -> None:
    stages = (LibraryStage("one", Texts({"en": "The long wait"})), LibraryStage("two", Texts({"en": "Wait"})))
    assert suggest(stages, {"wait": Texts({"en": "Wait"})}) == {"two": "wait"}


@pytest.mark.parametrize(
    ("service", "journey", "expected"),
    [
        ("repair", "field-service", ["appointment", "waiting", "repair", "paying"]),
        ("hotel", "hotel", ["booking", "arrival", "stay", "departure"]),
        ("microcredit", "microcredit", ["adviser", "application", "payout", "repaying"]),
    ],
)
def test_the_stages_of_a_ready_journey_are_found(service: str, journey: str, expected: list[str]) -> None:
    stages = next(one.stages for one in services() if one.code == service)
    own = {one.code: Texts(one.name) for one in template(journey).drawing.stages}
    assert suggest(stages, own) == {stage.code: code for stage, code in zip(stages, expected, strict=True)}


def test_nothing_is_suggested_where_nothing_is_alike() -> None:
    assert suggest(HOTEL, {"x": Texts({"es": "Quejas", "en": "Complaints"})}) == {}
    assert suggest(HOTEL, {}) == {}


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("La reserva", "La reserva", True),
        ("La reserva", "Reservas", True),
        ("La reserva", "RESERVA", True),
        ("La salida", "La llegada", False),
        ("Booking the visit", "The visit", True),
        ("El pago", "La app", False),
    ],
)
def test_likeness(one: str, other: str, alike: bool) -> None:
    assert (likeness(one, other) >= 0.5) is alike

"""An improvement found by what somebody remembers of it."""

from __future__ import annotations

import pytest

from feedback.backlog.queries.finding import found
from feedback.backlog.queries.improvements import ids_of
from tests.factories.backlog import improvement
from tests.factories.people import Member


@pytest.fixture
def three(acme: Member) -> None:
    """Two with words of their own, and a third that has the number of neither in its title."""
    improvement(acme, title={"es": "Reparación en el día", "en": "Same-day repair"}, tags="vehículos")
    improvement(acme, title={"es": "Avisar", "en": "Tell"}, hypothesis="If we tell them, then they wait calmly.")
    improvement(acme, title={"es": "Llegar a la hora"})


@pytest.mark.usefixtures("three")
@pytest.mark.parametrize(
    ("asked", "numbers"),
    [
        ("REPARACION", {1}),
        ("day repair", {1}),
        ("vehiculos", {1}),
        ("calm", {2}),
        ("tell repair", set()),
        ("3", {3}),
        ("#3", {3}),
        ("a", {1, 2, 3}),
        ("   ", set()),
    ],
)
def test_words_anywhere_in_it_or_its_number(acme: Member, asked: str, numbers: set[int]) -> None:
    with acme.at_work():
        known = {key: number for number, key in ids_of([1, 2, 3]).items()}
        assert {known[key] for key in found(asked)} == numbers

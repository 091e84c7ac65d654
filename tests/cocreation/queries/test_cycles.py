"""Reading cycles."""

from __future__ import annotations

from feedback.cocreation.queries import cycles
from tests.factories.cycles import cycle
from tests.factories.people import Member


def test_a_cycle_belongs_to_its_organisation(acme: Member, globex: Member) -> None:
    made = cycle(acme)
    with acme.at_work():
        running = cycles.current()
        assert running is not None
        assert running.id == made
        assert cycles.begun() == (running.name, running.starts_on)
        assert cycles.waves_of(made) == frozenset()
    with globex.at_work():
        assert (cycles.current(), cycles.begun(), cycles.closed()) == (None, None, [])

"""What a closed cycle says of itself."""

from __future__ import annotations

from feedback.cocreation import closing
from feedback.cocreation.queries import cycles
from tests.factories.cycles import closed
from tests.factories.people import Member


def test_it_says_what_was_said_and_leaves_out_what_was_not(acme: Member) -> None:
    made = closed(acme, goal={"es": "Sin sorpresas", "en": "No surprises"})
    with acme.at_work():
        held = cycles.report(made)
        assert held is not None
        found = dict(closing.facts(cycles.past(made), held, "en"))
    assert (found["Goal"], found["Areas"]) == ("No surprises", "Care (a role at stages: 2)")
    assert found["What we take along"] == "Ask earlier."
    assert "Sponsor" not in found

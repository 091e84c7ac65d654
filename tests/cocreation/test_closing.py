"""What a closed cycle says of itself."""

from __future__ import annotations

from datetime import date

from flask_babel import force_locale

from feedback.cocreation import closing
from feedback.cocreation.queries import cycles
from tests.factories.cycles import closed, cycle
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


def test_the_one_under_way_says_whether_it_has_begun(acme: Member) -> None:
    for first, term in ((date(2026, 1, 7), "Since"), (date(2999, 1, 7), "Begins on")):
        cycle(acme, starts_on=first)
        with acme.at_work(), force_locale("en"):
            current = cycles.current()
            assert current is not None
            assert [one for one, _ in closing.facts_so_far(current)] == ["Cycle", term]

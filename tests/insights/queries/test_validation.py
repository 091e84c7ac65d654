from __future__ import annotations

from feedback.insights.queries import validation
from tests.factories import claims
from tests.factories.groups import three_groups
from tests.factories.journeys import journey
from tests.factories.people import Member


def test_the_least_certain_comes_first_and_the_rest_in_another_wave(acme: Member) -> None:
    journey(acme, ("one", "two", "three", "four", "five", "six"))
    known = claims.stated(acme, "one", reason="We know it.")
    with acme.at_work():
        first, second = validation.waves()
        kinds = [(one.stage.code, one.kind) for one in first]
        assert len(first) == 11 and len(second) == 1
        assert (second[0].stage.code, second[0].claim_id) == ("one", known), "a reason makes it surer than the rest"
        assert kinds[:3] == [("one", "touchpoint"), ("two", "stage"), ("two", "touchpoint")]


def test_the_life_is_the_customers(acme: Member) -> None:
    three_groups(acme)
    with acme.at_work():
        assert len(validation.living()) == 1
        assert validation.statements() == []


def test_what_areas_note_against_the_map_is_not_shown_to_those_asked(acme: Member) -> None:
    journey(acme, ("visit",))
    (area,) = claims.areas(acme, "operations")
    claims.stated(acme, "visit", "We never call", topic="problem", function_id=area)
    claims.stated(acme, "visit", "They wait outside", topic="problem")
    with acme.at_work():
        assert [one.text["en"] for one in validation.statements()] == ["Visit", "They wait outside", "Call"]

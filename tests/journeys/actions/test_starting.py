"""A journey that begins with the twelve steps."""

from __future__ import annotations

import pytest

from feedback.db import db
from feedback.errors import Conflict
from feedback.journeys import queries
from feedback.journeys.actions import starting as actions
from feedback.journeys.models import Journey, Stage
from feedback.journeys.queries import functions, roles, versions
from feedback.journeys.rules.steps import steps
from tests.factories.journeys import current, journey
from tests.factories.people import Member


def test_the_twelve_steps_become_stages_of_an_empty_journey(acme: Member) -> None:
    journey(acme, stages=())
    acme.do(lambda: actions.begin(queries.journey(), areas=["care", "field"]))
    drawn = current(acme)
    assert [stage.code for stage in drawn] == [stage.step for stage in drawn] == [one.code for one in steps()]
    assert [stage.code for stage in drawn if stage.silent] == ["need", "goal", "compare", "prepare"]
    assert [stage.code for stage in drawn if stage.before_contact] == ["need", "goal"]
    assert all(set(stage.name) == set(stage.goal) == {"es", "en", "pt"} for stage in drawn)
    with acme.at_work():
        assert [one.code for one in functions.functions()] == ["care", "field"]
        assert roles.matrix().open.cells == 24


def test_it_is_one_change_of_the_drawing(acme: Member) -> None:
    journey(acme, stages=())
    acme.do(lambda: actions.begin(queries.journey()))
    with acme.at_work():
        drawn = queries.journey()
        assert drawn is not None
        newest = versions.newest(drawn.id)
        assert newest is not None
        assert (newest.number, newest.act, len(newest.drawing["stages"])) == (1, "drawn", 12)


def test_a_journey_with_stages_keeps_them(acme: Member) -> None:
    journey(acme, stages=["visit"])
    with pytest.raises(Conflict):
        acme.do(lambda: actions.begin(queries.journey()))
    assert [stage.code for stage in current(acme)] == ["visit"]
    with acme.at_work():
        assert functions.functions() == []


def test_a_step_whose_code_another_journey_has_gets_another(acme: Member) -> None:
    journey(acme, stages=["use"])

    def other() -> None:
        made = Journey(code="other", name={"es": "Otra"})
        db.session.add(made)
        db.session.flush()
        taken: list[Stage] = actions.begin(made, areas=[])
        assert [stage.code for stage in taken if stage.step == "use"] == ["use-2"]

    acme.do(other)

"""The journey through a lens: as saved or as proposed, with what became of stages since."""

from __future__ import annotations

import pytest

from feedback.db import db
from feedback.errors import NotFound
from feedback.journeys import actions as drawing
from feedback.journeys import queries
from feedback.journeys.actions import lenses as actions
from feedback.journeys.actions.lenses import Part
from feedback.journeys.models import JourneyVersion, StageSuccession
from feedback.journeys.queries.lenses import Cut, cut
from tests.factories.journeys import change, journey
from tests.factories.people import Member


def told(shown: Cut) -> dict[str, list[str]]:
    codes = {stage.id: stage.code for stage in queries.stages()}
    return {part.code: sorted(codes[stage] for stage in part.stages) for part in shown.parts}


def test_without_a_journey_the_ready_parts_are_empty(acme: Member) -> None:
    with acme.at_work():
        shown = cut("functional")
        assert (shown.saved, told(shown)) == (False, {"marketing": [], "sales": [], "service": []})
        with pytest.raises(NotFound):
            cut("colour")


def test_nobody_has_looked_at_it_yet(acme: Member) -> None:
    journey(acme)
    acme.do(lambda: setattr(queries.stage_named("booking"), "step", "contract"))
    with acme.at_work():
        shown = cut("functional")
        assert (shown.saved, told(shown)) == (
            False,
            {"marketing": [], "sales": ["booking", "visit"], "service": ["billing"]},
        )
        assert shown.outside(queries.stages()) == []


def test_stages_in_several_parts_and_in_none(acme: Member) -> None:
    ids = {stage.code: stage.id for stage in journey(acme)}
    parts = [Part("a", {"es": "Uno"}, [ids["visit"]]), Part("b", {"es": "Dos"}, [ids["visit"]])]
    acme.do(lambda: actions.save(queries.journey(), lens="goal", parts=parts))
    with acme.at_work():
        shown = cut("goal")
        assert [part.code for part in shown.parts_of(ids["visit"])] == ["a", "b"]
        assert [stage.code for stage in shown.outside(queries.stages())] == ["booking", "billing"]


def test_what_a_stage_became_stands_where_it_stood(acme: Member) -> None:
    visit = journey(acme)[1]
    acme.do(lambda: actions.save(queries.journey(), lens="goal", parts=[Part("a", {"es": "Uno"}, [visit.id])]))
    change(acme, visit, drawing.retire_stage)

    def split() -> None:
        drawn = queries.journey()
        assert drawn is not None
        version = JourneyVersion(journey_id=drawn.id, number=99, act="split")
        db.session.add(version)
        db.session.flush()
        for code in ("arrival", "repair"):
            new = drawing.add_stage(drawn, name={"es": code}, code=code)
            made = {"old_stage_id": visit.id, "new_stage_id": new.id, "share": 0.5}
            db.session.add(StageSuccession(version_id=version.id, **made))
        db.session.flush()

    acme.do(split)
    with acme.at_work():
        assert told(cut("goal")) == {"a": ["arrival", "repair"]}

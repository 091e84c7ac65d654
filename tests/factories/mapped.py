"""A journey with something in most of its rows: areas, roles, what stands behind a stage, a way through it."""

from __future__ import annotations

from uuid import UUID

from feedback.db import db
from feedback.journeys import queries
from feedback.journeys.models import BlueprintItem, BusinessFunction, StageRole, Variant, VariantStage
from tests.factories.journeys import change, current
from tests.factories.people import Member


def behind(of: Member, stage_code: str = "visit") -> None:
    """At the stage: the area “Care” decides, people wait 90 minutes, a question nobody answers, a missing tool."""

    def draw() -> None:
        stage = queries.stage_named(stage_code)
        area = BusinessFunction(code="care", name={"es": "Atención", "en": "Care"})
        db.session.add(area)
        db.session.flush()
        db.session.add(StageRole(stage_id=stage.id, function_id=area.id, part="decides", task={"en": "Calls back"}))
        items = (
            {"kind": "wait", "text": {"en": "For the van"}, "minutes": 90},
            {"kind": "question", "text": {"en": "When do they come?"}},
            {"kind": "tool", "text": {"en": "A shared diary"}, "state": "missing", "need": {"en": "One plan"}},
        )
        for place, item in enumerate(items):
            db.session.add(BlueprintItem(stage_id=stage.id, position=place, **item))

    of.do(draw)


def without_contact(of: Member, stage_code: str = "visit") -> None:
    """The company meets nobody at this stage."""
    stage = next(one for one in current(of) if one.code == stage_code)
    change(of, stage, lambda stage: stage.touchpoints.clear())


def variant(of: Member, *stages: str, code: str = "short") -> UUID:
    """A variant “Short” that goes through these stages in this order."""

    def draw() -> UUID:
        journey = queries.journey()
        assert journey is not None
        places = [VariantStage(stage_id=queries.stage_named(one).id, position=at) for at, one in enumerate(stages)]
        row = Variant(journey_id=journey.id, code=code, name={"es": "Corta", "en": "Short"}, stages=places)
        db.session.add(row)
        db.session.flush()
        return row.id

    made: UUID = of.do(draw)
    return made

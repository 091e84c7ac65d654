from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from uuid import UUID, uuid4

from flask import Flask

from feedback.analysis.disclosure import Hidden, Shown, Thresholds
from feedback.insights.curve import Curve, curve_of
from feedback.insights.queries.journey_map import JourneyMap, Result, StageLife, StageScore
from feedback.journeys.models import Stage
from feedback.stakeholders.models import StakeholderGroup
from feedback.surveys.queries.outcomes import StageFigure

CUSTOMERS = StakeholderGroup(id=uuid4(), code="customers", kind="customer", name={"en": "Customers"})
STAFF = StakeholderGroup(id=uuid4(), code="staff", kind="employee", name={"en": "Staff"})


def life(name: str, scores: Mapping[UUID, Result], assumed: float | None = None) -> StageLife:
    stage = Stage(code=name, name={"en": name}, silent=False, assumed_feeling=assumed)
    return StageLife(stage, {group: StageScore(one, "survey") for group, one in scores.items()}, {})


def curve(*stages: StageLife) -> Curve:
    return curve_of(JourneyMap(stages, [CUSTOMERS, STAFF]))


def test_only_groups_with_a_figure_are_drawn(app: Flask) -> None:
    with app.test_request_context("/?lang=en"):
        drawn = curve(
            life("Booking", {CUSTOMERS.id: Shown(4.0, 9, 3.8, 4.2), STAFF.id: Hidden("too_few", 5)}, 3.0),
            life("Visit", {}),
        )
    assert [line.name for line in drawn.series] == ["Customers"]
    assert drawn.series[0].results == [Shown(4.0, 9, 3.8, 4.2), Hidden("not_asked")]
    assert drawn.assumed is not None and list(drawn.assumed.values) == [3.0, None]
    assert drawn.has_figures


def test_without_figures_there_is_nothing_to_draw(app: Flask) -> None:
    with app.test_request_context("/?lang=en"):
        drawn = curve(life("Booking", {STAFF.id: Hidden("too_few", 5)}))
    assert (drawn.has_figures, drawn.series, drawn.assumed) == (False, (), None)


def test_it_speaks_and_has_a_size(app: Flask) -> None:
    with app.test_request_context("/?lang=en"):
        drawn = curve(life("Booking", {CUSTOMERS.id: Shown(4.0, 9)}), life("Visit", {CUSTOMERS.id: Shown(2.0, 9)}))
        assert drawn.spoken == "Customers: best at Booking (4.0), worst at Visit (2.0)."
    assert [drawn.size(shape) for shape in ("wide", "narrow")] == [(368, 250), (224, 272)]


def test_other_figures_are_another_picture(app: Flask) -> None:
    with app.app_context(), app.test_request_context("/?lang=en"):
        one = curve(life("Booking", {CUSTOMERS.id: Shown(4.0, 9)}))
        other = curve(life("Booking", {CUSTOMERS.id: Shown(1.5, 9)}))
        assert one.svg("light", "wide") == one.svg("light", "wide")
        assert one.svg("light", "wide") != other.svg("light", "wide")
        assert one.svg("light", "wide") != one.svg("dark", "wide")
        assert one.svg("light", "wide").startswith(b"<svg")


def test_what_insiders_believe_is_a_line_of_its_own_after_what_is_lived(app: Flask) -> None:
    believed = StageFigure(uuid4(), STAFF.id, "predicted", Shown(4.5, 8, 4.0, 5.0), None, Thresholds(5, 10))
    stage = life("Booking", {CUSTOMERS.id: Shown(2.0, 9), STAFF.id: Shown(3.0, 6)})
    with app.test_request_context("/?lang=en"):
        drawn = curve_of(JourneyMap([replace(stage, predicted={STAFF.id: believed})], [STAFF, CUSTOMERS]))
    assert [(line.name, line.guessed) for line in drawn.series] == [
        ("Customers", False),
        ("Staff", False),
        ("Staff: what they believe", True),
    ]

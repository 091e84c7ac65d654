"""The ready journeys: whole in every language, from the need to the decision to come back."""

from __future__ import annotations

import pytest

from feedback.errors import UnknownName
from feedback.journeys.layers import LINES
from feedback.journeys.rules.steps import steps
from feedback.journeys.templates import TEMPLATES, Template, template, templates

EVERY = {"es", "en", "pt"}


def said(one: Template) -> list[dict[str, str]]:
    """Every text of a template."""
    layers = one.drawing.layers
    found = [dict(one.name), dict(one.about), *(name for _, name in layers.functions)]
    for stage in one.drawing.stages:
        found += [stage.name, stage.goal or {}, *(point.name for point in stage.touchpoints)]
        behind = layers.stages[stage.code]
        found += [role.task for role in behind.roles] + [item.text for item in behind.blueprint]
        found += [text for item in behind.blueprint for text in (item.need, item.said_when) if text]
    found += [text for flow in layers.flows for text in (flow.name, flow.good_end)]
    found += [text for persona in layers.personas for text in (persona.name, persona.portrait)]
    return found + [text for persona in layers.personas for _, text in persona.lines]


@pytest.mark.parametrize("code", TEMPLATES)
def test_every_text_speaks_every_language(code: str) -> None:
    assert [text for text in said(template(code)) if set(text) != EVERY or not all(text.values())] == []


@pytest.mark.parametrize("code", TEMPLATES)
def test_it_is_read_without_a_note_and_refers_only_to_what_it_draws(code: str) -> None:
    drawing = template(code).drawing
    places = {f"{stage.code}/{point.code}" for stage in drawing.stages for point in stage.touchpoints}
    areas = {area for area, _ in drawing.layers.functions}
    assert drawing.notes == ()
    assert {place for flow in drawing.layers.flows for place in flow.touchpoints} <= places
    assert {role.function for behind in drawing.layers.stages.values() for role in behind.roles} <= areas
    assert {item.function for behind in drawing.layers.stages.values() for item in behind.blueprint} <= areas | {""}


@pytest.mark.parametrize("code", TEMPLATES)
def test_it_begins_with_the_need_and_ends_with_telling_and_deciding(code: str) -> None:
    stages = template(code).drawing.stages
    assert (stages[0].says.step, bool(stages[0].says.trigger), stages[0].says.before_contact) == ("need", True, True)
    assert [stage.says.step for stage in stages[-2:]] == ["judge", "return"]
    assert {stage.says.step for stage in stages} <= {step.code for step in steps()}
    assert any(stage.silent for stage in stages[1:-1])


def test_the_hotel_prepares_the_trip_and_the_credit_starts_before_the_adviser() -> None:
    hotel = [stage.code for stage in template("hotel").drawing.stages]
    assert hotel[hotel.index("booking") + 1 : hotel.index("arrival")] == ["preparing"]
    credit = [stage.code for stage in template("microcredit").drawing.stages]
    assert credit[:2] == ["situation", "trigger"] and credit.index("adviser") > 1


def test_personas_say_one_thing_of_every_kind() -> None:
    for one in templates():
        kinds = [sorted(kind for kind, _ in persona.lines) for persona in one.drawing.layers.personas]
        assert kinds == [sorted(LINES)] * 2


def test_there_is_no_other() -> None:
    with pytest.raises(UnknownName):
        template("circus")

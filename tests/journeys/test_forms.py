"""The forms of the editor."""

from __future__ import annotations

from typing import Any

from flask import Flask

from feedback.journeys import actions, queries, rules
from feedback.journeys.actions import functions
from feedback.journeys.forms import journey_form, stage_form, touchpoint_form
from feedback.journeys.rules.details import StageDetails, TouchpointDetails
from tests.factories.journeys import change, journey
from tests.factories.people import Member

ENGLISH = {"Accept-Language": "en"}


def posting(app: Flask, **data: str) -> Any:
    return app.test_request_context(method="POST", data=data, headers=ENGLISH)


def test_a_stage_is_read_as_the_action_takes_it(app: Flask, acme: Member) -> None:
    said = {"trigger_es": "Una fuga", "before_contact": "y", "lasts": "3", "lasts_unit": "days"}
    with acme.at_work(), posting(app, name_es="La espera", goal_en="To know", feeling="4", silent="y", **said):
        assert stage_form().values() == {
            "name": {"es": "La espera"},
            "goal": {"en": "To know"},
            "silent": True,
            "assumed_feeling": 4.0,
            "details": StageDetails({"es": "Una fuga"}, True, 3 * 24 * 60, ""),
        }


def test_a_touchpoint_is_read_as_the_action_takes_it(app: Flask, acme: Member) -> None:
    area = acme.do(lambda: functions.add(name={"es": "Campo"}, code="field").id)
    said = {"dimension": "digital", "moment": "end", "function": str(area)}
    with acme.at_work(), posting(app, name_es="Chat", channel="phone", **said):
        assert touchpoint_form().values() == {
            "name": {"es": "Chat"},
            "channel": "phone",
            "details": TouchpointDetails("digital", "end"),
            "function_id": area,
        }


def test_no_feeling_is_no_figure(app: Flask, acme: Member) -> None:
    with acme.at_work(), posting(app, name_es="La espera", feeling=""):
        values = stage_form().values()
        assert (values["assumed_feeling"], values["silent"]) == (None, False)


def test_feelings_are_offered_in_words(app: Flask, acme: Member) -> None:
    with acme.at_work(), app.test_request_context(headers=ENGLISH):
        assert stage_form().feeling.choices == [
            ("", "Not drawn yet"),
            ("1", "1: Very bad"),
            ("2", "2: Bad"),
            ("3", "3: Neither good nor bad"),
            ("4", "4: Good"),
            ("5", "5: Very good"),
        ]


def test_forms_start_with_what_is_drawn(app: Flask, acme: Member) -> None:
    [stage] = journey(acme, stages=["visit"])
    with acme.at_work(), app.test_request_context(headers=ENGLISH):
        assert journey_form(queries.journey())["name_en"].data == "The journey"
        drawn = queries.stage(stage.id)
        assert (stage_form(drawn)["name_es"].data, stage_form(drawn).feeling.data) == ("Visit", "")
        assert touchpoint_form(drawn.touchpoints[0]).channel.data == "phone"


def test_a_duration_is_shown_in_the_unit_that_fits_it(app: Flask, acme: Member) -> None:
    [stage] = journey(acme, stages=["visit"])
    said = {"name": stage.name, "goal": {}, "silent": False, "assumed_feeling": None}
    change(acme, stage, actions.change_stage, **said, details=StageDetails({}, lasts_minutes=2880))
    with acme.at_work(), app.test_request_context(headers=ENGLISH):
        form = stage_form(queries.stage(stage.id))
        assert (form.lasts.data, form.lasts_unit.data) == (2, "days")


def test_every_channel_is_offered(app: Flask, acme: Member) -> None:
    with acme.at_work(), app.test_request_context(headers=ENGLISH):
        offered = [code for code, _ in touchpoint_form().channel.choices]
        assert offered == [channel.code for channel in rules.CHANNELS]

"""The forms of the editor."""

from __future__ import annotations

from typing import Any

from flask import Flask

from feedback.journeys import queries, rules
from feedback.journeys.forms import journey_form, stage_form, touchpoint_form
from tests.factories.journeys import journey
from tests.factories.people import Member

ENGLISH = {"Accept-Language": "en"}


def posting(app: Flask, **data: str) -> Any:
    return app.test_request_context(method="POST", data=data, headers=ENGLISH)


def test_a_stage_is_read_as_the_action_takes_it(app: Flask, acme: Member) -> None:
    with acme.at_work(), posting(app, name_es="La espera", goal_en="To know", feeling="4", silent="y"):
        assert stage_form().values() == {
            "name": {"es": "La espera"},
            "goal": {"en": "To know"},
            "silent": True,
            "assumed_feeling": 4.0,
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


def test_every_channel_is_offered(app: Flask, acme: Member) -> None:
    with acme.at_work(), app.test_request_context(headers=ENGLISH):
        offered = [code for code, _ in touchpoint_form().channel.choices]
        assert offered == [channel.code for channel in rules.CHANNELS]

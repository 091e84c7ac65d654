"""The form that takes ready questionnaires: one question per stage of the library, with what it probably is."""

from __future__ import annotations

from flask import Flask

from feedback.surveys.forms.library import take_form
from feedback.surveys.library import companions, entry

REPAIR = companions(entry("repair-customers"))
OWN = {"booking": {"es": "Reservar"}, "espera": {"es": "La espera"}}


def test_each_stage_is_asked_once_and_starts_with_what_it_probably_is(app: Flask) -> None:
    with app.test_request_context("/?with=repair-suppliers"):
        form = take_form(REPAIR, OWN)
        assert form.stages() == {"booking": "booking", "wait": "espera", "visit": "", "billing": ""}
        assert form.entries.data == ["repair-customers", "repair-suppliers"]


def test_every_stage_of_ones_own_is_offered_and_two_ways_of_having_none(app: Flask) -> None:
    with app.test_request_context("/"):
        for field in take_form(REPAIR, OWN).stage_fields():
            assert [code for code, _ in field.choices] == ["", "booking", "espera", "-", "--"]


def test_without_stages_nothing_is_asked(app: Flask) -> None:
    with app.test_request_context("/"):
        form = take_form(companions(entry("persona")), OWN)
        assert (form.stages(), form.entries.data) == ({}, ["persona"])

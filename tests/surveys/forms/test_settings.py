"""Fields for what a kind of question can be set to."""

from __future__ import annotations

import pytest
from flask import Flask
from wtforms import SelectField

from feedback.surveys.forms import settings
from feedback.surveys.forms.questions import question_form
from feedback.surveys.question_types import TYPES
from feedback.surveys.question_types.settings import numbers
from tests.surveys.samples import question

LANGUAGES = ("es", "en")


@pytest.mark.parametrize("kind", TYPES)
def test_every_setting_of_a_kind_has_its_fields(app: Flask, kind: str) -> None:
    with app.test_request_context():
        form = question_form(question(kind), LANGUAGES, {}, revision=1)
    one = question(kind)
    names = {name for setting in TYPES[kind].settings for name in settings.names_of(setting, one, LANGUAGES)}
    assert {field.name for field in form if field.name.startswith("set_")} == names
    for field in form:
        if isinstance(field, SelectField) and field.name.startswith("set_"):
            assert field.data in [value for value, _label in field.choices]


def test_a_number_per_option_has_a_field_for_each(app: Flask) -> None:
    one = question("single", settings={"scores": {"a": 1.5}})
    setting = numbers("scores")
    assert settings.names_of(setting, one, LANGUAGES) == [f"set_scores_of_{n}" for n in range(3)]


@pytest.mark.parametrize("kind", TYPES)
def test_what_holds_anyway_is_not_said(app: Flask, kind: str) -> None:
    one = question(kind)
    with app.test_request_context():
        assert settings.values(one, settings.start(one, LANGUAGES), LANGUAGES) == {}


@pytest.mark.parametrize(
    ("kind", "given"),
    [
        ("rating", {"points": 7, "first": 0, "higher_is_better": False, "low_label": {"es": "poco", "pt": "pouco"}}),
        ("ces", {"points": 5, "easy": "low"}),
        ("csat", {"look": "stars"}),
        ("multi", {"min": 2, "max": 3, "exclusive": ["a", "none"], "none": True, "none_text": {"en": "Nothing"}}),
        ("single", {"look": "list", "other": True}),
    ],
)
def test_what_is_set_comes_back_as_it_was(app: Flask, kind: str, given: dict[str, object]) -> None:
    one = question(kind, settings=given)
    with app.test_request_context():
        form = question_form(one, LANGUAGES, {}, revision=1)
        assert settings.values(one, form.data, LANGUAGES) == given

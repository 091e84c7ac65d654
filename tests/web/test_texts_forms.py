"""Forms with one text in several languages."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask import Flask
from werkzeug.datastructures import MultiDict
from wtforms import IntegerField

from feedback.web.texts_forms import Asked, TextsForm, in_languages, start_of


@pytest.fixture
def request_context(app: Flask) -> Iterator[None]:
    with app.test_request_context(headers={"Accept-Language": "en"}):
        yield


def form(languages: list[str], typed: dict[str, str] | None = None, **start: str) -> TextsForm:
    asked = {"name": Asked("Name"), "goal": Asked("Goal", 10, long=True, required=False)}
    made = in_languages(TextsForm, languages, **asked)
    return made(MultiDict(typed or {}), data=start, meta={"csrf": False})


@pytest.mark.usefixtures("request_context")
def test_each_language_has_a_field_of_its_own() -> None:
    shown = form(["es", "pt"], **start_of("name", {"es": "Uno", "pt": "Um", "en": "One"}))
    assert [field.label.text for field in shown.fields_of("name")] == ["Name (Español)", "Name (Português)"]
    assert [field.data for field in shown.fields_of("name")] == ["Uno", "Um"]
    assert [field.type for field in shown.fields_of("goal")] == ["TextAreaField"] * 2


class WithNumber(TextsForm):
    number = IntegerField("Number")


@pytest.mark.usefixtures("request_context")
def test_texts_come_first_so_that_errors_are_listed_as_the_page_reads() -> None:
    made = in_languages(WithNumber, ["es", "en"], name=Asked("Name"))(MultiDict({"number": "x"}), meta={"csrf": False})
    assert [field.name for field in made] == ["name_es", "name_en", "number"]
    assert not made.validate()
    assert list(made.errors) == ["name_es", "number"]


@pytest.mark.usefixtures("request_context")
def test_one_language_needs_no_name() -> None:
    assert [field.label.text for field in form(["es"]).fields_of("name")] == ["Name"]


@pytest.mark.usefixtures("request_context")
def test_languages_that_are_not_on_the_form_keep_their_text() -> None:
    typed = form(["es", "en"], {"name_es": " Dos ", "name_en": ""})
    assert typed.texts("name", {"es": "Uno", "en": "One", "pt": "Um"}) == {"pt": "Um", "es": "Dos"}
    assert typed.texts("name") == {"es": "Dos"}


@pytest.mark.usefixtures("request_context")
@pytest.mark.parametrize(
    ("typed", "wrong"),
    [
        ({"name_es": "Uno"}, []),
        ({"name_es": "  "}, ["name_es"]),
        ({"name_en": "One"}, ["name_es"]),
        ({"name_es": "Uno", "name_en": "x" * 121}, ["name_en"]),
        ({"name_es": "Uno", "goal_en": "x" * 11}, ["goal_en"]),
    ],
)
def test_the_own_language_is_needed_and_lengths_are_kept(typed: dict[str, str], wrong: list[str]) -> None:
    sent = form(["es", "en"], typed)
    assert sent.validate() is (not wrong)
    assert list(sent.errors) == wrong

from __future__ import annotations

from feedback.cocreation.texts import Thing, texts_of
from feedback.errors import message
from feedback.permissions import Permission
from feedback.surveys.reading import read
from tests.factories.surveys import asked, document

THING = Thing("map", message("Note"), None, "cycle.cycle", {}, Permission.VIEW)


def test_a_thing_has_a_text_per_language_and_none_that_is_blank() -> None:
    found = list(THING.texts({"es": "La espera", "en": " "}, "question"))
    assert [(one.place, one.text, one.lang, one.kind) for one in found] == [("map", "La espera", "es", "question")]


def test_what_is_asked_is_a_question_and_the_rest_is_text() -> None:
    question = asked("color", "single", text={"en": "Which?"}, help={"en": "One."}, choices=[])
    found = [(texts.by_language.get("en"), kind) for texts, kind in texts_of(document(question)) if texts]
    assert found == [("Your visit", "text"), ("Which?", "question"), ("One.", "text")]


def test_options_are_texts() -> None:
    question = asked("often", "single", choices=[{"code": "a", "text": {"en": "Always"}}])
    assert ("Always", "text") in [(texts.text_in("en"), kind) for texts, kind in texts_of(document(question))]


def test_an_empty_questionnaire_has_none() -> None:
    assert [texts for texts, _ in texts_of(read({"languages": ["es"], "base_language": "es"})) if texts] == []

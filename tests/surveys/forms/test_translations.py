"""All texts of a questionnaire in two languages."""

from __future__ import annotations

from flask import Flask

from feedback.surveys.forms.translations import LONGEST, translation_form
from tests.surveys.samples import asked, questionnaire

DRAFT = questionnaire(asked("a", text={"es": "¿a?"}, help={"es": "ayuda", "en": "help"}), asked("b"))


def test_every_text_stands_beside_its_translation_and_what_is_missing_is_marked(app: Flask) -> None:
    with app.test_request_context():
        form = translation_form(DRAFT, "es", "en")
    pairs = {pair.key: (pair.source, pair.text, pair.missing) for block in form.blocks for pair in block.pairs}
    assert pairs == {
        "title": ("Tu visita", "Your visit", False),
        "question:id-a:text": ("¿a?", "", True),
        "question:id-a:help": ("ayuda", "help", False),
        "question:id-b:text": ("¿b?", "b?", False),
    }
    assert ([block.number for block in form.blocks], form.missing) == ([0, 1, 2], 1)


def test_only_what_was_changed_is_saved(app: Flask) -> None:
    sent = {"t:title": " Your visit", "t:question:id-a:text": "A?", "t:question:id-b:text": "", "t:nothing": "x"}
    with app.test_request_context():
        form = translation_form(DRAFT, "es", "en", sent)
    assert form.changes == {"question:id-a:text": "A?", "question:id-b:text": ""}


def test_what_is_too_long_says_so_and_stays(app: Flask) -> None:
    with app.test_request_context():
        form = translation_form(DRAFT, "es", "en", {"t:title": "x" * (LONGEST + 1)})
    assert [(pair.key, len(pair.text)) for pair in form.faults] == [("title", LONGEST + 1)]

"""Translating a questionnaire on one page."""

from __future__ import annotations

import html
import re

from tests.surveys.views.design.conftest import Editor
from tests.surveys.views.design.test_publishing import changed


def fields(page: str) -> dict[str, str]:
    found = re.findall(r'name="(t:[^"]+)"[^>]*(?:value="([^"]*)"|>([^<]*)</textarea>)', page)
    return {html.unescape(name): html.unescape(value or text) for name, value, text in found}


def test_all_texts_stand_beside_each_other_and_are_saved_together(editor: Editor) -> None:
    changed(editor, "csat", text={"es": "¿csat?"})
    csat = f"t:question:{editor.question('csat').id}:text"
    found = fields(editor.page("/translate/en"))
    assert (found["t:title"], found[csat], len(found)) == ("Your visit", "", 7)
    answer = editor.post("translate/en", **{**found, csat: "How was it?", "t:title": "The visit"})
    assert (answer.status_code, answer.location) == (303, f"{editor.path}#h-languages")
    assert editor.question("csat").text.by_language == {"es": "¿csat?", "en": "How was it?"}
    assert editor.draft().title.by_language == {"es": "Your visit (es)", "en": "The visit"}


def test_who_translates_other_texts_meanwhile_loses_nothing(editor: Editor) -> None:
    revision, found = editor.revision(), fields(editor.page("/translate/en"))
    changed(editor, "csat", text={"es": "¿csat?", "en": "theirs"})
    answer = editor.post("translate/en", **{**found, "t:title": "Mine", "revision": revision})
    assert answer.status_code == 303
    assert (editor.draft().title.by_language["en"], editor.question("csat").text.by_language["en"]) == (
        "Mine",
        "theirs",
    )


def test_the_same_text_translated_twice_is_asked_about(editor: Editor) -> None:
    revision, found = editor.revision(), fields(editor.page("/translate/en"))
    editor.post("translate/en", **{**found, "t:title": "Theirs"})
    answer = editor.post("translate/en", **{**found, "t:title": "Mine", "revision": revision})
    assert answer.status_code == 409
    assert fields(answer.get_data(as_text=True))["t:title"] == "Mine"
    assert editor.draft().title.by_language["en"] == "Theirs"


def test_what_is_too_long_stays_on_the_page(editor: Editor) -> None:
    answer = editor.post("translate/en", **{"t:title": "x" * 5001})
    assert answer.status_code == 422
    assert "x" * 5001 in answer.get_data(as_text=True)


def test_a_language_it_does_not_speak_is_not_found(editor: Editor) -> None:
    assert editor.client.get(f"{editor.path}/translate/fr").status_code == 404
    assert editor.post("translate/fr").status_code == 404

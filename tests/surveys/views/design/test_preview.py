"""The preview shows what respondents will see, and stores nothing."""

from __future__ import annotations

import re

from tests.surveys.views.design.conftest import Editor


def fields(page: str) -> list[str]:
    """Names of the fields, in order, each once."""
    return list(dict.fromkeys(re.findall(r'name="(\w+)"', page[page.index("<main") :])))


def test_the_preview_speaks_the_language_that_is_asked_for(editor: Editor) -> None:
    spanish, english = editor.page("/preview"), editor.page("/preview?lang=en")
    assert "¿csat?" in spanish and "¿csat?" not in english
    assert "Your visit (es)" in spanish and "Your visit (es)" not in english
    assert '<html lang="en">' in english


def test_the_preview_of_one_stage_leaves_the_others_out(editor: Editor) -> None:
    editor.post(
        f"questions/{editor.question('csat').id}",
        kind="csat",
        stage="billing",
        code="csat",
        text_es="¿csat?",
        text_en="csat?",
    )
    assert fields(editor.page("/preview")) == ["nps", "which", "csat"]
    assert fields(editor.page("/preview?stage=billing")) == ["nps", "csat"]


def test_there_is_nothing_to_send(editor: Editor) -> None:
    page = editor.page("/preview")
    assert "<form" not in page
    assert 'data-state="preview"' in page

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


def test_pages_are_told_apart(editor: Editor) -> None:
    data = {"title_es": "Uno", "speaks": ["es", "en"], "base_language": "es"}
    assert "Page 1 of" not in editor.page("/preview?lang=en")
    editor.post("details", **data, layout="question")
    page = editor.page("/preview?lang=en")
    assert [f"Page {n} of 3" in page for n in (1, 2, 3)] == [True, True, True]


def test_only_the_editor_may_show_it_in_a_frame(editor: Editor) -> None:
    alone, framed = (editor.client.get(f"{editor.path}/preview{query}") for query in ("", "?framed=1"))
    assert "frame-ancestors 'none'" in alone.headers["Content-Security-Policy"]
    assert "frame-ancestors 'self'" in framed.headers["Content-Security-Policy"]
    assert "frame-src 'self'" in editor.client.get(editor.path).headers["Content-Security-Policy"]

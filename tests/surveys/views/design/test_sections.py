"""Sections in the editor."""

from __future__ import annotations

from tests.surveys.views.design.conftest import Editor


def titles(editor: Editor) -> list[dict[str, str]]:
    return [dict(section.title.by_language) for section in editor.draft().sections]


def test_sections_are_added_named_and_removed(editor: Editor) -> None:
    answer = editor.post("sections")
    new = editor.draft().sections[1].id
    assert (answer.status_code, answer.location) == (303, f"{editor.path}?open={new}#s-{new}")
    assert 'name="title_es"' in editor.client.get(answer.location).get_data(as_text=True)
    assert editor.post(f"sections/{new}", title_es=" El  pago ", title_en="").status_code == 303
    assert titles(editor) == [{}, {"es": "El pago"}]
    editor.post(f"sections/{new}/remove")
    assert titles(editor) == [{}]


def test_a_section_with_questions_stays(editor: Editor) -> None:
    (section,) = editor.draft().sections
    assert editor.post(f"sections/{section.id}/remove").status_code == 422
    assert titles(editor) == [{}]


def test_a_title_that_is_too_long_stays_on_the_page(editor: Editor) -> None:
    (section,) = editor.draft().sections
    answer = editor.post(f"sections/{section.id}", title_es="x" * 201)
    assert answer.status_code == 422
    assert 'data-autosave data-unsaved="true"' in answer.get_data(as_text=True)
    assert "x" * 201 in answer.get_data(as_text=True)

"""Questions in the editor: every act is a post, and nothing typed is lost."""

from __future__ import annotations

import re
from functools import partial
from typing import Any

import pytest

from feedback.surveys import editing
from feedback.surveys.actions import questionnaires as actions
from feedback.surveys.queries import questionnaires as queries
from tests.surveys.views.design.conftest import Editor


def typed(editor: Editor, code: str, **changed: Any) -> dict[str, Any]:
    """What the form of a question sends when somebody changes only this."""
    question = editor.question(code)
    form: dict[str, Any] = {"kind": question.kind, "stage": question.stage or "", "code": question.code}
    form |= {f"text_{lang}": text for lang, text in question.text.by_language.items()}
    for row, choice in enumerate(question.choices):
        form |= {f"choice_{row}_{lang}": text for lang, text in choice.text.by_language.items()}
        form |= {f"choice_{row}_code": choice.code, f"choice_{row}_place": row + 1}
    return {**form, **changed}


def test_a_question_is_written_in_its_place(editor: Editor) -> None:
    question = editor.question("csat")
    page = editor.page(f"?open={question.id}")
    assert f'action="{editor.path}/questions/{question.id}"' in page
    changed = typed(
        editor,
        "csat",
        text_es="¿Qué tal\nla visita?",
        help_en="In general",
        needed="required",
        stage="billing",
        predicts="y",
        construct="kindness",
        set_look="stars",
        set_low_label_es="mal",
    )
    answer = editor.post(f"questions/{question.id}", **changed)
    assert (answer.status_code, answer.location) == (303, f"{editor.path}#q-{question.id}")
    after = editor.question("csat")
    assert after.text.by_language == {"es": "¿Qué tal\nla visita?", "en": "csat?"}
    assert (after.help.by_language, after.required, after.stage) == ({"en": "In general"}, True, "billing")
    assert (after.predicts, after.construct) == (True, "kindness")
    assert after.settings == {"look": "stars", "low_label": {"es": "mal"}}


def test_saving_without_a_change_changes_nothing(editor: Editor) -> None:
    before = editor.draft()
    for code in editor.codes():
        editor.post(f"questions/{editor.question(code).id}", **typed(editor, code))
    assert editor.draft() == before


def test_options_are_written_ordered_and_dropped(editor: Editor) -> None:
    question = editor.question("which")
    changed = typed(
        editor,
        "which",
        choice_0_place=3,
        choice_1_es="",
        choice_1_en="",
        choice_3_es="Otra cosa",
        choice_3_en="Something else",
        choice_3_place=1,
        set_other="y",
    )
    assert editor.post(f"questions/{question.id}", **changed).status_code == 303
    after = editor.question("which")
    assert [(one.code, one.text.by_language["es"]) for one in after.choices] == [
        ("otra_cosa", "Otra cosa"),
        ("a", "A"),
        ("c", "C"),
    ]
    assert after.settings == {"other": True}


def test_another_kind_stays_open_with_its_own_settings(editor: Editor) -> None:
    question = editor.question("which")
    answer = editor.post(f"questions/{question.id}", **typed(editor, "which", kind="rating", set_look="list"))
    assert answer.location == f"{editor.path}?open={question.id}#q-{question.id}"
    after = editor.question("which")
    assert (after.kind, after.choices, after.settings) == ("rating", (), {})
    assert 'name="set_points"' in editor.client.get(answer.location).get_data(as_text=True)


def test_options_typed_together_with_another_kind_are_kept_where_it_has_options(editor: Editor) -> None:
    question = editor.question("which")
    editor.post(f"questions/{question.id}", **typed(editor, "which", kind="multi", choice_3_es="Otra"))
    after = editor.question("which")
    assert (after.kind, [one.code for one in after.choices]) == ("multi", ["a", "b", "c", "otra"])


@pytest.mark.parametrize(
    ("wrong", "shown"),
    [({"text_es": "x" * 1001}, "x" * 1001), ({"kind": "secret"}, "¿csat?"), ({"construct": "x" * 61}, "x" * 61)],
)
def test_what_cannot_be_saved_stays_on_the_page(editor: Editor, wrong: dict[str, str], shown: str) -> None:
    before = editor.draft()
    answer = editor.post(f"questions/{editor.question('csat').id}", **typed(editor, "csat", help_es="ayuda", **wrong))
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert editor.draft() == before
    assert 'value="ayuda"' in page
    assert shown in page


def somebody_else(editor: Editor, **changes: Any) -> None:
    question = editor.question("csat").id
    change = partial(editing.update_question, question_id=question, changes=changes)
    row = partial(queries.questionnaire, editor.code)
    editor.of.do(lambda: actions.edit(questionnaire=row(), change=change, revision=row().revision) and None)


def test_two_people_at_one_question_see_both_texts(editor: Editor) -> None:
    question, seen = editor.question("csat"), editor.revision()
    somebody_else(editor, text={"es": "La suya", "en": "Theirs"})
    answer = editor.post(f"questions/{question.id}", **typed(editor, "csat", text_es="La mía", revision=seen))
    page = answer.get_data(as_text=True)
    assert answer.status_code == 409
    assert "La suya" in page and "La mía" in page
    assert editor.question("csat").text.by_language["es"] == "La suya"
    again = re.search(r'name="revision"[^>]*value="(\d+)"', page[page.index(f"/questions/{question.id}") :])
    assert again and int(again.group(1)) == editor.revision()
    saved = editor.post(f"questions/{question.id}", **typed(editor, "csat", text_es="La mía", revision=again.group(1)))
    assert saved.status_code == 303
    assert editor.question("csat").text.by_language["es"] == "La mía"


def test_words_for_a_question_that_is_gone_can_be_copied(editor: Editor) -> None:
    question, form = editor.question("csat"), typed(editor, "csat", text_es="Mi pregunta larga")
    editor.post(f"questions/{question.id}/remove")
    answer = editor.post(f"questions/{question.id}", **form)
    assert answer.status_code == 409
    assert "Mi pregunta larga" in answer.get_data(as_text=True)


def test_a_button_on_an_old_page_does_nothing(editor: Editor) -> None:
    seen = editor.revision()
    somebody_else(editor, required=True)
    for part in ("remove", "copy", "move"):
        answer = editor.post(f"questions/{editor.question('nps').id}/{part}", direction="down", revision=seen)
        assert answer.status_code == 303
    assert editor.codes() == ["nps", "csat", "which"]


def test_questions_are_added_moved_copied_and_removed(editor: Editor) -> None:
    (section,) = editor.draft().sections
    added = editor.post(f"sections/{section.id}/questions", kind="yesno")
    assert added.status_code == 303 and "?open=" in added.location
    assert editor.codes() == ["nps", "csat", "which", "yesno"]
    assert editor.question("yesno").stage == "visit"
    editor.post(f"questions/{editor.question('yesno').id}/move", direction="up")
    assert editor.codes() == ["nps", "csat", "yesno", "which"]
    editor.post(f"questions/{editor.question('nps').id}/copy")
    assert editor.codes() == ["nps", "nps_2", "csat", "yesno", "which"]
    editor.post(f"questions/{editor.question('nps').id}/remove")
    editor.post("sections")
    other = editor.draft().sections[1].id
    editor.post(f"questions/{editor.question('csat').id}/move", section=other)
    assert [[one.code for one in section.questions] for section in editor.draft().sections] == [
        ["nps_2", "yesno", "which"],
        ["csat"],
    ]


@pytest.mark.parametrize("data", [{}, {"direction": "sideways"}, {"section": "nowhere"}])
def test_a_move_that_leads_nowhere(editor: Editor, data: dict[str, str]) -> None:
    assert editor.post(f"questions/{editor.question('nps').id}/move", **data).status_code == 422
    assert editor.codes() == ["nps", "csat", "which"]

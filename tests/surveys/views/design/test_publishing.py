"""Publishing: at once, or after one page that asks."""

from __future__ import annotations

from functools import partial

from feedback.surveys import editing
from feedback.surveys.actions import questionnaires as actions
from feedback.surveys.queries import questionnaires as queries
from tests.surveys.views.design.conftest import Editor


def changed(editor: Editor, code: str, **parts: object) -> None:
    change = partial(editing.update_question, question_id=editor.question(code).id, changes=parts)
    row = partial(queries.questionnaire, editor.code)
    editor.of.do(lambda: actions.edit(questionnaire=row(), change=change, revision=row().revision) and None)


def versions(editor: Editor) -> list[tuple[int, dict[str, bool]]]:
    with editor.of.at_work():
        return [(one.number, dict(one.comparability)) for one in queries.questionnaire(editor.code).versions]


def test_a_language_that_lacks_something_is_asked_about_once(editor: Editor) -> None:
    changed(editor, "csat", text={"es": "¿csat?"})
    answer = editor.post("publish")
    assert (answer.status_code, answer.location) == (303, f"{editor.path}/publish")
    page = editor.page("/publish?lang=en")
    assert "English: 6 of 7 texts" in page
    assert f"{editor.path}/translate/en" in page
    assert versions(editor) == []
    assert editor.post("publish", sure="1").location == editor.path
    assert versions(editor) == [(1, {})]


def test_the_author_says_whether_answers_may_be_compared(editor: Editor) -> None:
    editor.post("publish")
    changed(editor, "nps", text={"es": "¿Otra?", "en": "Another?"})
    changed(editor, "csat", kind="rating")
    assert editor.post("publish").location == f"{editor.path}/publish"
    page = editor.page("/publish?lang=en")
    nps, csat = editor.question("nps").id, editor.question("csat").id
    assert (page.count(f'name="series_{nps}"'), page.count(f'name="series_{csat}"')) == (2, 0)
    assert "A new series: It is another kind of question now." in page
    editor.post("publish", **{"sure": "1", f"series_{nps}": "no", f"series_{csat}": "yes"})
    assert versions(editor) == [(1, {}), (2, {nps: False})]


def test_saying_what_holds_anyway_is_not_kept(editor: Editor) -> None:
    editor.post("publish")
    changed(editor, "nps", text={"es": "¿Otra?", "en": "Another?"})
    editor.post("publish", **{"sure": "1", f"series_{editor.question('nps').id}": "yes"})
    assert versions(editor)[1] == (2, {})


def test_a_change_that_needs_no_word_is_published_at_once(editor: Editor) -> None:
    editor.post("publish")
    changed(editor, "nps", required=True)
    assert editor.post("publish").location == editor.path
    assert [number for number, _words in versions(editor)] == [1, 2]

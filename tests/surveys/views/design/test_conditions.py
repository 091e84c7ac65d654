"""When a question or a section is shown, in the editor."""

from __future__ import annotations

import re
from functools import partial

import pytest

from feedback.surveys.actions import questionnaires as actions
from feedback.surveys.conditions.ast import All, Answer, Any, Compare, Given, Not, Value
from feedback.surveys.editing.conditions import show_question_when
from feedback.surveys.queries import questionnaires as queries
from tests.surveys.views.design.conftest import Editor


def lines(editor: Editor, *several: tuple[str, str, str], match: str = "all", do: str = "save") -> dict[str, object]:
    """What the form sends: subject (a question's code, or what is given), operator, value; a fourth part is a group."""
    sent: dict[str, object] = {"match": match, "do": do}
    for number, (subject, operator, value, *group) in enumerate(several):
        key = subject if "/" in subject or not subject else f"q/{editor.question(subject).id}"
        sent |= {f"c{number}_subject": key, f"c{number}_operator": operator, f"c{number}_value": value}
        sent[f"c{number}_group"] = group[0] if group else "0"
    return sent


def path(editor: Editor, code: str = "which") -> str:
    return f"questions/{editor.question(code).id}/condition"


def test_a_sentence_is_saved_and_read_back_in_words(editor: Editor) -> None:
    answer = editor.post(path(editor), **lines(editor, ("nps", "at_most", "6")))
    which = editor.question("which")
    assert (answer.status_code, answer.location) == (303, f"{editor.path}?open={which.id}#q-{which.id}")
    assert which.shown_when == Compare(Answer(editor.question("nps").id), "at_most", Value(6.0))
    assert "Shown when question 1 (“nps?”) is at most 6." in editor.page("?lang=en")


def test_a_group_of_lines_is_one_level_deeper(editor: Editor) -> None:
    nested = lines(editor, ("nps", "at_most", "6"), ("g/stage", "equals", "visit", "1"), ("csat", "answered", "", "1"))
    editor.post(path(editor), **nested, g1_match="any")
    nps, csat = (Answer(editor.question(code).id) for code in ("nps", "csat"))
    stage = Compare(Given("stage"), "equals", Value("visit"))
    expected = All((Compare(nps, "at_most", Value(6.0)), Any((stage, Compare(csat, "answered")))))
    assert editor.question("which").shown_when == expected
    page = editor.page(f"?open={editor.question('which').id}&when=1")
    assert re.findall(r'name="(c\d)_subject"', page) == ["c0", "c1", "c2"]


def test_no_line_means_always(editor: Editor) -> None:
    editor.post(path(editor), **lines(editor, ("nps", "at_most", "6")))
    assert editor.post(path(editor), **lines(editor, ("", "", ""))).status_code == 303
    assert editor.question("which").shown_when is None


@pytest.mark.parametrize("do", ["add", "add_group", "refresh", "remove_0"])
def test_other_buttons_give_the_page_back_and_store_nothing(editor: Editor, do: str) -> None:
    before = editor.draft()
    answer = editor.post(path(editor), **lines(editor, ("nps", "at_most", "6"), do=do))
    assert answer.status_code == 200
    assert 'name="c0_subject"' in answer.get_data(as_text=True) or do == "remove_0"
    assert editor.draft() == before


def test_what_does_not_fit_stays_on_the_page_with_the_reason(editor: Editor) -> None:
    later = lines(editor, ("which", "answered", ""), ("nps", "at_most", "lots"))
    answer = editor.post(path(editor, "csat"), **later)
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert 'value="lots"' in page or '<option value="lots"' not in page
    assert page.count('aria-invalid="true"') >= 2
    assert editor.question("csat").shown_when is None


def test_a_section_has_a_condition_too(editor: Editor) -> None:
    editor.post("sections")
    new = editor.draft().sections[1].id
    answer = editor.post(f"sections/{new}/condition", **lines(editor, ("csat", "at_most", "2")))
    assert answer.location == f"{editor.path}?open={new}#s-{new}"
    assert editor.draft().sections[1].shown_when == Compare(Answer(editor.question("csat").id), "at_most", Value(2.0))


def test_a_richer_condition_is_shown_in_words_and_kept(editor: Editor) -> None:
    rich = Not(Compare(Answer(editor.question("nps").id), "answered"))
    change = partial(show_question_when, question_id=editor.question("which").id, condition=rich)
    row = partial(queries.questionnaire, editor.code)
    editor.of.do(lambda: actions.edit(questionnaire=row(), change=change, revision=row().revision) and None)
    page = editor.page(f"?open={editor.question('which').id}&when=1&lang=en")
    assert "it is not so that question 1 (“nps?”) is answered" in page
    assert 'name="c0_subject"' not in page
    assert "It came with an import, and is kept as it is." in page


def test_two_people_who_change_one_condition_both_see_the_other(editor: Editor) -> None:
    sent = lines(editor, ("nps", "at_most", "6"))
    revision = editor.revision()
    editor.post(path(editor), **lines(editor, ("csat", "at_most", "2")))
    answer = editor.post(path(editor), **{**sent, "revision": revision})
    assert answer.status_code == 409
    page = answer.get_data(as_text=True)
    assert f'value="{editor.revision()}"' in page
    assert editor.question("which").shown_when == Compare(Answer(editor.question("csat").id), "at_most", Value(2.0))


def test_a_thing_that_is_not_there_is_not_found(editor: Editor) -> None:
    assert editor.post("questions/none/condition").status_code == 404
    assert editor.post("sections/none/condition").status_code == 404

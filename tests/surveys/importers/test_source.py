"""What readers fill in."""

from __future__ import annotations

import pytest

from feedback.surveys.importers import NotImportable
from feedback.surveys.importers.source import MOST_QUESTIONS, Item, Option, Part, Source, Words, fitting


def source(*items: Item) -> Source:
    return Source("test", parts=[Part(items=list(items))])


def test_codes_that_fit():
    assert fitting([" a", "a", "", "other", "x" * 200], {"other"}) == {
        " a": "a",
        "a": "a_2",
        "": "x",
        "other": "other_2",
        "x" * 200: "x" * 92,
    }
    assert fitting(["a\nb", "a\tb"]) == {"a\nb": "ab", "a\tb": "ab_2"}


def test_every_question_gets_a_code_and_a_field_of_its_own():
    found = source(*(Item(str(n), code, "text", "") for n, code in enumerate(("Q 1", "Q 1", "page", "../../x", ""))))
    found.settle()
    assert [one.name for one in found.items()] == ["Q 1", "Q 1_2", "page", "../../x", "x"]
    assert [one.field for one in found.items()] == ["q_1", "q_1_2", "q_page", "x", "q"]


def test_two_questions_of_one_id_become_two():
    found = source(Item("k", "a", "text", ""), Item("k", "b", "text", ""))
    found.settle()
    found.settle()
    assert [one.key for one in found.items()] == ["k", "k_2"]


def test_values_of_the_file_become_our_codes():
    item = Item("k", "c", "single", "", choices=[Option(" a"), Option("other", stands=False)], settings={"other": True})
    item.values = {"Y": "yes"}
    assert [item.our_value(value) for value in (" a", "Y", "else")] == ["a", "yes", "else"]
    assert item.choice_codes() == {" a": "a"}


def test_a_line_of_the_report_stands_once():
    found = source()
    for _ in range(3):
        found.tell("q", "x", "Left out: %(what)s", what=1)
    found.tell("q", "x", "Left out: %(what)s", what=2)
    assert [str(one.what) for one in found.report] == ["Left out: 1", "Left out: 2"]


def test_families_and_kinds():
    found = source(
        Item("1", "a", "points", ""), Item("1:comment", "a_comment", "text", "", beside="1"), Item("2", "b", "text", "")
    )
    assert {key: [one.code for one in each] for key, each in found.families().items()} == {
        "1": ["a", "a_comment"],
        "2": ["b"],
    }
    assert [one.our_kind for one in found.items()] == ["number", "text", "text"]


def test_more_questions_than_anybody_answers_are_refused():
    with pytest.raises(NotImportable, match="no questionnaire"):
        source(*(Item(str(n), "a", "text", "") for n in range(MOST_QUESTIONS + 1))).settle()


def test_any_text():
    assert Words({"en": " ", "es": "hola"}).any == "hola"
    assert Words().any == ""

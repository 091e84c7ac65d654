"""XLSForms as a whole: what their sheets, columns and rows become."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from feedback.surveys.canonical import canonical
from feedback.surveys.checking import check, is_publishable
from feedback.surveys.conditions.ast import All, Answer, Compare, Value
from feedback.surveys.importers import Imported, inspect
from feedback.surveys.importers.opening import NotImportable, upload_of
from feedback.surveys.importers.ready import ready
from feedback.surveys.importers.xlsform import recognises
from feedback.surveys.reading import loads
from tests.surveys.importers.books import form, xls, xlsx

YES_NO = [["list_name", "name", "label"], ["yn", "yes", "Yes"], ["yn", "no", "No"]]


def codes(found: Imported) -> list[str]:
    return [question.code for question in found.questions]


def kinds(found: Imported) -> dict[str, str]:
    return {question.code: question.kind for question in found.questions}


def said(found: Imported, question: str = "") -> list[str]:
    return [entry.construct for entry in found.report if entry.question == question]


def test_any_workbook_is_tried_and_nothing_else() -> None:
    assert recognises(upload_of(form())) is True
    assert recognises(upload_of(b"{}")) is False


def test_a_workbook_without_a_survey_sheet_says_so() -> None:
    with pytest.raises(NotImportable, match="no sheet called"):
        inspect(xlsx({"Sheet1": [["a"], ["b"]]}))


def test_every_type_becomes_a_kind() -> None:
    rows = {
        "select_one yn": "single",
        "select one from yn": "single",
        "select_multiple yn": "multi",
        "select all that apply from yn": "multi",
        "rank yn": "ranking",
        "text": "text",
        "string": "text",
        "barcode": "text",
        "integer": "number",
        "int": "number",
        "decimal": "number",
        "date": "date",
        "dateTime": "date",
        "time": "time",
        "note": "info",
        "calculate": "calculation",
        "hidden": "hidden",
        "acknowledge": "consent",
        "trigger": "consent",
        "image": "file",
        "audio": "file",
        "geopoint": "unsupported",
        "osm list": "unsupported",
    }
    survey = [(native, f"q{number}", native) for number, native in enumerate(rows)]
    found = inspect(form(*survey, choices=YES_NO))
    assert [question.kind for question in found.questions] == list(rows.values())
    assert [question.source_kind for question in found.questions][:5] == [
        "select_one",
        "select_one",
        "select_multiple",
        "select_multiple",
        "rank",
    ]


def test_what_a_device_notes_is_no_question_but_told() -> None:
    found = inspect(form(("start", "start", ""), ("text", "a", "A"), ("deviceid", "d", ""), ("audit", "audit", "")))
    assert codes(found) == ["a"]
    assert [(entry.question, entry.construct) for entry in found.report] == [
        ("start", "start"),
        ("d", "deviceid"),
        ("audit", "audit"),
    ]


def test_codes_are_the_files_own_and_numbers_are_read_as_written() -> None:
    found = inspect(
        form(("text", 2, "Two"), ("text", 2.5, "Half"), ("text", "a b", "Spaced"), ("note", "", "Nameless"))
    )
    assert codes(found) == ["2", "2.5", "a b", ""]
    assert [question.field for question in found.questions] == ["q_2", "q_2_5", "a_b", "q"]


def test_codes_that_stand_twice_stay_in_the_facts_and_differ_in_the_draft() -> None:
    found = inspect(form(("text", "a", "One"), ("text", "a", "Two")))
    assert codes(found) == ["a", "a"]
    assert [question.code for question in found.questionnaire.questions()] == ["a", "a_2"]


def test_every_language_comes_along() -> None:
    header = ("type", "name", "Label::Español (es)", "label : English (en)", "hint::English (en)")
    choices = [
        ["list name", "name", "label::Español (es)", "label::english(en)"],
        ["c", 1, "Uno", "One"],
        ["c", 2, "Dos", "Two"],
    ]
    settings = [["form_title", "default_language"], ["Encuesta", "Español (es)"]]
    found = inspect(
        form(("select_one c", "q", "¿Qué?", "What?", "Help"), header=header, choices=choices, settings=settings)
    )
    assert (found.languages, found.base_language) == (("Español (es)", "English (en)"), "Español (es)")
    assert (found.title, found.questions[0].text) == ("Encuesta", "¿Qué?")
    question = next(found.questionnaire.questions())
    assert question.text.by_language == {"en": "What?", "es": "¿Qué?"}
    assert question.help.by_language == {"en": "Help"}
    assert [dict(choice.text.by_language) for choice in question.choices] == [
        {"en": "One", "es": "Uno"},
        {"en": "Two", "es": "Dos"},
    ]
    assert (found.questionnaire.languages, found.questionnaire.base_language) == (("es", "en"), "es")


def test_a_column_without_a_language_beside_others_is_one_more_language() -> None:
    header = ("type", "name", "label", "label::Indonesian(id)")
    found = inspect(form(("text", "q", "What is the name of this house?", "Siapa?"), header=header))
    assert (found.languages, found.base_language) == (("Indonesian(id)",), "Indonesian(id)")
    assert next(found.questionnaire.questions()).text.by_language == {
        "en": "What is the name of this house?",
        "id": "Siapa?",
    }


def test_a_default_language_is_found_by_its_code_too() -> None:
    header = ("type", "name", "label::English (en)", "label::Español (es)")
    found = inspect(form(("text", "q", "What?", "¿Qué?"), header=header, settings=[["default_language"], ["spanish"]]))
    assert (found.base_language, found.questionnaire.base_language) == ("spanish", "es")


CELLS = st.one_of(
    st.sampled_from(
        ["text", "select_one c", "begin group", "end repeat", "range", "calculate", "note", "x y", "TRUE", ""]
    ),
    st.sampled_from(["${a} = 1", "selected(., 'b')", "not(", "${", ". > 1 or .", "count-selected(${a})", "{a}", "‘"]),
    st.text(max_size=8),
    st.floats(allow_nan=False, allow_infinity=False, width=16),
    st.booleans(),
)
HEADERS = st.sampled_from(
    [
        "type",
        "name",
        "label",
        "label::es",
        "hint::es",
        "relevant",
        "constraint",
        "calculation",
        "required",
        "appearance",
    ]
)


@given(
    st.lists(HEADERS, min_size=1, max_size=8),
    st.lists(st.lists(CELLS, max_size=8), max_size=6),
    st.lists(st.lists(CELLS, max_size=3), max_size=4),
)
@hypothesis_settings(deadline=None, max_examples=120)
def test_whatever_stands_in_the_cells_something_can_be_shown(header, survey, choices) -> None:  # type: ignore[no-untyped-def]
    rows = {"survey": [header, *survey], "choices": [["list_name", "name", "label"], *choices]}
    found = inspect(xlsx(rows))
    document = ready(found, "x.xlsx")
    check(document)
    assert loads(canonical(document)) == document
    assert len(found.questions) <= len(survey)


def test_sheets_and_columns_are_found_whatever_their_case() -> None:
    rows = {
        "SURVEY": [["TYPE", "Name", "LABEL::EN"], ["select_one c", "q", "Which?"]],
        "Choices": [["LIST NAME", "VALUE", "Label::EN"], ["c", "a", "A"], ["c", "b", "B"]],
        "Settings": [["FORM_TITLE"], ["Title"]],
        "notes of mine": [["x"]],
    }
    found = inspect(xlsx(rows))
    assert (found.title, [choice.code for choice in found.questions[0].choices]) == ("Title", ["a", "b"])
    assert said(found) == ["sheet: notes of mine"]


def test_an_old_workbook_gives_what_a_new_one_gives() -> None:
    sheets = {"survey": [["type", "name", "label"], ["select_one yn", "q", "¿Sí?"]], "choices": YES_NO}
    old, new = inspect(xls(sheets)), inspect(xlsx(sheets))
    assert (old.questions, old.questionnaire) == (new.questions, new.questionnaire)


def test_groups_are_sections_and_a_group_inside_another_keeps_both_rules() -> None:
    header = ("type", "name", "label", "relevant")
    survey = (
        ("select_one yn", "a", "A", ""),
        ("begin group", "outer", "Outer", "${a} = 'yes'"),
        ("text", "b", "B", ""),
        ("begin_repeat", "inner", "Inner", "${b} != ''"),
        ("text", "c", "C", "${a} = 'yes'"),
        ("end repeat", "", "", ""),
        ("text", "d", "D", ""),
        ("end_group", "", "", ""),
        ("text", "e", "E", ""),
    )
    found = inspect(form(*survey, header=header, choices=YES_NO))
    assert [(one.text, one.has_condition) for one in found.sections] == [
        ("", False),
        ("Outer", True),
        ("Inner", True),
        ("", False),
        ("", False),
    ]
    assert [(question.code, question.section, question.has_condition) for question in found.questions] == [
        ("a", 0, False),
        ("b", 1, False),
        ("c", 2, True),
        ("d", 3, False),
        ("e", 4, False),
    ]
    outer = Compare(Answer("q2"), "equals", Value("yes"))
    assert [section.shown_when for section in found.questionnaire.sections] == [
        None,
        outer,
        All((outer, Compare(Answer("q4"), "answered"))),
        outer,
        None,
    ]
    assert said(found, "inner") == ["begin_repeat"]


def test_groups_that_do_not_match_are_told() -> None:
    found = inspect(form(("end group", "", ""), ("begin group", "g", "G"), ("text", "a", "A")))
    assert [entry.construct for entry in found.report] == ["end group", "begin group"]


def test_or_other_and_a_choice_filter() -> None:
    header = ("type", "name", "label", "choice_filter")
    survey = (("select_one yn or_other", "a", "A", ""), ("select_one yn", "b", "B", "x=${a}"))
    found = inspect(form(*survey, header=header, choices=YES_NO))
    first, second = found.questionnaire.questions()
    assert (dict(first.settings), [choice.code for choice in first.choices]) == ({"other": True}, ["yes", "no"])
    assert [question.has_condition for question in found.questions] == [False, True]
    assert said(found, "b") == ["choice_filter: x=${a}"]
    assert second.shown_when is None


def test_earlier_answers_in_texts_are_quoted_our_way() -> None:
    found = inspect(form(("text", "My Name", "Name?"), ("note", "n", "Hello ${My Name}, ${nobody}!")))
    assert found.questions[1].text == "Hello ${My Name}, ${nobody}!"
    assert list(found.questionnaire.questions())[1].text.by_language == {"en": "Hello {My Name}, ${nobody}!"}
    assert said(found, "n") == ["${nobody}"]


def test_a_form_of_the_usual_kind_can_be_published() -> None:
    header = ("type", "name", "label", "required", "relevant", "constraint", "required_message")
    survey = (
        ("select_one yn", "came", "Did you come?", "yes", "", "", "Please answer"),
        ("range", "score", "How was it?", "true()", "${came} = 'yes'", "", ""),
        ("integer", "age", "Age", "no", "", ". >= 18 and . < 100", ""),
        ("text", "why", "Why?", "", "selected(${came}, 'no')", "", ""),
    )
    found = inspect(form(*survey, header=header, choices=YES_NO), "my_form.v2.xlsx")
    document = ready(found, "my_form.v2.xlsx")
    assert is_publishable(check(document))
    assert document.title.by_language == {"en": "my form"}
    came, score, age, _why = document.questions()
    assert (came.required, came.missing_text.by_language) == (True, {"en": "Please answer"})
    assert (score.kind, dict(score.settings)) == ("rating", {"first": 1, "points": 10})
    assert dict(age.settings) == {"min": 18, "max": 99}
    assert found.report == ()

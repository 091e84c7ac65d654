"""Attributes of LimeSurvey's questions."""

from __future__ import annotations

import pytest

from feedback.surveys.importers import Imported, inspect
from tests.surveys.importers.lss import old

PARTS = [
    {"qid": 10 + n, "parent_qid": 1, "title": f"r{n}", "question": f"R{n}", "question_order": n, "language": "en"}
    for n in (1, 2)
]


def read(kind: str, **attributes: object) -> Imported:
    rows = [{"qid": 1, "attribute": name, "value": value} for name, value in attributes.items()]
    answers = [{"qid": 1, "code": code, "answer": code, "language": "en"} for code in "ab"]
    row = {"qid": 1, "type": kind, "title": "q"}
    return inspect(old(row, subquestions=PARTS, answers=answers, question_attributes=rows), "x.lss")


@pytest.mark.parametrize(
    ("kind", "attributes", "settings"),
    [
        ("N", {}, {"decimals": 6}),
        ("N", {"num_value_int_only": 1}, {"decimals": 0}),
        ("N", {"min_num_value_n": 0, "max_num_value_n": "9.5"}, {"min": 0, "max": 9.5, "decimals": 6}),
        ("N", {"suffix": "years"}, {"unit": {"en": "years"}, "decimals": 6}),
        ("M", {"min_answers": 1, "max_answers": 2}, {"min": 1, "max": 2}),
        ("M", {"exclude_all_others": "r2"}, {"exclusive": ["r2"]}),
        ("M", {"random_order": 1}, {"order": "random"}),
        ("F", {"random_order": 1}, {"order": "random"}),
        ("S", {"maximum_chars": 40}, {"longest": 40}),
        ("D", {"date_min": "2007", "date_max": "2050"}, {"earliest": "2007-01-01", "latest": "2050-12-31"}),
        ("L", {"random_order": 0, "alphasort": 0, "hide_tip": 0}, {}),
    ],
)
def test_taken_over(kind, attributes, settings):
    imported = read(kind, **attributes)
    assert next(imported.questionnaire.questions()).settings == settings
    assert imported.report == ()


@pytest.mark.parametrize(
    ("kind", "attributes"),
    [
        ("N", {"max_num_value_n": "age - 5"}),
        ("N", {"equals_num_value": 100}),
        ("S", {"numbers_only": 1}),
        ("S", {"em_validation_q": "strlen(q) > 3"}),
        ("S", {"time_limit": 30}),
        ("D", {"date_max": "tomorrow"}),
        ("R", {"min_answers": 2}),
        ("K", {"random_order": 1}),
        ("L", {"future_attribute": "x"}),
    ],
)
def test_told(kind, attributes):
    imported = read(kind, **attributes)
    assert [(one.question, one.construct) for one in imported.report] == [("q", next(iter(attributes)))]
    assert str(imported.report[0].what).endswith(str(next(iter(attributes.values()))))


def test_filters_are_conditions_and_told():
    for name in ("array_filter", "array_filter_exclude", "code_filter"):
        imported = read("F", **{name: "other"})
        assert imported.questions[0].has_condition
        assert [(one.construct, one.what.params["filter"]) for one in imported.report] == [(name, "other")]


def test_a_rule_at_a_row_is_a_condition_and_told():
    rows = [{**PARTS[0], "relevance": "age > 3"}, {**PARTS[1], "relevance": "1"}]
    imported = inspect(old({"qid": 1, "type": "M", "title": "q"}, subquestions=rows), "x.lss")
    assert imported.questions[0].has_condition
    assert [one.what.params for one in imported.report] == [{"row": "r1", "expression": "age > 3"}]


@pytest.mark.parametrize(
    ("theirs", "ours"),
    [
        ("/^[0-9]{4}$/", "^[0-9]{4}$"),
        ("#^a/b$#", "^a/b$"),
        ("/^abc$/i", "(?i)^abc$"),
        ("/^(a+)+$/", "^(a+)+$"),
        ("/(?=a)b/", None),
        ("abc", None),
    ],
)
def test_patterns_are_taken_where_ours_can_match_them(theirs, ours):
    imported = inspect(old({"qid": 1, "title": "q", "preg": theirs}), "x.lss")
    assert next(imported.questionnaire.questions()).settings.get("pattern") == ours
    assert [one.construct for one in imported.report] == ([] if ours else ["preg"])


def test_a_hidden_question_takes_its_value_from_the_link():
    imported = read("N", hidden=1, min_num_value_n=3)
    ours = next(imported.questionnaire.questions())
    assert (imported.questions[0].kind, ours.kind, ours.settings) == ("number", "hidden", {})
    assert [one.construct for one in imported.report] == ["hidden"]


def test_looks_are_told_once_for_the_whole():
    imported = read("L", hide_tip=1, display_columns=3, cssclass="wide", statistics_showgraph=1)
    assert [(one.question, one.construct, one.what.params["settings"]) for one in imported.report] == [
        ("", "question_attributes", "cssclass, display_columns, hide_tip")
    ]


def test_defaults_are_told():
    raw = old({"qid": 1, "title": "q"}, defaultvalues=[{"qid": 1, "language": "en", "defaultvalue": "x"}])
    assert [one.what.params for one in inspect(raw, "x.lss").report] == [{"value": "x"}]

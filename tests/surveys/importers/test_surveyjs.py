"""SurveyJS surveys as a whole."""

from __future__ import annotations

import json
from typing import Any

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
from feedback.surveys.importers.surveyjs import recognises
from feedback.surveys.importers.surveyjs_types import KINDS
from feedback.surveys.reading import loads


def read(data: Any) -> Imported:
    return inspect(json.dumps(data).encode(), format="surveyjs")


def page(*elements: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"pages": [{"name": "p", "elements": list(elements), **more}]}


@pytest.mark.parametrize(
    ("data", "known"),
    [
        (page({"type": "text", "name": "a"}), True),
        ({"elements": [{"type": "text", "name": "a"}]}, True),
        ({"questions": [{"type": "text", "name": "a"}]}, True),
        ({"pages": [{"name": "old", "questions": [{"type": "text", "name": "a"}]}]}, True),
        ({"json": page({"type": "text", "name": "a"})}, True),
        ({"title": "Empty", "pages": [{"name": "p"}]}, True),
        ({"questions": [{"type": "openText", "id": "a", "headline": {"default": "A"}}]}, False),
        ({"languages": [], "sections": [], "base_language": ""}, False),
        ({"SurveyElements": []}, False),
        ([1], False),
        ("text", False),
    ],
)
def test_what_a_survey_is_known_by(data: Any, known: bool) -> None:
    assert recognises(upload_of(json.dumps(data).encode())) is known


def test_another_json_is_refused() -> None:
    with pytest.raises(NotImportable, match="no pages and no elements"):
        read({"a": 1})


def test_pages_and_panels_are_sections_under_the_rules_of_all_around() -> None:
    panel = {
        "type": "panel",
        "name": "inner",
        "title": "Inner",
        "visibleIf": "{b} notempty",
        "elements": [{"type": "text", "name": "c", "visibleIf": "{a} = 'x'"}],
    }
    data = {
        "pages": [
            {"name": "one", "title": "One", "elements": [{"type": "text", "name": "a"}]},
            {
                "name": "two",
                "title": "Two",
                "visibleIf": "{a} = 'x'",
                "elements": [{"type": "text", "name": "b"}, panel, {"type": "text", "name": "d"}],
            },
        ]
    }
    found = read(data)
    assert [(one.text, one.has_condition) for one in found.sections] == [
        ("One", False),
        ("Two", True),
        ("Inner", True),
        ("", False),
    ]
    assert [(one.code, one.section, one.has_condition) for one in found.questions] == [
        ("a", 0, False),
        ("b", 1, False),
        ("c", 2, True),
        ("d", 3, False),
    ]
    rule = Compare(Answer("q1"), "equals", Value("x"))
    assert [one.shown_when for one in found.questionnaire.sections] == [
        None,
        rule,
        All((rule, Compare(Answer("q2"), "answered"))),
        rule,
    ]
    assert found.questionnaire.layout == "section"


def test_a_panel_that_repeats_is_asked_once_and_told() -> None:
    inside = {"type": "text", "name": "who", "visibleIf": "{panel.when} notempty"}
    repeated = {
        "type": "paneldynamic",
        "name": "people",
        "templateElements": [{"type": "text", "name": "when"}, inside],
    }
    found = read(page(repeated))
    assert [one.code for one in found.questions] == ["when", "who"]
    assert list(found.questionnaire.questions())[1].shown_when == Compare(Answer("q1"), "answered")
    assert [(one.question, one.construct) for one in found.report] == [("people", "paneldynamic")]


def test_languages_are_named_as_the_file_names_them() -> None:
    data = {
        "locale": "es",
        "title": {"default": "Survey", "es": "Encuesta"},
        "elements": [{"type": "text", "name": "a", "title": {"es": "¿Qué?", "fr": "Quoi ?"}}],
    }
    found = read(data)
    assert (found.languages, found.base_language, found.title) == (("es", "default", "fr"), "es", "Encuesta")
    assert (found.questionnaire.languages, found.questionnaire.base_language) == (("es", "en", "fr"), "es")
    assert next(found.questionnaire.questions()).text.by_language == {"es": "¿Qué?", "fr": "Quoi ?"}


def test_a_file_that_names_no_language() -> None:
    found = read({"title": "How was your visit to our shop?", "elements": [{"type": "text", "name": "a"}]})
    assert (found.languages, found.base_language) == ((), "default")
    assert (found.questionnaire.languages, found.questionnaire.base_language) == (("en",), "en")


def test_what_happens_around_the_questions_is_kept_or_told() -> None:
    data = {
        **page({"type": "text", "name": "a"}),
        "title": "T",
        "description": "Welcome",
        "completedHtml": "<h3>Thank you, {a}</h3>",
        "completedHtmlOnCondition": [{"expression": "{a} = 1", "html": "x"}],
        "triggers": [{"type": "complete", "expression": "{a} = 'end'"}],
        "calculatedValues": [{"name": "v", "expression": "{a} + "}],
        "maxTimeToFinish": 100,
        "showProgressBar": "top",
        "questionsOnPageMode": "questionPerPage",
    }
    found = read(data)
    document = found.questionnaire
    assert (document.intro.by_language, document.thanks.by_language) == ({"en": "Welcome"}, {"en": "Thank you, {a}"})
    assert document.layout == "question"
    assert [one.construct for one in found.report] == [
        "maxTimeToFinish",
        "calculatedValues: v",
        "triggers: complete",
        "completedHtmlOnCondition",
    ]


def test_a_survey_of_the_usual_kind_can_be_published() -> None:
    survey = page(
        {"type": "rating", "name": "how", "title": "How was it?", "isRequired": True, "rateMax": 5},
        {"type": "comment", "name": "why", "title": "Why {how}?", "visibleIf": "{how} < 3"},
        {
            "type": "checkbox",
            "name": "what",
            "title": "What?",
            "choices": ["a", {"value": 2, "text": "Two"}],
            "hasOther": True,
        },
    )
    found = read({"title": "Visit", **survey})
    document = ready(found, "x.json")
    assert is_publishable(check(document))
    assert found.report == ()
    assert [one.kind for one in document.questions()] == ["rating", "longtext", "multi"]
    assert list(document.questions())[1].text.by_language == {"en": "Why {how}?"}


def test_hostile_json_is_refused() -> None:
    for raw in (
        b'{"pages":' + b"[" * 100_000,
        b'{"pages": [NaN]}',
        b'{"pages": [], "pages": []}',
        b'{"a": ' + b"9" * 5_000 + b"}",
    ):
        with pytest.raises(NotImportable):
            inspect(raw)


TYPES = st.sampled_from([*sorted(KINDS), "panel", "paneldynamic", "unheard of"])
RULES = st.sampled_from(
    ["{a} = 1", "{a} notempty", "{b.r} > 2 or {c}", "not(", "iif({a}, 1, 2) > 1", "{a} anyof ['x']", ""]
)
SCALARS = st.one_of(st.none(), st.booleans(), st.integers(-3, 12), st.text(max_size=5), RULES)
MEMBERS = st.sampled_from(
    [
        *("title", "choices", "rows", "columns", "items", "rateValues", "rateMin", "rateMax", "visibleIf", "enableIf"),
        *("expression", "validators", "inputType", "isRequired", "elements", "hasOther", "description", "html", "min"),
        *("cellType", "valueName", "defaultValue", "choicesOrder", "maxSelectedChoices", "valueTrue", "visible"),
    ]
)
ANYTHING = st.recursive(
    SCALARS,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(
            st.one_of(MEMBERS, st.sampled_from(["value", "text", "name", "es", "default"])), inner, max_size=3
        ),
    ),
    max_leaves=8,
)
ELEMENTS = st.builds(
    lambda kind, name, more: {"type": kind, "name": name, **more},
    TYPES,
    st.sampled_from(["a", "b", "c", "", 3, None]),
    st.dictionaries(MEMBERS, ANYTHING, max_size=4),
)


@given(
    st.lists(ELEMENTS, min_size=1, max_size=4),
    st.dictionaries(st.sampled_from(["title", "locale", "triggers"]), ANYTHING),
)
@hypothesis_settings(deadline=None, max_examples=200)
def test_whatever_stands_in_the_members_something_can_be_shown(elements: list[Any], more: dict[str, Any]) -> None:
    found = read({"elements": elements, **more})
    document = ready(found, "x.json")
    check(document)
    assert loads(canonical(document)) == document


def test_no_questionnaire_is_that_long() -> None:
    with pytest.raises(NotImportable, match="more than 5000 questions"):
        read({"elements": [{"type": "text", "name": f"q{number}"} for number in range(5_001)]})

"""Surveys of Formbricks, written for these tests."""

from __future__ import annotations

import json

import pytest

from feedback.surveys import checking
from feedback.surveys.importers import Imported, as_json, inspect
from tests.surveys.importers.reading import said, shown_when


def element(name: str, kind: str = "openText", **more: object) -> dict[str, object]:
    return {"id": name, "type": kind, "headline": {"default": f"About {name}?"}, "required": False, **more}


def block(name: str, *elements: dict[str, object], **more: object) -> dict[str, object]:
    return {"id": name, "name": f"Block {name}", "elements": list(elements), **more}


def rule(left: str, operator: str, value: object = None, target: str = "", **more: object) -> dict[str, object]:
    right = {} if value is None else {"rightOperand": {"type": "static", "value": value}}
    test = {"leftOperand": {"type": "element", "value": left, **more}, "operator": operator, **right}
    return {
        "conditions": {"connector": "and", "conditions": [test]},
        "actions": [{"objective": "jumpToBlock", "target": target}],
    }


def read(*blocks: dict[str, object], **more: object) -> Imported:
    return inspect(json.dumps({"name": "A survey", "blocks": list(blocks), **more}).encode(), "x.json")


def section_rule(imported: Imported, place: int) -> str | None:
    condition = imported.questionnaire.sections[place].shown_when
    return None if condition is None else said(condition)


CHOICES = [{"id": "a", "label": {"default": "One"}}, {"id": "b", "label": {"default": "Two"}}]
OTHER = {"id": "other", "label": {"default": "Something else"}}


def test_a_survey_in_its_blocks():
    imported = read(block("1", element("q1"), element("q2", required=True)), block("2", element("q3")))
    assert imported.format == "formbricks"
    assert (imported.title, imported.languages, imported.base_language) == ("A survey", ("default",), "default")
    assert [one.text for one in imported.sections] == ["Block 1", "Block 2"]
    assert [(one.code, one.section, one.required) for one in imported.questions] == [
        ("q1", 0, False),
        ("q2", 0, True),
        ("q3", 1, False),
    ]
    assert imported.questionnaire.layout == "section"
    assert imported.questionnaire.languages == ("en",)


@pytest.mark.parametrize(
    ("more", "kind"),
    [
        ({"type": "openText", "longAnswer": False}, "text"),
        ({"type": "openText"}, "longtext"),
        ({"type": "openText", "inputType": "email"}, "email"),
        ({"type": "openText", "inputType": "phone"}, "phone"),
        ({"type": "openText", "inputType": "number"}, "number"),
        ({"type": "openText", "inputType": "url"}, "text"),
        ({"type": "multipleChoiceSingle", "choices": CHOICES}, "single"),
        ({"type": "multipleChoiceSingle", "choices": CHOICES, "displayType": "dropdown"}, "dropdown"),
        ({"type": "multipleChoiceMulti", "choices": CHOICES}, "multi"),
        ({"type": "rating", "range": 7, "scale": "star"}, "rating"),
        ({"type": "csat", "range": 5, "scale": "smiley"}, "csat"),
        ({"type": "ces", "range": 7}, "ces"),
        ({"type": "nps"}, "nps"),
        ({"type": "cta"}, "info"),
        ({"type": "consent", "label": {"default": "I agree"}}, "consent"),
        ({"type": "matrix", "rows": [{"default": "r"}, {"default": "s"}], "columns": [{"default": "c"}] * 2}, "matrix"),
        ({"type": "ranking", "choices": CHOICES}, "ranking"),
        ({"type": "pictureSelection", "choices": [{"id": "p", "imageUrl": "a/b.png"}, {"id": "q"}]}, "picture"),
        ({"type": "date"}, "date"),
        ({"type": "fileUpload"}, "file"),
        ({"type": "address"}, "text"),
        ({"type": "contactInfo"}, "text"),
        ({"type": "cal"}, "unsupported"),
        ({"type": "tomorrow"}, "unsupported"),
    ],
)
def test_kinds(more, kind):
    imported = read(block("1", {**element("q"), **more}))
    question = imported.questions[0]
    assert (question.kind, question.source_kind) == (kind, more["type"])
    problems = [one for one in checking.check(imported.questionnaire) if not one.warning]
    assert [str(one.message) for one in problems if "text is still empty" not in str(one.message)] == []


def test_other_is_listed_and_becomes_our_built_in_option():
    imported = read(block("1", element("q", "multipleChoiceSingle", choices=[*CHOICES, OTHER])))
    assert [one.code for one in imported.questions[0].choices] == ["a", "b", "other"]
    question = next(imported.questionnaire.questions())
    assert [one.code for one in question.choices] == ["a", "b"]
    assert question.settings == {"other": True, "other_text": {"en": "Something else"}}


def test_a_scale_lists_its_points_and_has_our_settings():
    labels = {"lowerLabel": {"default": "bad"}, "upperLabel": {"default": "good"}}
    imported = read(block("1", element("q", "rating", range=3, **labels), element("c", "csat", range=4)))
    assert [one.code for one in imported.questions[0].choices] == ["1", "2", "3"]
    rating, csat = imported.questionnaire.questions()
    assert rating.settings == {"points": 3, "low_label": {"en": "bad"}, "high_label": {"en": "good"}}
    assert (csat.kind, csat.settings["points"]) == ("rating", 4)
    assert [one.question for one in imported.report] == ["c"]


def test_languages_of_the_texts_and_the_declared_default():
    both = {"default": "¿Cómo fue?", "en": "How was it?"}
    imported = read(
        block("1", {**element("q"), "headline": both}),
        languages=[{"language": {"code": "es"}, "default": True}, {"language": {"code": "en"}, "default": False}],
    )
    assert imported.languages == ("default", "en")
    assert imported.questionnaire.languages == ("es", "en")
    assert dict(next(imported.questionnaire.questions()).text.by_language) == {"es": "¿Cómo fue?", "en": "How was it?"}


def test_welcome_thanks_and_hidden_fields():
    imported = read(
        block("1", element("q")),
        welcomeCard={"enabled": True, "headline": {"default": "Welcome"}, "html": {"default": "<p>Hello</p>"}},
        endings=[
            {"id": "e1", "type": "endScreen", "headline": {"default": "Thanks"}, "subheader": {"default": "Bye"}},
            {"id": "e2", "type": "redirectToUrl", "url": "https://a.example"},
        ],
        hiddenFields={"enabled": True, "fieldIds": ["source"]},
    )
    document = imported.questionnaire
    assert (document.intro.text_in("en"), document.thanks.text_in("en")) == ("Welcome\n\nHello", "Thanks\n\nBye")
    assert [(one.code, one.kind) for one in document.questions()] == [("source", "hidden"), ("q", "longtext")]
    assert [one.code for one in imported.questions] == ["q"]
    assert [(one.construct, str(one.what)) for one in imported.report] == [
        ("endings", "Here there is one page of thanks; this ending was left out: https://a.example")
    ]


@pytest.mark.parametrize(
    ("test", "ours"),
    [
        (rule("q", "equals", "a"), "!q equals 'a'"),
        (rule("q", "doesNotEqual", "a"), "q equals 'a'"),
        (rule("q", "isSubmitted"), "q not_answered"),
        (rule("q", "isSkipped"), "q answered"),
        (rule("q", "equalsOneOf", ["a", "b"]), "!q includes_any ('a', 'b')"),
        (rule("some", "includesAllOf", ["a", "b"]), "!some includes_all ('a', 'b')"),
        (rule("some", "doesNotIncludeOneOf", ["a"]), "some includes_any ('a',)"),
        (rule("n", "isLessThanOrEqual", 6), "!n at_most 6.0"),
        (rule("n", "isGreaterThan", "6"), "!n more 6.0"),
        (rule("t", "contains", "bad"), "!t includes 'bad'"),
        (rule("ok", "isAccepted"), "!ok equals 'yes'"),
        (rule("m", "equals", "1", meta={"row": "0"}), "!m[0] equals '1'"),
    ],
)
def test_translated_rules(test, ours):
    test["actions"][0]["target"] = "3"
    asked = [
        element("q", "multipleChoiceSingle", choices=CHOICES),
        element("some", "multipleChoiceMulti", choices=CHOICES),
        element("n", "nps"),
        element("t"),
        element("ok", "consent"),
        element("m", "matrix", rows=[{"default": "r"}], columns=[{"default": "c"}, {"default": "d"}]),
    ]
    imported = read(block("1", *asked, logic=[test]), block("2", element("x")), block("3", element("y")))
    assert [section_rule(imported, place) for place in range(3)] == [None, ours, None]
    assert [one.has_condition for one in imported.questions] == [True] * 6 + [False] * 2
    assert imported.report == ()


def test_rules_go_by_the_first_that_holds_and_a_fallback():
    first = block(
        "1",
        element("q", "multipleChoiceSingle", choices=CHOICES),
        logic=[rule("q", "equals", "a", "2"), rule("q", "equals", "b", "3")],
        logicFallback="end",
    )
    imported = read(first, block("2", element("x")), block("3", element("y")))
    assert section_rule(imported, 1) == "q equals 'a'"
    assert section_rule(imported, 2) == "(q equals 'a' | q equals 'b')"


@pytest.mark.parametrize(
    "test",
    [
        rule("cta", "isClicked", target="3"),
        rule("q", "startsWith", "a", "3"),
        rule("q", "equals", "a", "1"),
        {"conditions": {}, "actions": [{"objective": "calculate", "variableId": "v"}]},
        rule("v", "equals", "a", "3", type="variable"),
    ],
)
def test_what_cannot_be_said_is_told_and_shown_to_all(test):
    imported = read(
        block("1", element("cta", "cta"), element("q"), logic=[test]),
        block("2", element("x")),
        block("3", element("y")),
    )
    assert [section_rule(imported, place) for place in range(3)] == [None] * 3
    assert [(one.question, one.construct) for one in imported.report] == [("q", "logic")]
    assert imported.questions[0].has_condition


def test_recalled_answers_and_placeholders():
    text = "So, #recall:name/fallback:friend#, how was $[shop]? #recall:lost/fallback:x#"
    imported = read(block("1", element("name"), {**element("q"), "headline": {"default": text}}))
    assert imported.questions[1].text == text
    assert list(imported.questionnaire.questions())[1].text.text_in("en") == (
        "So, {name|friend}, how was $[shop]? #recall:lost/fallback:x#"
    )
    assert [str(one.what).rpartition(": ")[2] for one in imported.report] == ["$[shop]", "#recall:lost/fallback:x#"]


def test_an_older_survey_is_a_flat_list():
    questions = [
        {
            **element("q1", "multipleChoiceSingle", choices=CHOICES),
            "logic": [{"condition": "equals", "value": "One", "destination": "q3"}],
        },
        element("q2"),
        {**element("q3", "nps"), "logic": [{"condition": "lessEqual", "value": 6, "destination": "end"}]},
        element("q4"),
    ]
    imported = inspect(json.dumps({"name": "Old", "questions": questions}).encode(), "x.json")
    assert imported.questionnaire.layout == "question"
    assert shown_when(imported.questionnaire, "q2") == "!q1 equals 'a'"
    assert shown_when(imported.questionnaire, "q3") is None
    assert shown_when(imported.questionnaire, "q4") == "!q3 at_most 6.0"
    assert [one.has_condition for one in imported.questions] == [True, False, True, False]
    assert [one["text"] for one in as_json(imported)["sections"]] == [""]


def test_a_call_to_action_is_a_text_with_everything_in_it():
    imported = read(
        block(
            "1",
            element("q", "cta", subheader={"default": "<p>Read <b>this</b></p>"}, buttonExternal=True, buttonUrl="u"),
        )
    )
    question = next(imported.questionnaire.questions())
    assert (question.kind, question.text.text_in("en")) == ("info", "About q?\n\nRead **this**")
    assert imported.questions[0].text == "About q?"
    assert "buttonUrl" in {one.construct for one in imported.report}

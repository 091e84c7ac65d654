"""Surveys of Qualtrics, written for these tests."""

from __future__ import annotations

import json

import pytest

from feedback.surveys import checking
from feedback.surveys.importers import Imported, inspect
from tests.surveys.importers.reading import said, shown_when

CHOICES = {"1": {"Display": "One"}, "2": {"Display": "Two"}, "3": {"Display": "Three"}}
ANSWERS = {"1": {"Display": "Good"}, "2": {"Display": "Bad"}}


def question(number: int, kind: str = "TE", selector: str = "SL", **more: object) -> dict[str, object]:
    return {
        "QuestionID": f"QID{number}",
        "DataExportTag": f"Q{number}",
        "QuestionText": f"Question {number}",
        "QuestionType": kind,
        "Selector": selector,
        "Validation": {"Settings": {"ForceResponse": "OFF", "Type": "None"}},
        "Language": [],
        **more,
    }


def placed(*numbers: int, skips: dict[int, list[object]] | None = None) -> list[dict[str, object]]:
    skips = skips or {}
    return [
        {"Type": "Question", "QuestionID": f"QID{n}", **({"SkipLogic": skips[n]} if n in skips else {})}
        for n in numbers
    ]


def block(name: str, elements: list[dict[str, object]], kind: str = "Standard", **options: object) -> dict[str, object]:
    return {"Type": kind, "Description": name, "ID": f"BL_{name}", "BlockElements": elements, "Options": options}


def read(
    questions: list[dict[str, object]],
    blocks: list[dict[str, object]] | None = None,
    flow: list[dict[str, object]] | None = None,
    **options: object,
) -> Imported:
    blocks = blocks or [block("A", placed(*range(1, len(questions) + 1)))]
    flow = (
        flow if flow is not None else [{"Type": "Block", "ID": one["ID"]} for one in blocks if one["Type"] != "Trash"]
    )
    elements = [
        {"Element": "BL", "Payload": blocks},
        {"Element": "FL", "Payload": {"Type": "Root", "Flow": flow}},
        {"Element": "SO", "Payload": options},
        *({"Element": "SQ", "Payload": one} for one in questions),
    ]
    data = {"SurveyEntry": {"SurveyName": "A survey", "SurveyLanguage": "EN"}, "SurveyElements": elements}
    return inspect(json.dumps(data).encode(), "x.qsf")


def logic(*tests: dict[str, object], kinds: tuple[str, ...] = ("If",)) -> dict[str, object]:
    """One set per kind, each with the tests that are its own."""
    per = len(tests) // len(kinds)
    sets = {}
    for place, kind in enumerate(kinds):
        own = tests[place * per : (place + 1) * per]
        sets[str(place)] = {**{str(n): one for n, one in enumerate(own)}, "Type": kind}
    return {**sets, "Type": "BooleanExpression"}


def asks(operand: str, operator: str, right: str = "", **more: object) -> dict[str, object]:
    return {
        "LogicType": "Question",
        "LeftOperand": f"q://{operand}",
        "Operator": operator,
        "RightOperand": right,
        **more,
    }


def test_order_codes_and_trash():
    imported = read(
        [question(1), question(2, DataExportTag="second"), question(3)],
        [block("A", placed(3)), block("B", placed(2)), block("T", placed(1), "Trash")],
        [{"Type": "Standard", "ID": "BL_B"}, {"Type": "Block", "ID": "BL_A"}],
    )
    assert imported.format == "qualtrics"
    assert [one.code for one in imported.questions] == ["second", "Q3"]
    assert [one.text for one in imported.sections] == ["B", "A"]
    assert (imported.languages, imported.questionnaire.languages) == (("EN",), ("en",))


def test_blocks_may_be_an_object_and_the_flow_missing():
    data = {
        "SurveyEntry": {"SurveyName": "A", "SurveyLanguage": "ES"},
        "SurveyElements": [
            {"Element": "BL", "Payload": {"7": block("A", placed(1)), "9": block("B", placed(2))}},
            {"Element": "SQ", "Payload": question(2)},
            {"Element": "SQ", "Payload": question(1)},
        ],
    }
    assert [one.code for one in inspect(json.dumps(data).encode(), "x.qsf").questions] == ["Q1", "Q2"]


@pytest.mark.parametrize(
    ("kind", "selector", "more", "ours"),
    [
        ("MC", "SAVR", {"Choices": CHOICES}, "single"),
        ("MC", "SB", {"Choices": CHOICES}, "single"),
        ("MC", "DL", {"Choices": CHOICES}, "dropdown"),
        ("MC", "MAVR", {"Choices": CHOICES}, "multi"),
        ("MC", "MSB", {"Choices": CHOICES}, "multi"),
        ("MC", "NPS", {"Choices": {str(n): {"Display": str(n)} for n in range(11)}}, "nps"),
        ("TE", "SL", {}, "text"),
        ("TE", "ML", {}, "longtext"),
        ("TE", "ESTB", {}, "longtext"),
        ("TE", "PW", {}, "text"),
        ("TE", "FORM", {"Choices": CHOICES}, "text"),
        ("TE", "SL", {"Validation": {"Settings": {"Type": "ContentType", "ContentType": "ValidEmail"}}}, "email"),
        ("TE", "SL", {"Validation": {"Settings": {"Type": "ContentType", "ContentType": "ValidNumber"}}}, "number"),
        ("TE", "SL", {"Validation": {"Settings": {"Type": "ContentType", "ContentType": "ValidZip"}}}, "text"),
        ("Matrix", "Likert", {"Choices": CHOICES, "Answers": ANSWERS, "SubSelector": "SingleAnswer"}, "matrix"),
        ("Matrix", "TE", {"Choices": CHOICES, "Answers": ANSWERS, "SubSelector": "Long"}, "matrix"),
        ("SBS", "SBSMatrix", {"Choices": CHOICES, "AdditionalQuestions": {"1": {"Answers": ANSWERS}}}, "matrix"),
        ("Slider", "HSLIDER", {"Choices": CHOICES}, "number"),
        ("Slider", "STAR", {"Choices": {"1": {"Display": "x"}}}, "rating"),
        ("RO", "DND", {"Choices": CHOICES}, "ranking"),
        ("CS", "HR", {"Choices": CHOICES}, "points"),
        ("DB", "TB", {}, "info"),
        ("FileUpload", "FileUpload", {}, "file"),
        ("Timing", "PageTimer", {}, "hidden"),
        ("Captcha", "V2", {}, "unsupported"),
        ("HotSpot", "OnOff", {}, "unsupported"),
        ("", "", {}, "unsupported"),
    ],
)
def test_kinds(kind, selector, more, ours):
    imported = read([question(1, kind, selector, **more)])
    assert imported.questions[0].kind == ours
    assert [str(one.message) for one in checking.check(imported.questionnaire) if not one.warning] == []


def test_choices_keep_the_files_codes_and_order():
    imported = read([question(1, "MC", "SAVR", Choices=CHOICES, ChoiceOrder=["3", 1])])
    assert [(one.code, one.text) for one in imported.questions[0].choices] == [
        ("3", "Three"),
        ("1", "One"),
        ("2", "Two"),
    ]
    listed = read([question(1, "MC", "SAVR", Choices=[{"Display": "A"}, {"Display": "B"}])])
    assert [one.code for one in listed.questions[0].choices] == ["1", "2"]


def test_an_option_with_a_field_becomes_other_and_exclusive_ones_stay_so():
    choices = {
        **CHOICES,
        "2": {"Display": "None", "ExclusiveAnswer": True},
        "3": {"Display": "Else", "TextEntry": "true"},
    }
    settings = {"ForceResponse": "ON", "Type": "MinChoices", "MinChoices": "2"}
    imported = read([question(1, "MC", "MAVR", Choices=choices, Validation={"Settings": settings})])
    ours = next(imported.questionnaire.questions())
    assert [one.code for one in imported.questions[0].choices] == ["1", "2", "3"]
    assert [one.code for one in ours.choices] == ["1", "2"]
    assert ours.settings == {"exclusive": ["2"], "min": 2, "other": True, "other_text": {"en": "Else"}}
    assert ours.required


def test_tables_of_texts_and_side_by_side_keep_every_cell():
    columns = {"1": {"QuestionText": "Was", "Answers": ANSWERS}, "2": {"QuestionText": "Is", "Selector": "TE"}}
    imported = read(
        [
            question(1, "Matrix", "TE", Choices=CHOICES, Answers=ANSWERS),
            question(2, "SBS", "SBSMatrix", Choices=CHOICES, AdditionalQuestions=columns),
        ]
    )
    texts, first, second = imported.questionnaire.questions()
    assert (texts.kind, [one.code for one in texts.rows]) == ("text", ["1_1", "1_2", "2_1", "2_2", "3_1", "3_2"])
    assert (first.kind, first.help.text_in("en"), len(first.choices)) == ("matrix", "Was", 2)
    assert (second.kind, second.help.text_in("en"), len(second.rows)) == ("text", "Is", 3)
    assert [one.code for one in imported.questions] == ["Q1", "Q2"]
    assert [one.code for one in imported.questions[1].choices] == ["1#1", "1#2"]


def test_languages():
    german = {"DE": {"QuestionText": "Frage", "Choices": {"1": {"Display": "Eins"}}}}
    imported = read(
        [question(1, "MC", "SAVR", Choices=CHOICES, Language=german)], AvailableLanguages={"EN": [], "DE": []}
    )
    ours = next(imported.questionnaire.questions())
    assert imported.languages == ("EN", "DE")
    assert dict(ours.text.by_language) == {"de": "Frage", "en": "Question 1"}
    assert dict(ours.choices[0].text.by_language) == {"de": "Eins", "en": "One"}


@pytest.mark.parametrize(
    ("rule", "ours"),
    [
        (logic(asks("QID1/SelectableChoice/2", "Selected")), "Q1 equals '2'"),
        (logic(asks("QID1/SelectableChoice/2", "NotSelected")), "!Q1 equals '2'"),
        (logic(asks("QID1/SelectableChoice/3", "Selected")), "Q1 equals 'other'"),
        (logic(asks("QID2/SelectableChoice/2", "Selected")), "Q2 includes '2'"),
        (logic(asks("QID3/SelectableChoice/1/2", "Selected")), "Q3[1] equals '2'"),
        (logic(asks("QID4/ChoiceTextEntryValue", "Contains", "bad")), "Q4 includes 'bad'"),
        (logic(asks("QID4/ChoiceTextEntryValue", "Empty")), "Q4 not_answered"),
        (logic(asks("QID1/ChoiceTextEntryValue/3", "NotEmpty")), "Q1.other answered"),
        (logic(asks("QID2/SelectedChoicesCount", "GreaterThan", "1")), "count(Q2) more '1'"),
        (logic(asks("QID4/QuestionText", "Displayed")), "Q4 shown"),
        (
            logic({"LogicType": "EmbeddedField", "LeftOperand": "src", "Operator": "EqualTo", "RightOperand": "x"}),
            "<link:src> equals 'x'",
        ),
        (
            logic(
                asks("QID1/SelectableChoice/1", "Selected"),
                asks("QID1/SelectableChoice/2", "Selected", Conjuction="Or"),
            ),
            "(Q1 equals '1' | Q1 equals '2')",
        ),
        (
            logic(
                asks("QID1/SelectableChoice/1", "Selected"),
                asks("QID2/SelectableChoice/2", "Selected", Conjuction="And"),
                asks("QID1/SelectableChoice/2", "Selected"),
                asks("QID2/SelectableChoice/1", "Selected", Conjuction="And"),
                kinds=("If", "OrIf"),
            ),
            "((Q1 equals '1' & Q2 includes '2') | (Q1 equals '2' & Q2 includes '1'))",
        ),
    ],
)
def test_translated_display_logic(rule, ours):
    choices = {**CHOICES, "3": {"Display": "Else", "TextEntry": "true"}}
    imported = read(
        [
            question(1, "MC", "SAVR", Choices=choices),
            question(2, "MC", "MAVR", Choices=CHOICES),
            question(3, "Matrix", "Likert", Choices=CHOICES, Answers=ANSWERS),
            question(4),
            question(5, DisplayLogic=rule),
        ]
    )
    assert shown_when(imported.questionnaire, "Q5") == ours
    assert [one.has_condition for one in imported.questions] == [False] * 4 + [True]
    assert imported.report == ()


@pytest.mark.parametrize(
    "test",
    [
        asks("QID9/SelectableChoice/1", "Selected"),
        asks("QID1/SelectableChoice/1", "MatchesRegex", "^a"),
        {"LogicType": "Quota", "QuotaID": "QO_1", "Operator": "QuotaMet", "Description": "If <b>the quota</b> is met"},
        {"LogicType": "DeviceType", "Operator": "Is"},
    ],
)
def test_what_cannot_be_said_is_told_and_shown_to_all(test):
    imported = read([question(1, "MC", "SAVR", Choices=CHOICES), question(2, DisplayLogic=logic(test))])
    assert shown_when(imported.questionnaire, "Q2") is None
    assert imported.questions[1].has_condition
    assert [(one.question, one.construct) for one in imported.report] == [("Q2", "DisplayLogic")]


def test_rules_at_choices_are_conditions_of_the_question_and_told():
    rule = logic(asks("QID1/SelectableChoice/1", "Selected"))
    choices = {**CHOICES, "2": {"Display": "Two", "DisplayLogic": rule}}
    imported = read([question(1, "MC", "SAVR", Choices=CHOICES), question(2, "MC", "SAVR", Choices=choices)])
    assert [one.has_condition for one in imported.questions] == [False, True]
    assert [str(one.what) for one in imported.report] == [
        "Rows and options have no conditions here; “Two” is always shown."
    ]


def skip(to: str, condition: str = "Selected") -> dict[str, object]:
    return {"ChoiceLocator": "q://QID1/SelectableChoice/1", "Condition": condition, "SkipToDestination": to}


@pytest.mark.parametrize(
    ("to", "hidden"),
    [("QID3", ["Q2"]), ("ENDOFBLOCK", ["Q2", "Q3"]), ("ENDOFSURVEY", ["Q2", "Q3", "Q4"])],
)
def test_skips_hide_what_they_jump_over(to, hidden):
    questions = [question(1, "MC", "SAVR", Choices=CHOICES), *(question(n) for n in (2, 3, 4))]
    blocks = [block("A", placed(1, 2, 3, skips={1: [skip(to)]})), block("B", placed(4))]
    imported = read(questions, blocks)
    rules = {code: shown_when(imported.questionnaire, code) for code in ("Q1", "Q2", "Q3", "Q4")}
    assert rules == {code: "!Q1 equals '1'" if code in hidden else None for code in rules}
    assert [one.has_condition for one in imported.questions] == [True, False, False, False]


def test_branches_are_rules_of_blocks_and_an_early_end_hides_the_rest():
    rule = logic(asks("QID1/SelectableChoice/1", "Selected"))
    other = logic(asks("QID1/SelectableChoice/2", "Selected"))
    imported = read(
        [question(1, "MC", "SAVR", Choices=CHOICES), question(2), question(3)],
        [block("A", placed(1)), block("B", placed(2)), block("C", placed(3))],
        [
            {"Type": "Block", "ID": "BL_A"},
            {"Type": "Branch", "BranchLogic": rule, "Flow": [{"Type": "Standard", "ID": "BL_B"}]},
            {"Type": "Branch", "BranchLogic": other, "Flow": [{"Type": "EndSurvey"}]},
            {"Type": "Block", "ID": "BL_C"},
        ],
    )
    rules = [one.shown_when for one in imported.questionnaire.sections]
    assert [rule and said(rule) for rule in rules] == [None, "QID1 equals '1'", "!QID1 equals '2'"]
    assert [one.has_condition for one in imported.sections] == [False, True, False]


def test_what_the_flow_never_comes_to_is_shown_to_nobody():
    imported = read(
        [question(1), question(2)], [block("A", placed(1)), block("B", placed(2))], [{"Type": "Block", "ID": "BL_A"}]
    )
    assert [one.code for one in imported.questions] == ["Q1", "Q2"]
    assert said(imported.questionnaire.sections[1].shown_when) == "()"
    assert [(one.construct, one.what.params["what"]) for one in imported.report] == [("Flow", "B")]


def test_embedded_data_comes_with_the_link_and_is_piped():
    flow = [
        {"Type": "EmbeddedData", "EmbeddedData": [{"Field": "src"}, {"Field": "fixed", "Value": "1"}]},
        {"Type": "Block", "ID": "BL_A"},
    ]
    text = "From ${e://Field/src}: ${q://QID1/ChoiceTextEntryValue} ${lm://Field/1}"
    imported = read([question(1), question(2, QuestionText=text)], flow=flow)
    hidden, _, piped = imported.questionnaire.questions()
    assert (hidden.kind, hidden.settings) == ("hidden", {"name": "src"})
    assert piped.text.text_in("en") == "From {link.src}: {Q1} ${lm://Field/1}"
    assert [one.construct for one in imported.report] == ["EmbeddedData", "piped text"]


def test_random_orders_and_recoding():
    shuffled = question(
        1, "MC", "SAVR", Choices=CHOICES, Randomization={"Type": "All"}, RecodeValues={"1": "5", "2": "2"}
    )
    imported = read([shuffled], [block("A", placed(1), RandomizeQuestions="RandomWithXPerPage")])
    assert imported.questionnaire.sections[0].random
    assert next(imported.questionnaire.questions()).settings == {"order": "random"}
    assert [str(one.what) for one in imported.report] == ["Options keep their codes; the file recodes them: 1 → 5"]

"""Expressions and conditions of LimeSurvey, and what they become here."""

from __future__ import annotations

import pytest

from feedback.surveys.importers import Imported, inspect
from tests.surveys.importers.lss import Row, old
from tests.surveys.importers.reading import formula, said, shown_when

SUBQUESTIONS = [
    {"qid": 100 + n, "parent_qid": parent, "title": title, "question": title, "question_order": n, "language": "en"}
    for n, (parent, title) in enumerate([(3, "A"), (3, "B"), (4, "r1"), (5, "n1"), (5, "n2"), (8, "d1"), (10, "k")], 1)
]
ANSWERS = [
    {"qid": qid, "code": code, "answer": code, "sortorder": n, "scale_id": scale, "language": "en"}
    for qid, codes, scale in ((2, "xy", 0), (4, "12", 0), (6, "pqr", 0), (8, "12", 0), (8, "34", 1), (9, "xy", 0))
    for n, code in enumerate(codes)
]
QUESTIONS = (
    {"qid": 1, "type": "N", "title": "age"},
    {"qid": 2, "type": "L", "title": "one", "other": "Y"},
    {"qid": 3, "type": "M", "title": "some", "other": "Y"},
    {"qid": 4, "type": "F", "title": "grid"},
    {"qid": 5, "type": "K", "title": "nums"},
    {"qid": 6, "type": "R", "title": "rank"},
    {"qid": 7, "type": "Y", "title": "ok"},
    {"qid": 8, "type": "1", "title": "dual"},
    {"qid": 9, "type": "O", "title": "why"},
    {"qid": 10, "type": "P", "title": "notes"},
    {"qid": 11, "type": "S", "title": "word_1"},
)


def read(*more: Row, conditions: list[Row] | None = None, **tables: list[Row]) -> Imported:
    return inspect(
        old(*QUESTIONS, *more, subquestions=SUBQUESTIONS, answers=ANSWERS, conditions=conditions or [], **tables),
        "x.lss",
    )


@pytest.mark.parametrize(
    ("theirs", "ours"),
    [
        ("age > 17", "age more 17.0"),
        ("age gt 17 and age le 65", "(age more 17.0 & age at_most 65.0)"),
        ("17 < age.NAOK", "age more 17.0"),
        ("((1X1X1.NAOK >= 18))", "age at_least 18.0"),
        ("!is_empty(age) && !is_empty(one)", "(age answered & one answered)"),
        ('one == "x" || one == "y"', "(one equals 'x' | one equals 'y')"),
        ("one != 'x'", "!one equals 'x'"),
        ('one != ""', "one answered"),
        ("one == '-oth-'", "one equals '-oth-'"),
        ("!is_empty(one_other)", "one.other answered"),
        ("ok == 'Y'", "ok equals 'yes'"),
        ("ok.NAOK ne 'N'", "!ok equals 'no'"),
        ("some_A == 'Y'", "some includes 'A'"),
        ("some_A.NAOK != 'Y'", "!some includes 'A'"),
        ("is_empty(some_B)", "!some includes 'B'"),
        ("1X1X3A.NAOK == 'Y'", "some includes 'A'"),
        ("some_other == 'Y'", "some includes 'other'"),
        ("count(some_A, some_B, some_other) >= 2", "count(some) at_least 2.0"),
        (
            "count(some_A, some_B) > 1",
            "sum(if([some includes 'A'], 1.0, 0.0), if([some includes 'B'], 1.0, 0.0)) more 1.0",
        ),
        ("count(age, one) == 2", "count(age, one) equals 2.0"),
        ("grid_r1 == 1", "grid[r1] equals '1'"),
        ("nums_n1 + nums_n2 == 100", "add(nums[n1], nums[n2]) equals 100.0"),
        ("sum(that.nums.NAOK) < 10", "sum(nums[n1], nums[n2]) less 10.0"),
        ("rank_1 == 'p'", "rank[p] equals 1.0"),
        ("1X1X62 != 'q'", "!rank[q] equals 2.0"),
        ("!is_empty(rank_1)", "rank answered"),
        ("dual_d1_0 == 1", "dual[d1] equals '1'"),
        ("1X1X8d1#1 == 3", "dual_scale_2[d1] equals '3'"),
        ("!is_empty(1X1X9comment)", "why_comment answered"),
        ("why_comment != ''", "why_comment answered"),
        ("strlen(notes_kcomment) > 3", "length(notes_comment[k]) more 3.0"),
        ("word_1 == 'yes'", "word_1 equals 'yes'"),
        ("round(age / 2, 1) == 3.5", "round(divide(age, 2.0), 1.0) equals 3.5"),
        ("if(age > 3, 1, 0) == 1", "if([age more 3.0], 1.0, 0.0) equals 1.0"),
        ("min(age, 3) == max(age, 4)", "min(age, 3.0) equals max(age, 4.0)"),
        ("age <= (date('Y') - 1900)", "age at_most subtract(year_of(today()), 1900.0)"),
        ("TOKEN:ATTRIBUTE_1 == 'gold'", "<link:attribute_1> equals 'gold'"),
        ("LANG == 'es'", "<language> equals 'es'"),
        ("countif('x', one, why) > 1", "sum(if([one equals 'x'], 1.0, 0.0), if([why equals 'x'], 1.0, 0.0)) more 1.0"),
        ("age", "age answered"),
        ("(age > 1) == 1", "age more 1.0"),
        ("word_1 == 'it\\'s'", 'word_1 equals "it\'s"'),
    ],
)
def test_translated_expressions(theirs, ours):
    imported = read({"qid": 20, "title": "last", "relevance": theirs})
    assert shown_when(imported.questionnaire, "last") == ours
    assert imported.questions[-1].has_condition
    assert [one for one in imported.report if one.construct == "relevance"] == []


@pytest.mark.parametrize(
    "theirs",
    [
        "nobody == 1",
        "age ^ 2 > 4",
        "regexMatch('/a/', word_1)",
        "rand(1, 2) == 1",
        "one.shown == 'X'",
        "some_Z == 'Y'",
        "rank_1",
        "age >",
        "self.NAOK == 1",
        "(" * 200,
    ],
)
def test_what_cannot_be_said_is_told_word_for_word_and_shown_to_all(theirs):
    imported = read({"qid": 20, "title": "last", "relevance": theirs})
    assert shown_when(imported.questionnaire, "last") is None
    assert imported.questions[-1].has_condition
    entry = next(one for one in imported.report if one.construct == "relevance")
    assert (entry.question, entry.what.params["expression"]) == ("last", theirs)


def row(field: str, value: str, scenario: int = 1, method: str = "==", cqid: int = 0) -> Row:
    qid = cqid or int(field.lstrip("+").split("X")[-1].rstrip("AB"))
    return {"qid": 20, "scenario": scenario, "cqid": qid, "cfieldname": field, "method": method, "value": value}


@pytest.mark.parametrize(
    ("rows", "ours"),
    [
        ([row("1X1X2", "x")], "one equals 'x'"),
        ([row("1X1X2", "x"), row("1X1X2", "y")], "(one equals 'x' | one equals 'y')"),
        ([row("1X1X2", "x"), row("1X1X7", "Y")], "(one equals 'x' & ok equals 'yes')"),
        ([row("1X1X2", "x"), row("1X1X7", "Y", 2)], "(one equals 'x' | ok equals 'yes')"),
        ([row("1X1X3", "A")], "some includes 'A'"),
        ([row("+1X1X3A", "Y", cqid=3)], "some includes 'A'"),
        ([row("1X1X3", "A", method="!=")], "!some includes 'A'"),
        ([row("1X1X2", " ")], "one not_answered"),
        ([row("1X1X1", "18", method=">=")], "age at_least 18.0"),
        ([row("1X1X1", "@1X1X5n1@", method="<", cqid=1)], "age less nums[n1]"),
        ([row("{TOKEN:FIRSTNAME}", "Ana", cqid=99)], "<link:firstname> equals 'Ana'"),
    ],
)
def test_translated_rows_of_the_table(rows, ours):
    imported = read({"qid": 20, "title": "last", "relevance": "1"}, conditions=rows)
    assert shown_when(imported.questionnaire, "last") == ours
    assert imported.questions[-1].has_condition


def test_the_expression_counts_where_there_are_both():
    imported = read({"qid": 20, "title": "last", "relevance": "age > 1"}, conditions=[row("1X1X2", "x")])
    assert shown_when(imported.questionnaire, "last") == "age more 1.0"


def test_a_row_with_a_pattern_is_told():
    imported = read({"qid": 20, "title": "last"}, conditions=[row("1X1X11", "/^a/", method="RX", cqid=11)])
    assert shown_when(imported.questionnaire, "last") is None
    assert [one.construct for one in imported.report if one.question == "last"] == ["conditions"]


def test_a_groups_condition_stands_at_its_section():
    groups = [{"gid": 1, "group_name": "G", "group_order": 1, "language": "en", "grelevance": "age > 1"}]
    imported = inspect(old({"qid": 1, "type": "N", "title": "age"}, groups=groups), "x.lss")
    section = imported.questionnaire.sections[0]
    assert imported.sections[0].has_condition
    assert section.shown_when is not None
    assert said(section.shown_when, {"1": "age"}) == "age more 1.0"
    assert not imported.questions[0].has_condition


@pytest.mark.parametrize(
    ("theirs", "ours"),
    [
        ("{age * 2}", "multiply(age, 2.0)"),
        ("{if(one == 'x', 'X', 'Y')}", "if([one equals 'x'], 'X', 'Y')"),
        ("You are {age}.", "join('You are ', age, '.')"),
        ("{is_empty(age)}", "[age not_answered]"),
        ("{some_other}", "some.other"),
        ("plain", "'plain'"),
    ],
)
def test_calculations(theirs, ours):
    imported = read({"qid": 20, "type": "*", "title": "last", "question": theirs})
    assert formula(imported.questionnaire, "last") == ours


def test_a_calculation_we_lack_is_told():
    imported = read({"qid": 20, "type": "*", "title": "last", "question": "{acos(age)}"})
    assert formula(imported.questionnaire, "last") is None
    assert [(one.question, one.construct) for one in imported.report if one.construct == "*"] == [("last", "*")]

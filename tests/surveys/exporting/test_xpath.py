"""Our conditions in XPath, and back again by the importer."""

from __future__ import annotations

import pytest

from feedback.surveys.conditions.ast import (
    All,
    Answer,
    Any,
    Call,
    Compare,
    Condition,
    Expression,
    Given,
    Not,
    Value,
    When,
)
from feedback.surveys.document import Choice, Question, Questionnaire, Section
from feedback.surveys.exporting.naming import names_of
from feedback.surveys.exporting.xpath import Unwritable, XPath
from feedback.surveys.importers.expressions.xpath import XPath as Reading
from feedback.surveys.importers.expressions.xpath import parsed
from feedback.surveys.importers.source import Item, Option

CHOICES = (Choice("a"), Choice("b c"))
QUESTIONS = (
    Question("one", "meal", "meal", "single", choices=CHOICES),
    Question("many", "tags", "tags", "multi", choices=CHOICES),
    Question("num", "age", "age", "number"),
    Question("txt", "name", "name", "text"),
    Question("ok", "agreed", "agreed", "consent"),
    Question("mat", "table", "table", "matrix", choices=CHOICES, rows=(Choice("r1"),)),
)
MEAL, TAGS, AGE, NAME, AGREED = (Answer(one) for one in ("one", "many", "num", "txt", "ok"))


def writing() -> XPath:
    document = Questionnaire(sections=(Section("s", questions=QUESTIONS),))
    return XPath({one.id: one for one in QUESTIONS}, names_of(document))


def is_(left: Expression, value: str | float) -> Compare:
    return Compare(left, "equals", Value(value))


WRITTEN: list[tuple[Condition, str]] = [
    (is_(MEAL, "a"), "${meal} = 'a'"),
    (is_(MEAL, "b c"), "${meal} = 'b_c'"),
    (is_(AGE, 18.0), "${age} = 18"),
    (Compare(AGE, "at_least", Value(1.5)), "${age} >= 1.5"),
    (Compare(MEAL, "not_equals", Value("a")), "(${meal} != '' and ${meal} != 'a')"),
    (Compare(TAGS, "includes", Value("a")), "(selected(${tags}, 'a'))"),
    (Compare(TAGS, "includes_any", Value(("a", "b c"))), "(selected(${tags}, 'a') or selected(${tags}, 'b_c'))"),
    (Compare(NAME, "includes", Value("x")), "(contains(${name}, 'x'))"),
    (Compare(NAME, "answered"), "${name} != ''"),
    (Compare(NAME, "not_answered"), "${name} = ''"),
    (is_(AGREED, "yes"), "${agreed} = 'OK'"),
    (is_(Answer("mat", row="r1"), "a"), "${table_r1} = 'a'"),
    (Not(is_(AGE, 1.0)), "not(${age} = 1)"),
    (All((is_(AGE, 1.0), Any((is_(AGE, 2.0), is_(AGE, 3.0))))), "${age} = 1 and (${age} = 2 or ${age} = 3)"),
    (All(()), "true()"),
    (Any(()), "false()"),
    (is_(NAME, "it's"), '${name} = "it\'s"'),
    (is_(NAME, 'it\'s "x"'), "${name} = concat('it', \"'\", 's \"x\"')"),
]


@pytest.mark.parametrize(("condition", "text"), WRITTEN)
def test_conditions_as_xpath(condition: Condition, text: str) -> None:
    assert writing().condition(condition) == text


@pytest.mark.parametrize(
    ("expression", "text"),
    [
        (Call("add", (AGE, Value(1.0))), "(${age} + 1)"),
        (Call("sum", (AGE, Value(1.0))), "(coalesce(${age}, 0) + coalesce(1, 0))"),
        (Call("round", (AGE,)), "round(${age}, 0)"),
        (Call("negate", (AGE,)), "(- ${age})"),
        (Call("count", (TAGS,)), "count-selected(${tags})"),
        (Call("coalesce", (AGE, NAME, Value(""))), "coalesce(${age}, coalesce(${name}, ''))"),
        (Call("year_of", (NAME,)), "number(format-date(${name}, '%Y'))"),
        (Call("if", (When(is_(AGE, 1.0)), Value("a"), Value("b"))), "if(${age} = 1, 'a', 'b')"),
        (Call("today"), "today()"),
    ],
)
def test_calculations_as_xpath(expression: Expression, text: str) -> None:
    assert writing().expression(expression) == text


@pytest.mark.parametrize(
    "condition",
    [
        is_(Given("group"), "customers"),
        Compare(MEAL, "shown"),
        Compare(MEAL, "not_applicable"),
        is_(AGREED, "no"),
        is_(Answer("gone"), "a"),
        Compare(TAGS, "includes", NAME),
        Compare(Call("mean", (AGE,)), "more", Value(1.0)),
        Compare(TAGS, "equals", Value(("a", "b"))),
    ],
)
def test_what_xlsform_has_no_word_for(condition: Condition) -> None:
    with pytest.raises(Unwritable):
        writing().condition(condition)


@pytest.mark.parametrize("condition", [one for one, _ in WRITTEN if "b c" not in repr(one) and "mat" not in repr(one)])
def test_what_is_written_is_read_as_the_same_or_as_what_means_the_same(condition: Condition) -> None:
    items = {
        one.id: Item(one.id, one.code, one.kind, one.kind, choices=[Option(each.code) for each in one.choices])
        for one in QUESTIONS
    }
    items["ok"].values = {"OK": "yes"}
    reading = Reading(items, {one.code: one.id for one in QUESTIONS})
    again = reading.condition(parsed(writing().condition(condition)))
    assert writing().condition(again) in (
        writing().condition(condition),
        *EQUAL.get(writing().condition(condition), ()),
    )


EQUAL = {
    "(${meal} != '' and ${meal} != 'a')": ("${meal} != '' and not(${meal} = 'a')",),
    "${name} = concat('it', \"'\", 's \"x\"')": (),
}
"""The importer reads "is something other" as "is answered, and is not": they mean the same."""

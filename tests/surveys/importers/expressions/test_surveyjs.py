"""SurveyJS's expressions: a table of what stands in real surveys."""

from __future__ import annotations

import pytest

from feedback.surveys.conditions.ast import All, Answer, Any, Call, Compare, Condition, Expression, Not, Value, When
from feedback.surveys.importers.expressions import NotAnExpression, Untranslatable
from feedback.surveys.importers.expressions.surveyjs import SurveyJs, parsed
from feedback.surveys.importers.source import Item, Option

ITEMS = {
    "k1": Item("k1", "color", "single", "radiogroup", choices=[Option("red"), Option("Item 1"), Option("3")]),
    "k2": Item("k2", "tags", "multi", "checkbox", choices=[Option("a"), Option("b")]),
    "k3": Item("k3", "price to all", "number", "text"),
    "k4": Item("k4", "lawyer", "yesno", "yesno", values={"y": "yes", "n": "no", "true": "yes", "false": "no"}),
    "k5": Item("k5", "table", "matrix", "matrix", rows=[Option("Row 1"), Option("2")], choices=[Option("good")]),
    "k6": Item("k6", "intro", "info", "html"),
}
NAMES = {item.code: key for key, item in ITEMS.items()}
COLOR, TAGS, PRICE, LAWYER = (Answer(key) for key in ("k1", "k2", "k3", "k4"))


def translator() -> SurveyJs:
    values = {"double": parsed("{price to all} * 2"), "loop": parsed("{loop} + 1")}
    return SurveyJs(ITEMS, NAMES, values)


@pytest.mark.parametrize(
    ("text", "condition"),
    [
        ("{color} = 'red'", Compare(COLOR, "equals", Value("red"))),
        ("{Color} == red", Compare(COLOR, "equals", Value("red"))),
        ('{color}="Item 1"', Compare(COLOR, "equals", Value("Item 1"))),
        ("{color} = 3", Compare(COLOR, "equals", Value("3"))),
        ("{color} <> 'red'", Not(Compare(COLOR, "equals", Value("red")))),
        ("{color} notempty", Compare(COLOR, "answered")),
        ("{color} empty", Compare(COLOR, "not_answered")),
        ("{tags} contains 'a'", Compare(TAGS, "includes", Value("a"))),
        ("{tags} notcontains 'a'", Not(Compare(TAGS, "includes", Value("a")))),
        ("{tags} anyof ['a', 'b']", Compare(TAGS, "includes_any", Value(("a", "b")))),
        ("{tags} allof ['a', 'b']", Compare(TAGS, "includes_all", Value(("a", "b")))),
        ("{tags.length} > 1", Compare(Call("count", (TAGS,)), "more", Value(1.0))),
        ("{price to all} greaterorequal 10", Compare(PRICE, "at_least", Value(10.0))),
        ("{lawyer} = 'y'", Compare(LAWYER, "equals", Value("yes"))),
        ("{lawyer} = true", Compare(LAWYER, "equals", Value("yes"))),
        ("{panel.lawyer} = 'n'", Compare(LAWYER, "equals", Value("no"))),
        ("!{lawyer}", Not(Compare(LAWYER, "equals", Value("yes")))),
        ("{table.Row 1} = 'good'", Compare(Answer("k5", row="Row 1"), "equals", Value("good"))),
        ("{color-Comment} notempty", Compare(Answer("k1", part="other"), "answered")),
        ("{double} > 4", Compare(Call("multiply", (PRICE, Value(2.0))), "more", Value(4.0))),
        (
            "{color} = 'red' && ({lawyer} = 'y' || {tags} notempty)",
            All(
                (
                    Compare(COLOR, "equals", Value("red")),
                    Any((Compare(LAWYER, "equals", Value("yes")), Compare(TAGS, "answered"))),
                )
            ),
        ),
    ],
)
def test_conditions(text: str, condition: Condition) -> None:
    assert translator().condition(parsed(text)) == condition


@pytest.mark.parametrize(
    ("text", "expression"),
    [
        (
            "iif({color} = 'red', {price to all} / 2, 0)",
            Call(
                "if",
                (When(Compare(COLOR, "equals", Value("red"))), Call("divide", (PRICE, Value(2.0))), Value(0.0)),
            ),
        ),
        ("sum({price to all}, 1)", Call("sum", (PRICE, Value(1.0)))),
        ("avg({price to all})", Call("mean", (PRICE,))),
        ("year(today())", Call("year_of", (Call("today"),))),
        ("currentYear() - 5", Call("subtract", (Call("year_of", (Call("today"),)), Value(5.0)))),
    ],
)
def test_calculations(text: str, expression: Expression) -> None:
    assert translator().expression(parsed(text)) == expression


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("{nobody} = 1", "{nobody}"),
        ("{intro} > 0", "{intro}"),
        ("{row.x} = 1", "{row.x}"),
        ("{loop} > 1", "{loop}"),
        ("{orders-total.sum} > 1", "{orders-total.sum}"),
        ("age({price to all}) > 3", "age()"),
        ("{price to all} % 2 = 0", "modulo"),
    ],
)
def test_what_has_no_counterpart_is_named(text: str, part: str) -> None:
    with pytest.raises(Untranslatable) as error:
        translator().condition(parsed(text))
    assert error.value.what == part


@pytest.mark.parametrize("text", ["{a} =", "{a} = 'x", "{a} ? 1 : 2", "{{a}}", "[" * 200])
def test_what_is_no_expression(text: str) -> None:
    with pytest.raises(NotAnExpression):
        parsed(text)

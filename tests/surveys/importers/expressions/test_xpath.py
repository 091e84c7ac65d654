"""XLSForm's expressions: a table of what stands in real forms."""

from __future__ import annotations

import pytest

from feedback.surveys.conditions.ast import All, Answer, Any, Call, Compare, Condition, Expression, Not, Value, When
from feedback.surveys.importers.expressions import NotAnExpression, Untranslatable
from feedback.surveys.importers.expressions.xpath import XPath, parsed
from feedback.surveys.importers.source import Item, Option

ITEMS = {
    "k1": Item("k1", "meal", "single", "select_one", choices=[Option("1"), Option("fish")]),
    "k2": Item("k2", "themes", "multi", "select_multiple", choices=[Option("a"), Option("b")]),
    "k3": Item("k3", "age", "number", "integer"),
    "k4": Item("k4", "name", "text", "text"),
    "k5": Item("k5", "hello", "info", "note"),
    "k6": Item("k6", "agreed", "consent", "acknowledge", values={"OK": "yes"}),
}
NAMES = {item.code: key for key, item in ITEMS.items()}
MEAL, THEMES, AGE, NAME, AGREED = (Answer(key) for key in ("k1", "k2", "k3", "k4", "k6"))


def translator(here: str = "k3") -> XPath:
    return XPath(ITEMS, NAMES, here)


def equals(left: Answer, value: str | float) -> Compare:
    return Compare(left, "equals", Value(value))


@pytest.mark.parametrize(
    ("text", "condition"),
    [
        ("${meal} = 'fish'", equals(MEAL, "fish")),
        ('${ meal }="fish"', equals(MEAL, "fish")),
        ("${meal}=’fish'", equals(MEAL, "fish")),
        ("'fish' = ${meal}", equals(MEAL, "fish")),
        ("${meal} = 1", equals(MEAL, "1")),
        ("${age} > 17", Compare(AGE, "more", Value(17.0))),
        ("18 <= ${age}", Compare(AGE, "at_least", Value(18.0))),
        (". >= -1", Compare(AGE, "at_least", Value(-1.0))),
        ("${meal} != 'fish'", Not(equals(MEAL, "fish"))),
        ("${meal} != ''", Compare(MEAL, "answered")),
        ("${name} = ''", Compare(NAME, "not_answered")),
        ("selected(${themes}, 'a')", Compare(THEMES, "includes", Value("a"))),
        ("not(selected(${themes}, 'a'))", Not(Compare(THEMES, "includes", Value("a")))),
        ("count-selected(${themes}) >= 2", Compare(Call("count", (THEMES,)), "at_least", Value(2.0))),
        ("string-length(${name}) > 3", Compare(Call("length", (NAME,)), "more", Value(3.0))),
        ("contains(${name}, 'x')", Compare(NAME, "includes", Value("x"))),
        ("${agreed} = 'OK'", equals(AGREED, "yes")),
        (
            "${meal} = 'fish' and (${age} < 5 or ${name} != '')",
            All((equals(MEAL, "fish"), Any((Compare(AGE, "less", Value(5.0)), Compare(NAME, "answered"))))),
        ),
        (
            "${age} > 1 or ${age} < 0 and ${age} = 3",
            Any(
                (
                    Compare(AGE, "more", Value(1.0)),
                    All((Compare(AGE, "less", Value(0.0)), equals(AGE, 3.0))),
                )
            ),
        ),
        ("${age} = 2 + 3 * 4", None),
        ("true()", All(())),
        ("false()", Any(())),
        ("min(${age})<5", Compare(Call("min", (AGE,)), "less", Value(5.0))),
        ("${name} = today()", Compare(NAME, "equals", Call("today"))),
    ],
)
def test_conditions(text: str, condition: Condition | None) -> None:
    found = translator().condition(parsed(text))
    product = Call("add", (Value(2.0), Call("multiply", (Value(3.0), Value(4.0)))))
    assert found == (Compare(AGE, "equals", product) if condition is None else condition)


@pytest.mark.parametrize(
    ("text", "expression"),
    [
        ("${age} div 2", Call("divide", (AGE, Value(2.0)))),
        ("round(${age} * 1.5, 2)", Call("round", (Call("multiply", (AGE, Value(1.5))), Value(2.0)))),
        ("if(${meal} = 'fish', 15, 6)", Call("if", (When(equals(MEAL, "fish")), Value(15.0), Value(6.0)))),
        ("coalesce(${name}, 'x')", Call("coalesce", (NAME, Value("x")))),
        ("concat(${name}, ' ', ${meal})", Call("join", (NAME, Value(" "), MEAL))),
        ("number(format-date(${name}, '%Y'))", Call("year_of", (NAME,))),
        ("int(${age})", Call("floor", (AGE,))),
    ],
)
def test_calculations(text: str, expression: Expression) -> None:
    assert translator().expression(parsed(text)) == expression


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("${nobody} = 1", "${nobody}"),
        ("${last-saved#meal} = 1", "${last-saved#meal}"),
        ("${hello} = 1", "${hello}"),
        ("regex(., '[0-9]')", "regex()"),
        ("jr:choice-name(${meal}, 'x') = 'y'", "jr:choice-name()"),
        ("${age} mod 2 = 0", "modulo"),
    ],
)
def test_what_has_no_counterpart_is_named(text: str, part: str) -> None:
    with pytest.raises(Untranslatable) as error:
        translator().condition(parsed(text))
    assert error.value.what == part


@pytest.mark.parametrize("text", ["instance('x')/root/item[a=1]", "${a", "${age} >", "../x", "position(..)", "(" * 200])
def test_what_is_no_expression(text: str) -> None:
    with pytest.raises(NotAnExpression):
        parsed(text)


def test_without_a_question_there_is_no_here() -> None:
    with pytest.raises(Untranslatable):
        translator("").condition(parsed(". > 1"))

"""What every language's translation has in common, for a language made up here."""

from __future__ import annotations

import pytest

from feedback.surveys.conditions import ast
from feedback.surveys.importers.expressions import Grammar, Infix, Lexicon, Translator, Untranslatable, parse
from feedback.surveys.importers.expressions.translating import ALWAYS, NEVER, both, either, negated, written
from feedback.surveys.importers.source import Item, Option
from tests.surveys.importers.reading import said

GRAMMAR = Grammar(
    Lexicon(
        symbols=("(", ")", "[", "]", ",", "=", "!=", "<", ">", "+", "-", "*", "!"),
        words=frozenset({"and", "or", "has", "hasnot", "hasany"}),
    ),
    infix={
        "or": Infix("or", 1),
        "and": Infix("and", 2),
        "=": Infix("equals", 4),
        "!=": Infix("not_equals", 4),
        "<": Infix("less", 4),
        ">": Infix("more", 4),
        "has": Infix("includes", 4),
        "hasnot": Infix("not_includes", 4),
        "hasany": Infix("includes_any", 4),
        "+": Infix("add", 5),
        "-": Infix("subtract", 5),
        "*": Infix("multiply", 6),
    },
    prefix={"!": Infix("not", 7), "-": Infix("negate", 7)},
)
ITEMS = {
    "age": Item("age", "age", "number", ""),
    "yes": Item("yes", "yes", "yesno", "", values={"Y": "yes", "N": "no"}),
    "one": Item(
        "one", "one", "single", "", choices=[Option(" a"), Option("1"), Option("other")], settings={"other": True}
    ),
    "some": Item("some", "some", "multi", "", choices=[Option("a"), Option("b")]),
    "word": Item("word", "word", "text", ""),
}


class Plainly(Translator):
    def name(self, name):
        if name not in self.items:
            raise Untranslatable(name)
        return ast.Answer(name)

    def call(self, function, arguments):
        raise Untranslatable(function)


def condition(text: str) -> ast.Condition:
    return Plainly(ITEMS).condition(parse(text, GRAMMAR))


@pytest.mark.parametrize(
    ("text", "ours"),
    [
        ("age > 17", "age more 17.0"),
        ("17 < age", "age more 17.0"),
        ("age > '17'", "age more 17.0"),
        ("age = -1", "age equals -1.0"),
        ("age = 'nan'", "age equals 'nan'"),
        ("word = ''", "word not_answered"),
        ("word != ''", "word answered"),
        ("word != 'x'", "!word equals 'x'"),
        ("yes = 'Y'", "yes equals 'yes'"),
        ("yes != 'Y'", "!yes equals 'yes'"),
        ("yes", "yes equals 'yes'"),
        ("!word", "word not_answered"),
        ("one = ' a'", "one equals 'a'"),
        ("one = 1", "one equals '1'"),
        ("one = 'other'", "one equals 'other_2'"),
        ("some has 'a'", "some includes 'a'"),
        ("some hasnot 'a'", "!some includes 'a'"),
        ("some hasany ['a', 'b']", "some includes_any ('a', 'b')"),
        ("age + 1 + 2 > word", "add(age, 1.0, 2.0) more word"),
        ("age - 1", "subtract(age, 1.0) not_equals 0.0"),
        ("age = 1 and word and yes", "(age equals 1.0 & word answered & yes equals 'yes')"),
        ("age = 1 or (age = 2 or age = 3)", "(age equals 1.0 | age equals 2.0 | age equals 3.0)"),
        ("(age = 1) = 1", "age equals 1.0"),
        ("(age = 1) = 0", "!age equals 1.0"),
        ("true", "()"),
        ("!(age = 1)", "!age equals 1.0"),
    ],
)
def test_translated(text, ours):
    assert said(condition(text)) == ours


@pytest.mark.parametrize("text", ["nobody = 1", "f(age)", "(age = 1) = 'maybe'", "age has [age]"])
def test_untranslatable(text):
    with pytest.raises(Untranslatable):
        condition(text)


def test_what_our_notation_could_not_hold_is_untranslatable():
    with pytest.raises(Untranslatable):
        condition(f"{'- ' * 45}age > 1")
    wide = condition(" or ".join(f"age = {number}" for number in range(300)))
    assert isinstance(wide, ast.Any)
    assert len(wide.of) == 300


def test_brackets_nobody_needs_are_left_out():
    test = ast.Compare(ast.Answer("a"), "answered")
    assert both((test,)) == test
    assert either((ast.Any((test, test)), test)) == ast.Any((test, test, test))
    assert negated(negated(ast.Compare(ast.Answer("a"), "less", ast.Value(1.0)))) == ast.Compare(
        ast.Answer("a"), "less", ast.Value(1.0)
    )
    assert negated(ALWAYS) == NEVER
    assert negated(test) == ast.Compare(ast.Answer("a"), "not_answered")


def test_literals_as_people_write_them():
    assert [written(value) for value in (1.0, 1.5, True, False, "x")] == ["1", "1.5", "true", "false", "x"]

"""Tokens and trees, for a language made up here."""

from __future__ import annotations

import pytest

from feedback.surveys.importers.expressions import (
    Binary,
    Call,
    Grammar,
    Infix,
    Items,
    Lexicon,
    Literal,
    Name,
    NotAnExpression,
    Unary,
    parse,
    tokens,
)

LEXICON = Lexicon(
    symbols=("(", ")", "[", "]", ",", "=", "!=", "<", "<=", "+", "-", "*", "!"),
    words=frozenset({"and", "or", "empty"}),
    references=(r"\$\{([^{}]*)\}",),
    escape="\\",
)
GRAMMAR = Grammar(
    LEXICON,
    infix={
        "or": Infix("or", 1),
        "and": Infix("and", 2),
        "=": Infix("equals", 4),
        "!=": Infix("not_equals", 4),
        "<": Infix("less", 4),
        "+": Infix("add", 5),
        "-": Infix("subtract", 5),
        "*": Infix("multiply", 6),
    },
    prefix={"!": Infix("not", 7), "-": Infix("negate", 7)},
    suffix={"empty": Infix("not_answered", 4)},
)


def test_tokens():
    found = [(one.kind, one.text) for one in tokens("${a b} <= .5 AND f('it\\'s')", LEXICON)]
    assert found == [
        ("reference", "a b"),
        ("operator", "<="),
        ("number", ".5"),
        ("operator", "and"),
        ("name", "f"),
        ("operator", "("),
        ("text", "it's"),
        ("operator", ")"),
        ("end", ""),
    ]


def test_a_quote_may_stand_twice_for_itself():
    doubled = Lexicon(symbols=(), doubled=True)
    assert [one.text for one in tokens("'it''s'", doubled)] == ["it's", ""]


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("1", Literal(1.0)),
        ("'1'", Literal("1")),
        ("TRUE", Literal(True)),
        ("a + b * c", Binary("add", Name("a"), Binary("multiply", Name("b"), Name("c")))),
        ("a - b - c", Binary("subtract", Binary("subtract", Name("a"), Name("b")), Name("c"))),
        ("(a + b) * c", Binary("multiply", Binary("add", Name("a"), Name("b")), Name("c"))),
        ("!a = b", Binary("equals", Unary("not", Name("a")), Name("b"))),
        ("-1 < a", Binary("less", Unary("negate", Literal(1.0)), Name("a"))),
        ("a or b and c", Binary("or", Name("a"), Binary("and", Name("b"), Name("c")))),
        ("${a} empty and b", Binary("and", Unary("not_answered", Name("a")), Name("b"))),
        ("f()", Call("f")),
        ("f(1, g('x'))", Call("f", (Literal(1.0), Call("g", (Literal("x"),))))),
        ("[1, 'a']", Items((Literal(1.0), Literal("a")))),
    ],
)
def test_trees(text, tree):
    assert parse(text, GRAMMAR) == tree


@pytest.mark.parametrize(
    "text",
    [
        "",
        "a +",
        "(a",
        "a)",
        "f(a",
        "f(a b)",
        "a b",
        "= a",
        "'open",
        "a § b",
        "[1, 2",
        "(" * 500 + ")" * 500,
        "a" * 30_000,
        "9" * 400,
    ],
)
def test_what_cannot_be_read_is_refused(text):
    with pytest.raises(NotAnExpression):
        parse(text, GRAMMAR)


def test_a_long_chain_is_read_without_going_deep():
    node = parse(" or ".join(["a"] * 1_000), GRAMMAR)
    assert isinstance(node, Binary)
    assert node.right == Name("a")

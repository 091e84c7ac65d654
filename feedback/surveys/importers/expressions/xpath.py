"""Expressions of XLSForm, a dialect of XPath: `selected(${q}, 'a') and not(${age} < 18)`. Pure."""

from __future__ import annotations

from collections.abc import Mapping

from feedback.surveys.conditions import ast
from feedback.surveys.importers.expressions.parsing import Grammar, Infix, parse
from feedback.surveys.importers.expressions.syntax import Literal, Node
from feedback.surveys.importers.expressions.tokens import Lexicon, NotAnExpression
from feedback.surveys.importers.expressions.translating import (
    ALWAYS,
    NEVER,
    Result,
    Translator,
    Untranslatable,
    negated,
)
from feedback.surveys.importers.source import Item

HERE = "."
"""The question an expression belongs to."""
REFERENCE = r"\$\{\s*([^{}]*?)\s*\}"

GRAMMAR = Grammar(
    lexicon=Lexicon(
        symbols=("==", "=", "!=", "<=", "<", ">=", ">", "+", "-", "*", "(", ")", ","),
        words=frozenset({"and", "or", "div", "mod"}),
        name=r"[^\W\d][\w.-]*(?::[^\W\d][\w.-]*)?",
        references=(REFERENCE, r"(\.)(?![.\d])"),
    ),
    infix={
        "or": Infix("or", 1),
        "and": Infix("and", 2),
        "=": Infix("equals", 3),
        "==": Infix("equals", 3),
        "!=": Infix("not_equals", 3),
        "<": Infix("less", 4),
        "<=": Infix("at_most", 4),
        ">": Infix("more", 4),
        ">=": Infix("at_least", 4),
        "+": Infix("add", 5),
        "-": Infix("subtract", 5),
        "*": Infix("multiply", 6),
        "div": Infix("divide", 6),
        "mod": Infix("modulo", 6),
    },
    prefix={"-": Infix("negate", 7)},
    constants={},
)

_TYPED_QUOTES = str.maketrans("‘’‚‛“”„‟´`", "''''\"\"\"\"''")
_SAME = {
    "count-selected": "count",
    "string-length": "length",
    "concat": "join",
    "coalesce": "coalesce",
    "int": "floor",
    "floor": "floor",
    "ceiling": "ceil",
    "abs": "abs",
    "min": "min",
    "max": "max",
    "sum": "sum",
    "mean": "mean",
}
_ITSELF = ("number", "string", "date", "date-time", "decimal-date-time", "once")
_TODAY = ("today", "now")


def parsed(text: str) -> Node:
    """The tree of an expression; quotes that a word processor bent count as straight ones.

    Raises:
        NotAnExpression: it is no expression, or one of paths into other data.
    """
    try:
        return parse(text, GRAMMAR)
    except NotAnExpression:
        straight = text.translate(_TYPED_QUOTES)
        if straight == text:
            raise
        return parse(straight, GRAMMAR)


class XPath(Translator):
    """`names` are what `${…}` may hold, to the keys of items; `here` the key of the question it stands at."""

    def __init__(self, items: Mapping[str, Item], names: Mapping[str, str], here: str = "") -> None:
        super().__init__(items)
        self.names = names
        self.here = here

    def name(self, name: str) -> Result:
        if name == HERE and self.here:
            return ast.Answer(self.here)
        if name in self.names and self.items[self.names[name]].our_kind != "info":
            return ast.Answer(self.names[name])
        if name.lower() in _TODAY:
            return ast.Call("today")
        raise Untranslatable(f"${{{name}}}")

    def call(self, function: str, arguments: tuple[Node, ...]) -> Result:
        match function.lower(), arguments:
            case "true", ():
                return ALWAYS
            case "false", ():
                return NEVER
            case "not", (one,):
                return negated(self.truth(self.result(one)))
            case "boolean" | "boolean-from-string", (one,):
                return self.truth(self.result(one))
            case "selected" | "contains", (left, right):
                return self.holds("includes", self.value(left), self.value(right))
            case "if", (when, then, otherwise):
                branches = (ast.When(self.truth(self.result(when))), self.value(then), self.value(otherwise))
                return ast.Call("if", branches)
            case "today" | "now", ():
                return ast.Call("today")
            case "round", (_,) | (_, _):
                return ast.Call("round", self.all_of(arguments))
            case "format-date", (one, Literal("%Y")):
                return ast.Call("year_of", (self.value(one),))
        return self._other(function, arguments)

    def _other(self, function: str, arguments: tuple[Node, ...]) -> Result:
        known = _SAME.get(function.lower())
        if known and arguments:
            return ast.Call(known, self.all_of(arguments))
        if function.lower() in _ITSELF and len(arguments) == 1:
            return self.result(arguments[0])
        raise Untranslatable(f"{function}()")

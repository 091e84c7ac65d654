"""From tokens to a tree, by a table of how strongly operators bind (top-down operator precedence, Pratt 1973). Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from feedback.surveys.importers.expressions.syntax import Binary, Call, Items, Literal, Name, Node, Unary
from feedback.surveys.importers.expressions.tokens import Lexicon, NotAnExpression, Token, tokens
from feedback.surveys.importers.untrusted import decimal

DEEPEST = 60
"""Levels of brackets and operands; ours may nest 40 deep, and reading recurses."""


@dataclass(frozen=True, slots=True)
class Infix:
    """What an operator between two operands means, and how strongly it binds; of equals the left one goes first."""

    meaning: str
    power: int


@dataclass(frozen=True)
class Grammar:
    """The operators of a language by how they are written: `prefix` and `suffix` ones take one operand.

    `constants` are bare words that stand for a value. A call is a name before "("; a list stands in "[" and "]".
    """

    lexicon: Lexicon
    infix: Mapping[str, Infix]
    prefix: Mapping[str, Infix]
    suffix: Mapping[str, Infix] = field(default_factory=dict)
    constants: Mapping[str, str | float | bool] = field(default_factory=lambda: {"true": True, "false": False})


def parse(text: str, grammar: Grammar) -> Node:
    """The tree of an expression.

    Raises:
        NotAnExpression: it is none of this language, or nested too deep.
    """
    reader = _Reader(grammar, tokens(text, grammar.lexicon))
    node = reader.expression(0)
    reader.take("end")
    return node


class _Reader:
    """Reads tokens one by one, so that what is too deep costs no more than its first levels."""

    def __init__(self, grammar: Grammar, given: Iterator[Token]) -> None:
        self._grammar = grammar
        self._given = given
        self._here = next(given)
        self._depth = 0

    def expression(self, power: int) -> Node:
        self._depth += 1
        if self._depth > DEEPEST:
            raise NotAnExpression("too deep")
        left = self._operand()
        while (joined := self._joined(left, power)) is not None:
            left = joined
        self._depth -= 1
        return left

    def take(self, kind: str, text: str = "") -> Token:
        token = self._here
        if token.kind != kind or (text and token.text != text):
            raise NotAnExpression(token.text or "end")
        self._go_on()
        return token

    def _joined(self, left: Node, power: int) -> Node | None:
        token = self._here
        if token.kind != "operator":
            return None
        behind = self._grammar.suffix.get(token.text)
        if behind and behind.power > power:
            self._go_on()
            return Unary(behind.meaning, left)
        between = self._grammar.infix.get(token.text)
        if between and between.power > power:
            self._go_on()
            return Binary(between.meaning, left, self.expression(between.power))
        return None

    def _operand(self) -> Node:
        token = self._here
        if token.kind == "operator":
            return self._bracketed_or_prefixed(token)
        self._go_on()
        match token.kind:
            case "number":
                return Literal(_number(token.text))
            case "text":
                return Literal(token.text)
            case "reference":
                return Name(token.text)
            case "name":
                return self._named(token.text)
        raise NotAnExpression(token.text or "end")

    def _bracketed_or_prefixed(self, token: Token) -> Node:
        before = self._grammar.prefix.get(token.text)
        if before:
            self._go_on()
            # An operator word may also name a function: not(x) is the same either way.
            return Unary(before.meaning, self.expression(before.power))
        if token.text == "(":
            self._go_on()
            node = self.expression(0)
            self.take("operator", ")")
            return node
        if token.text == "[":
            self._go_on()
            return Items(self._listed("]"))
        raise NotAnExpression(token.text)

    def _named(self, name: str) -> Node:
        if self._next_is("("):
            self._go_on()
            return Call(name, self._listed(")"))
        lowered = name.lower()
        return Literal(self._grammar.constants[lowered]) if lowered in self._grammar.constants else Name(name)

    def _listed(self, closing: str) -> tuple[Node, ...]:
        found: list[Node] = []
        while not self._next_is(closing):
            if found:
                self.take("operator", ",")
            found.append(self.expression(0))
        self._go_on()
        return tuple(found)

    def _go_on(self) -> None:
        # Nothing is asked behind the end: its token stays the last one.
        self._here = next(self._given, self._here)

    def _next_is(self, text: str) -> bool:
        return self._here.kind == "operator" and self._here.text == text


def _number(text: str) -> float:
    number = decimal(text)
    if number is None:
        raise NotAnExpression(text)
    return number

"""The grammar of formulas, read by descent: one method a rule.

    sum      = product { ("+" | "-") product }
    product  = signed { ("*" | "/") signed }
    signed   = ("-" | "+") signed | power
    power    = thing [ "^" signed ]
    thing    = number | input | "(" sum ")" | function "(" sum { "," sum } ")"
             | "if" "(" sum comparison sum "," sum "," sum ")"

As in mathematics, `-2 ^ 2` is -4 and `2 ^ 3 ^ 2` is 2 ^ 9.
"""

from __future__ import annotations

from collections.abc import Collection
from math import inf
from typing import cast

from feedback.analysis.priority.formula_language.reading import END, LARGEST_NUMBER, FormulaError, Token, tokens
from feedback.analysis.priority.formula_language.tree import (
    Call,
    Choice,
    Comparison,
    Input,
    Negative,
    Node,
    Number,
    Pair,
    Sign,
    steps,
)
from feedback.errors import N_

MOST_STEPS = 80
MOST_DEPTH = 15
MOST_GIVEN = 10
FUNCTIONS = {"min": (2, MOST_GIVEN), "max": (2, MOST_GIVEN), "log": (1, 1), "sqrt": (1, 1)}
"""Name -> how many things it takes, at least and at most."""
IF = "if"
COMPARISONS = frozenset({"<", "<=", ">", ">=", "=", "!="})


def parse(text: str, known: Collection[str]) -> Node:
    """The formula of a text over the inputs `known`. Raises FormulaError, and nothing else, whatever is written."""
    return _Parser(text, known).whole()


class _Parser:
    def __init__(self, text: str, known: Collection[str]) -> None:
        self._tokens = list(tokens(text))
        self._known = known
        self._next = 0
        self._depth = 0

    def whole(self) -> Node:
        if self._ended():
            raise FormulaError(N_("Write a formula, such as reach * severity / effort_likely."), 0, 0)
        found = self._sum()
        if not self._ended():
            raise self._unexpected()
        if steps(found) > MOST_STEPS:
            text = N_("This formula has more than %(most)s numbers, inputs and signs. Make it simpler.")
            raise FormulaError(text, 0, self._here.until, most=MOST_STEPS)
        return found

    @property
    def _here(self) -> Token:
        return self._tokens[self._next]

    def _ended(self) -> bool:
        return self._here.kind == END

    def _taken(self) -> Token:
        token = self._here
        self._next += 1
        return token

    def _is(self, *signs: str) -> bool:
        return self._here.kind == "sign" and self._here.text in signs

    def _sum(self) -> Node:
        self._deeper()
        found = self._product()
        while self._is("+", "-"):
            sign = self._taken()
            found = Pair(cast(Sign, sign.text), found, self._product(), sign.at)
        self._depth -= 1
        return found

    def _deeper(self) -> None:
        self._depth += 1
        if self._depth > MOST_DEPTH:
            text = N_("Letter %(position)s: more than %(most)s parentheses or signs stand inside each other.")
            raise FormulaError(text, self._here.at, self._here.until, most=MOST_DEPTH)

    def _product(self) -> Node:
        found = self._signed()
        while self._is("*", "/"):
            sign = self._taken()
            found = Pair(cast(Sign, sign.text), found, self._signed(), sign.at)
        return found

    def _signed(self) -> Node:
        if not self._is("-", "+"):
            return self._power()
        sign = self._taken()
        self._deeper()
        found = self._signed()
        self._depth -= 1
        return Negative(found, sign.at) if sign.text == "-" else found

    def _power(self) -> Node:
        base = self._thing()
        if not self._is("^"):
            return base
        sign = self._taken()
        self._deeper()
        exponent = self._signed()
        self._depth -= 1
        return Pair("^", base, exponent, sign.at)

    def _thing(self) -> Node:
        token = self._here
        if token.kind == "number":
            return self._number(self._taken())
        if token.kind == "name":
            return self._named(self._taken())
        if not self._is("("):
            raise self._unexpected()
        self._next += 1
        found = self._sum()
        self._expect(")")
        return found

    def _number(self, token: Token) -> Number:
        value = float(token.text)
        if value > LARGEST_NUMBER or value == inf:
            text = N_("Letter %(position)s: this number is too large. The largest is %(most)s.")
            raise FormulaError(text, token.at, token.until, most=f"{LARGEST_NUMBER:.0f}")
        return Number(value, token.at)

    def _named(self, token: Token) -> Node:
        if token.text == IF:
            return self._choice(token)
        if token.text in FUNCTIONS:
            return self._call(token)
        if token.text not in self._known:
            text = N_("Letter %(position)s: there is no input called “%(name)s”. The inputs are listed below.")
            raise FormulaError(text, token.at, token.until, name=token.text)
        return Input(token.text, token.at)

    def _call(self, token: Token) -> Call:
        self._expect("(")
        given = [self._sum()]
        while self._is(","):
            self._next += 1
            given.append(self._sum())
        least, most = FUNCTIONS[token.text]
        if not least <= len(given) <= most:
            text = N_("Letter %(position)s: %(name)s takes %(least)s to %(most)s things, with commas between them.")
            one = N_("Letter %(position)s: %(name)s takes one thing.")
            at = token.at, token.until
            raise FormulaError(text if most > 1 else one, *at, name=token.text, least=least, most=most)
        self._expect(")")
        return Call(token.text, tuple(given), token.at)

    def _choice(self, token: Token) -> Choice:
        self._expect("(")
        left = self._sum()
        if not self._is(*COMPARISONS):
            text = N_("Letter %(position)s: a comparison is missing, such as if(people > 20, 2, 1).")
            raise FormulaError(text, self._here.at, self._here.until)
        comparison = cast(Comparison, self._taken().text)
        right = self._sum()
        self._expect(",")
        then = self._sum()
        self._expect(",")
        otherwise = self._sum()
        self._expect(")")
        return Choice(comparison, left, right, then, otherwise, token.at)

    def _expect(self, sign: str) -> None:
        if not self._is(sign):
            text = N_("Letter %(position)s: “%(sign)s” is missing here.")
            raise FormulaError(text, self._here.at, self._here.until, sign=sign)
        self._next += 1

    def _unexpected(self) -> FormulaError:
        token = self._here
        if token.kind == "end":
            return FormulaError(
                N_("Letter %(position)s: the formula stops here and something is missing."), token.at, 0
            )
        if token.text == ",":
            text = N_("Letter %(position)s: a comma stands between the things of a function. Write decimals as 0.5.")
            return FormulaError(text, token.at, token.until)
        text = N_("Letter %(position)s: “%(sign)s” cannot stand here.")
        return FormulaError(text, token.at, token.until, sign=token.text)

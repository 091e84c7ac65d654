"""Our conditions and calculations in the XPath of XLSForm. Pure.

What an unanswered question means is kept: there it is an empty text, and a comparison of numbers with it is false.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from feedback.surveys.conditions.ast import (
    All,
    Answer,
    Any,
    Call,
    Compare,
    Condition,
    Expression,
    Given,
    Literal,
    Not,
    Value,
    When,
)
from feedback.surveys.document import Question
from feedback.surveys.exporting.naming import Names

_SIGNS = {"equals": "=", "less": "<", "at_most": "<=", "more": ">", "at_least": ">="}
_ARITHMETIC = {"add": "+", "subtract": "-", "multiply": "*", "divide": "div"}
_SAME = {
    "min": "min",
    "max": "max",
    "abs": "abs",
    "floor": "int",
    "count": "count-selected",
    "length": "string-length",
    "join": "concat",
    "if": "if",
}
AGREED = "OK"
"""What an acknowledged question answers there."""


class Unwritable(Exception):
    """A part of a condition that XLSForm has no word for; `what` is ours for it."""

    def __init__(self, what: str) -> None:
        super().__init__(what)
        self.what = what


class XPath:
    """Writes conditions of one questionnaire; `questions` by id."""

    def __init__(self, questions: Mapping[str, Question], names: Names) -> None:
        self.questions = questions
        self.names = names

    def condition(self, condition: Condition) -> str:
        """The condition as XPath; raises Unwritable."""
        match condition:
            case All(of):
                return self._joined("and", of, "true()")
            case Any(of):
                return self._joined("or", of, "false()")
            case Not(one):
                return f"not({self.condition(one)})"
            case Compare(left, operator, right):
                return self._compare(left, operator, right)

    def expression(self, expression: Expression) -> str:
        """A value as XPath; raises Unwritable."""
        match expression:
            case Answer():
                return self._answer(expression)
            case Given(name):
                raise Unwritable(name)
            case Value(value):
                return _written(value)
            case When(condition):
                return f"({self.condition(condition)})"
            case Call(function, of):
                return self._call(function, of)

    def _joined(self, word: str, of: tuple[Condition, ...], without: str) -> str:
        parts = [self.condition(one) for one in of]
        nested = [f"({part})" if isinstance(one, All | Any) else part for part, one in zip(parts, of, strict=True)]
        return f" {word} ".join(nested) if nested else without

    def _compare(self, left: Expression, operator: str, right: Expression | None) -> str:
        if operator == "answered":
            return f"{self.expression(left)} != ''"
        if operator == "not_answered":
            return f"{self.expression(left)} = ''"
        if right is None:
            raise Unwritable(operator)
        if operator.startswith("includes"):
            return self._includes(operator, left, right)
        given = self.expression(self._named(left, right))
        if operator == "not_equals":
            return f"({self.expression(left)} != '' and {self.expression(left)} != {given})"
        return f"{self.expression(left)} {_SIGNS[operator]} {given}"

    def _includes(self, operator: str, left: Expression, right: Expression) -> str:
        if not isinstance(right, Value):
            raise Unwritable(operator)
        values = right.value if isinstance(right.value, tuple) else (right.value,)
        word = " or " if operator == "includes_any" else " and "
        return f"({word.join(self._one(left, value) for value in values)})" if values else "false()"

    def _one(self, left: Expression, value: Literal) -> str:
        question = self.questions.get(left.question) if isinstance(left, Answer) else None
        chosen = question is not None and bool(question.choices)
        named = self.expression(self._named(left, Value(value)))
        return f"{'selected' if chosen else 'contains'}({self.expression(left)}, {named})"

    def _named(self, left: Expression, right: Expression) -> Expression:
        """The option or answer on the right by its name there."""
        if not isinstance(left, Answer) or not isinstance(right, Value) or not isinstance(right.value, str):
            return right
        question = self.questions.get(left.question)
        if question is not None and question.kind == "consent":
            if right.value != "yes":
                raise Unwritable(right.value)
            return Value(AGREED)
        return Value(self.names.option(left.question, right.value))

    def _answer(self, answer: Answer) -> str:
        if answer.question not in self.questions:
            raise Unwritable(answer.question)
        return f"${{{self.names.of(answer.question, answer.row, answer.part)}}}"

    def _call(self, function: str, of: tuple[Expression, ...]) -> str:
        if function in _ARITHMETIC and len(of) == 2:
            return f"({self.expression(of[0])} {_ARITHMETIC[function]} {self.expression(of[1])})"
        special = _SPECIAL.get(function)
        if special is None and (function not in _SAME or not of):
            raise Unwritable(function)
        parts = [self._bare(one) for one in of]
        return special(parts) if special else f"{_SAME[function]}({', '.join(parts)})"

    def _bare(self, expression: Expression) -> str:
        if isinstance(expression, When):
            return self.condition(expression.condition)
        return self.expression(expression)


def _sum(parts: list[str]) -> str:
    # There a sum with an empty answer is no number; here an empty one is left out.
    return f"({' + '.join(f'coalesce({part}, 0)' for part in parts)})" if parts else "0"


def _coalesce(parts: list[str]) -> str:
    if len(parts) < 2:
        return parts[0] if parts else "''"
    return f"coalesce({parts[0]}, {_coalesce(parts[1:])})"


def _round(parts: list[str]) -> str:
    return f"round({parts[0]}, {parts[1] if len(parts) > 1 else 0})"


_SPECIAL: Mapping[str, Callable[[list[str]], str]] = {
    "sum": _sum,
    "coalesce": _coalesce,
    "round": _round,
    "negate": lambda parts: f"(- {parts[0]})",
    "today": lambda parts: "today()",
    "year_of": lambda parts: f"number(format-date({parts[0]}, '%Y'))",
}


def _written(value: Literal) -> str:
    if isinstance(value, bool):
        return "true()" if value else "false()"
    if isinstance(value, tuple):
        raise Unwritable(", ".join(value))
    if isinstance(value, str):
        return _quoted(value)
    return str(int(value)) if float(value).is_integer() else repr(float(value))


def _quoted(text: str) -> str:
    """A text between quotation marks it does not hold; XPath has no escapes."""
    if "'" not in text:
        return f"'{text}'"
    if '"' not in text:
        return f'"{text}"'
    pieces = text.split("'")
    joined = ', "\'", '.join(f"'{piece}'" for piece in pieces)
    return f"concat({joined})"

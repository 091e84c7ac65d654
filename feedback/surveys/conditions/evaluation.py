"""What conditions and expressions say of a set of answers. Pure, total: nothing an answer holds makes it fail.

A value that is not there (not shown, skipped, not applicable, a division by zero) is None. A comparison with None
does not hold, arithmetic with None is None; sum, mean, min, max, count, join and coalesce leave it out.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from feedback.surveys.conditions import arithmetic
from feedback.surveys.conditions.arithmetic import Result, as_number
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
from feedback.surveys.question_types.base import NA, Answered

State = Literal["answered", "skipped", "not_applicable", "not_shown"]
"""What became of a question in one response; four things that no count and no export mixes up."""
SEVERAL = frozenset({"multi"})
"""Kinds whose answer is a set of codes, also where only one was chosen."""


@dataclass(frozen=True, slots=True)
class Context:
    """One visit: answers by question id, what became of each question, its kind, and what else is known.

    `given` holds "group", "stage", "language", "mode", "segment:<attribute>", "link:<name>".
    """

    answers: Mapping[str, Answered]
    states: Mapping[str, State] = field(default_factory=dict)
    kinds: Mapping[str, str] = field(default_factory=dict)
    given: Mapping[str, str] = field(default_factory=dict)
    today: date = date.min


def holds(condition: Condition, context: Context) -> bool:
    """Whether a condition holds."""
    match condition:
        case All(of):
            return all(holds(one, context) for one in of)
        case Any(of):
            return any(holds(one, context) for one in of)
        case Not(one):
            return not holds(one, context)
        case Compare():
            return _compare(condition, context)


def value_of(expression: Expression, context: Context) -> Result:
    """The value of an expression, or None."""
    match expression:
        case Answer():
            return _answer(expression, context)
        case Given(name):
            return context.given.get(name) or None
        case Value(value):
            return value
        case When(condition):
            return holds(condition, context)
        case Call("today"):
            return context.today.isoformat()
        case Call("if", of):
            return _choose(of, context)
        case Call(function, of):
            return arithmetic.FUNCTIONS[function](*(value_of(one, context) for one in of))


def _answer(wanted: Answer, context: Context) -> Result:
    answered = context.answers.get(wanted.question)
    if answered is None or answered.not_applicable:
        return None
    if wanted.part == "other":
        return answered.text or None
    if wanted.row or wanted.part:
        return _part(answered.parts.get(wanted.row or wanted.part))
    if answered.choices:
        return answered.choices if context.kinds.get(wanted.question) in SEVERAL else answered.choices[0]
    return answered.text or None if answered.number is None else answered.number


def _part(value: float | str | tuple[str, ...] | None) -> Result:
    """One row or half: a number, words, or codes; a single code is itself, "does not apply" is nothing."""
    if isinstance(value, tuple):
        codes = tuple(code for code in value if code != NA)
        return codes[0] if len(codes) == 1 else codes or None
    return float(value) if isinstance(value, int | float) else value or None


def _choose(of: tuple[Expression, ...], context: Context) -> Result:
    asked, then, otherwise = (*of, Value(""), Value(""))[:3]
    chosen = then if value_of(asked, context) in (True, 1.0) else otherwise
    value = value_of(chosen, context)
    return None if value == "" else value


# --- comparing ------------------------------------------------------------------------------------


def _compare(test: Compare, context: Context) -> bool:
    if test.right is None:
        return _ABOUT[test.operator](test.left, context)
    left, right = value_of(test.left, context), value_of(test.right, context)
    if left is None or right is None:
        return False
    if test.operator.startswith("includes"):
        return _includes(test.operator, left, right, _is_text(test.left, context))
    return _ORDERED[test.operator](left, right)


def _is_answered(expression: Expression, context: Context) -> bool:
    if isinstance(expression, Answer) and not (expression.row or expression.part):
        answered = context.answers.get(expression.question)
        return answered is not None and not answered.not_applicable
    return value_of(expression, context) not in (None, ())


def _state(expression: Expression, context: Context) -> State | None:
    return context.states.get(expression.question, "not_shown") if isinstance(expression, Answer) else None


_ABOUT: Mapping[str, Callable[[Expression, Context], bool]] = {
    "answered": _is_answered,
    "not_answered": lambda expression, context: not _is_answered(expression, context),
    "not_applicable": lambda expression, context: _state(expression, context) == "not_applicable",
    "shown": lambda expression, context: _state(expression, context) not in (None, "not_shown"),
}


def _equals(left: Result, right: Result) -> bool:
    if isinstance(left, tuple) or isinstance(right, tuple):
        return _codes(left) == _codes(right)
    numbers = as_number(left), as_number(right)
    if None not in numbers:
        return numbers[0] == numbers[1]
    return left == right


def _order(left: Result, right: Result) -> int | None:
    """-1, 0 or 1; None where the two cannot be put in order. Texts compare as texts: dates are ISO."""
    one, other = as_number(left), as_number(right)
    if one is not None and other is not None:
        return (one > other) - (one < other)
    if isinstance(left, str) and isinstance(right, str):
        return (left > right) - (left < right)
    return None


_ORDERED: Mapping[str, Callable[[Result, Result], bool]] = {
    "equals": _equals,
    "not_equals": lambda left, right: not _equals(left, right),
    "less": lambda left, right: _order(left, right) == -1,
    "at_most": lambda left, right: _order(left, right) in (-1, 0),
    "more": lambda left, right: _order(left, right) == 1,
    "at_least": lambda left, right: _order(left, right) in (0, 1),
}


def _includes(operator: str, left: Result, right: Result, in_text: bool) -> bool:
    wanted = _codes(right)
    found = _found_in(str(left), wanted) if in_text else wanted & _codes(left)
    return bool(found) if operator == "includes_any" else found == wanted


def _found_in(text: str, wanted: frozenset[str]) -> frozenset[str]:
    return frozenset(one for one in wanted if one.casefold() in text.casefold())


def _is_text(expression: Expression, context: Context) -> bool:
    """Whether "includes" looks inside a text: at what somebody wrote, never at the code of a choice."""
    if isinstance(expression, Answer):
        answered = context.answers.get(expression.question)
        whole = answered is not None and not answered.choices and not expression.row
        return whole or expression.part == "other"
    return isinstance(expression, Call)


def _codes(value: Result) -> frozenset[str]:
    if isinstance(value, tuple):
        return frozenset(value)
    return frozenset({arithmetic.written(value)})

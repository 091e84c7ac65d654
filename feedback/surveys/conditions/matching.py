"""Comparisons of things that never meet: an option the question does not have, a word with a number. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date, time

from feedback.errors import N_, Message, message
from feedback.surveys.conditions.arithmetic import as_number
from feedback.surveys.conditions.ast import Answer, Compare, Condition, Expression, Value, parts
from feedback.surveys.document import Question
from feedback.surveys.question_types import TYPES

BUILT_IN = frozenset({"other", "none", "na"})
ORDERED = frozenset({"less", "at_most", "more", "at_least"})
WRITTEN = frozenset({"text", "longtext", "email", "phone", "hidden"})
"""Kinds whose answer is whatever was written."""


def mismatches(node: Condition | Expression, questions: Mapping[str, Question]) -> Iterator[Message]:
    """What in a condition can never be as it says."""
    if isinstance(node, Compare):
        yield from _of_comparison(node, questions)
    for part in parts(node):
        yield from mismatches(part, questions)


def _of_comparison(node: Compare, questions: Mapping[str, Question]) -> Iterator[Message]:
    for one, other in ((node.left, node.right), (node.right, node.left)):
        if isinstance(one, Answer) and isinstance(other, Value) and one.question in questions and one.part != "other":
            yield from _of_pair(questions[one.question], one, node.operator, other)


def _of_pair(question: Question, answer: Answer, operator: str, value: Value) -> Iterator[Message]:
    wanted = value.value if isinstance(value.value, tuple) else (value.value,)
    check = _CHECKS.get(_sort(question, answer))
    wrong = [str(one) for one in wanted if check and not check(question, one)]
    if wrong:
        text = N_("“%(code)s” is compared with “%(value)s”, which it never is.")
        yield message(text, code=question.code, value=", ".join(wrong))
    elif operator in ORDERED and _sort(question, answer) == "options" and not _has_numbers(question):
        text = N_("The options of “%(code)s” have no order: it cannot be more or less than something.")
        yield message(text, code=question.code)
    elif operator in ORDERED and question.kind in WRITTEN and as_number(wanted[0]) is not None:
        text = N_("“%(code)s” is a text: compared with a number, only texts that read as numbers count.")
        yield message(text, code=question.code)


def _sort(question: Question, answer: Answer) -> str:
    if answer.part or question.kind in ("importance", "ranking", "number", "calculation"):
        return "number" if question.kind != "calculation" else ""
    if question.kind in ("date", "time", "consent"):
        return question.kind
    kind = TYPES.get(question.kind)
    if kind is not None and kind.scale(question) is not None:
        return "number"
    if question.kind == "yesno":
        return "yesno"
    return "options" if question.choices else ""


def _codes(question: Question) -> frozenset[str]:
    return frozenset(choice.code for choice in question.choices) | BUILT_IN


def _has_numbers(question: Question) -> bool:
    return all(as_number(choice.code) is not None for choice in question.choices)


def _is_date(question: Question, value: object) -> bool:
    try:
        return isinstance(value, str) and bool(date.fromisoformat(value))
    except ValueError:
        return False


def _is_time(question: Question, value: object) -> bool:
    try:
        return isinstance(value, str) and isinstance(time.fromisoformat(value), time)
    except ValueError:
        return False


_CHECKS: Mapping[str, Callable[[Question, str | float | bool], bool]] = {
    "number": lambda question, value: value == "na" or as_number(value) is not None,
    "options": lambda question, value: _option(value) in _codes(question),
    "yesno": lambda question, value: value in ("yes", "no", "na", True, False),
    "consent": lambda question, value: value in ("yes", "no", True, False),
    "date": _is_date,
    "time": _is_time,
}


def _option(value: str | float | bool) -> str:
    return value if isinstance(value, str) else f"{float(value):.10g}"

"""Conditions as the lines of a form: comparisons side by side, one level of groups among them. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from feedback.errors import N_, Message, message
from feedback.surveys.conditions.ast import UNARY, All, Any, Compare, Condition, Value
from feedback.surveys.conditions.subjects import Subject, expression_of, key_of

Match = Literal["all", "any"]


@dataclass(frozen=True, slots=True)
class Line:
    """One comparison as somebody writes it. `subject` and `operator` may still be empty."""

    subject: str = ""
    operator: str = ""
    values: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Group:
    """Lines of which all, or any, must hold."""

    match: Match
    lines: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True)
class Lines:
    """A whole condition; without entries it is none."""

    match: Match = "all"
    entries: tuple[Line | Group, ...] = ()


def lines_of(condition: Condition | None) -> Lines | None:
    """The condition as lines; None where it is richer than lines can say."""
    match condition:
        case None:
            return Lines()
        case Compare():
            line = _line(condition)
            return None if line is None else Lines("all", (line,))
        case All(of) | Any(of):
            entries = [_entry(one) for one in of]
            kept = tuple(entry for entry in entries if entry is not None)
            return Lines(_match(condition), kept) if kept and len(kept) == len(entries) else None
    return None


def condition_of(lines: Lines, subjects: Mapping[str, Subject]) -> Condition | None:
    """The condition that the lines say; None without any. Lines without a subject say nothing."""
    of = [one for entry in lines.entries if (one := _condition(entry, subjects)) is not None]
    if len(of) < 2:
        return of[0] if of else None
    return All(tuple(of)) if lines.match == "all" else Any(tuple(of))


def fault_of(line: Line, subjects: Mapping[str, Subject]) -> Message | None:
    """What is wrong with a line, or None."""
    subject = subjects.get(line.subject)
    if not line.subject:
        return message(N_("Choose what it depends on, or take this line away.")) if line.values else None
    if subject is None:
        return message(N_("That is not asked before this question."))
    if line.operator not in subject.operators:
        return message(N_("Choose how to compare."))
    if line.operator not in UNARY and not _written(line):
        return message(N_("Choose or write what to compare with."))
    if subject.numeric and line.operator not in UNARY and not all(_is_number(one) for one in _written(line)):
        return message(N_("Write a number."))
    known = {value for value, _name in subject.values}
    if known and line.operator not in UNARY and not set(_written(line)) <= known:
        return message(N_("Choose one of the answers it can have."))
    return None


def all_lines(lines: Lines) -> Sequence[Line]:
    """Every line, those of groups too."""
    return [one for entry in lines.entries for one in (entry.lines if isinstance(entry, Group) else (entry,))]


def _entry(condition: Condition) -> Line | Group | None:
    if isinstance(condition, Compare):
        return _line(condition)
    if isinstance(condition, All | Any):
        inside = [_line(one) if isinstance(one, Compare) else None for one in condition.of]
        kept = tuple(line for line in inside if line is not None)
        return Group(_match(condition), kept) if kept and len(kept) == len(inside) else None
    return None


def _line(test: Compare) -> Line | None:
    key = key_of(test.left)
    if not key:
        return None
    if test.right is None:
        return Line(key, test.operator)
    if not isinstance(test.right, Value) or isinstance(test.right.value, bool):
        return None
    value = test.right.value
    values = value if isinstance(value, tuple) else (_plain(value),)
    return Line(key, test.operator, values) if values else None


def _condition(entry: Line | Group, subjects: Mapping[str, Subject]) -> Condition | None:
    if isinstance(entry, Group):
        return condition_of(Lines(entry.match, entry.lines), subjects)
    expression = expression_of(entry.subject)
    if expression is None:
        return None
    if entry.operator in UNARY:
        return Compare(expression, entry.operator)
    subject = subjects.get(entry.subject)
    values = _written(entry)
    if entry.operator in ("includes_any", "includes_all"):
        return Compare(expression, entry.operator, Value(values))
    value = values[0] if values else ""
    number = subject is not None and subject.numeric and _is_number(value)
    return Compare(expression, entry.operator, Value(float(value.replace(",", ".")) if number else value))


def _written(line: Line) -> tuple[str, ...]:
    return tuple(value.strip() for value in line.values if value.strip())


def _match(condition: All | Any) -> Match:
    return "all" if isinstance(condition, All) else "any"


def _plain(value: str | float) -> str:
    return f"{value:.15g}" if isinstance(value, float) else value


def _is_number(text: str) -> bool:
    try:
        return abs(float(text.replace(",", "."))) <= 1e15
    except ValueError:
        return False

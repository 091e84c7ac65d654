"""Conditions and expressions as records: data that is read, checked and evaluated, never code that is run. Pure.

Questions are named by their id, so that renaming a code changes nothing here.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

Literal = str | float | bool | tuple[str, ...]
"""What an author may write down: a text, a number, yes or no, several codes."""

OPERATORS = (
    "equals",
    "not_equals",
    "less",
    "at_most",
    "more",
    "at_least",
    "includes",
    "includes_any",
    "includes_all",
    "answered",
    "not_answered",
    "not_applicable",
    "shown",
)
"""What a test may ask; the last four are about a question and have no right side."""
UNARY = frozenset(OPERATORS[-4:])

FUNCTIONS = (
    "add",
    "subtract",
    "multiply",
    "divide",
    "negate",
    "min",
    "max",
    "sum",
    "mean",
    "round",
    "floor",
    "ceil",
    "abs",
    "count",
    "length",
    "join",
    "if",
    "coalesce",
    "today",
    "year_of",
)
GIVEN = ("group", "stage", "language", "mode")
"""What is known of a visit besides answers; also "segment:<attribute>" and "link:<name>"."""


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to a question; `row` of a matrix, `part` of a pair ("importance", "satisfaction") or "other"."""

    question: str
    row: str = ""
    part: str = ""


@dataclass(frozen=True, slots=True)
class Given:
    """Something known of the visit: see `GIVEN`."""

    name: str


@dataclass(frozen=True, slots=True)
class Value:
    """A value written down by the author."""

    value: Literal


@dataclass(frozen=True, slots=True)
class Call:
    """A function of `FUNCTIONS` of other expressions."""

    function: str
    of: tuple[Expression, ...] = ()


@dataclass(frozen=True, slots=True)
class When:
    """A condition as a value: true or false."""

    condition: Condition


@dataclass(frozen=True, slots=True)
class All:
    """Holds when every one holds; without any it holds."""

    of: tuple[Condition, ...] = ()


@dataclass(frozen=True, slots=True)
class Any:
    """Holds when at least one holds; without any it does not."""

    of: tuple[Condition, ...] = ()


@dataclass(frozen=True, slots=True)
class Not:
    """Holds when the other does not."""

    of: Condition


@dataclass(frozen=True, slots=True)
class Compare:
    """One comparison. `right` is None exactly for the operators of `UNARY`."""

    left: Expression
    operator: str
    right: Expression | None = None


Expression = Answer | Given | Value | Call | When
Condition = All | Any | Not | Compare


def parts(node: Expression | Condition) -> Iterator[Expression | Condition]:
    """What stands directly inside a node."""
    match node:
        case All(of) | Any(of):
            yield from of
        case Not(one):
            yield one
        case Compare(left, _, right):
            yield left
            if right is not None:
                yield right
        case Call(_, arguments):
            yield from arguments
        case When(condition):
            yield condition


def answers_in(node: Expression | Condition) -> Iterator[Answer]:
    """Every answer a condition or expression asks for, in reading order, repeated where it stands twice."""
    if isinstance(node, Answer):
        yield node
    for part in parts(node):
        yield from answers_in(part)

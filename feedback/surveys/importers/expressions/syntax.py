"""What an expression of another tool says, before anybody knows what its names mean. Pure.

`operator` is one word for one meaning in every language: and or not equals not_equals less at_most more at_least add
subtract multiply divide modulo power negate join includes not_includes includes_any includes_all answered not_answered.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Literal:
    """A value written down."""

    value: str | float | bool


@dataclass(frozen=True, slots=True)
class Name:
    """A question, a choice or a variable, as written but without the signs around it."""

    name: str


@dataclass(frozen=True, slots=True)
class Unary:
    """An operator before or behind its one operand."""

    operator: str
    operand: Node


@dataclass(frozen=True, slots=True)
class Binary:
    """An operator between two operands."""

    operator: str
    left: Node
    right: Node


@dataclass(frozen=True, slots=True)
class Call:
    """A function of arguments; the name as written."""

    function: str
    arguments: tuple[Node, ...] = ()


@dataclass(frozen=True, slots=True)
class Items:
    """A list written down."""

    of: tuple[Node, ...] = ()


Node = Literal | Name | Unary | Binary | Call | Items

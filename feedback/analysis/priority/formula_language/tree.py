"""What a formula is once it is read. Every node knows where in the text it stands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

Sign = Literal["+", "-", "*", "/", "^"]
Comparison = Literal["<", "<=", ">", ">=", "=", "!="]


@dataclass(frozen=True, slots=True)
class Number:
    """A number as written, at most `LARGEST_NUMBER`."""

    value: float
    at: int


@dataclass(frozen=True, slots=True)
class Input:
    """A figure of the line."""

    name: str
    at: int


@dataclass(frozen=True, slots=True)
class Negative:
    """Minus something."""

    of: Node
    at: int


@dataclass(frozen=True, slots=True)
class Pair:
    """Two things and the sign between them; `at` is where the sign stands."""

    sign: Sign
    left: Node
    right: Node
    at: int


@dataclass(frozen=True, slots=True)
class Call:
    """A function of one or more things."""

    name: str
    given: tuple[Node, ...]
    at: int


@dataclass(frozen=True, slots=True)
class Choice:
    """One of two things: the first where the comparison holds, else the second."""

    comparison: Comparison
    left: Node
    right: Node
    then: Node
    otherwise: Node
    at: int


Node = Number | Input | Negative | Pair | Call | Choice


def below(node: Node) -> tuple[Node, ...]:
    """What a node is made of, in the order of the text."""
    if isinstance(node, Negative):
        return (node.of,)
    if isinstance(node, Pair):
        return (node.left, node.right)
    if isinstance(node, Call):
        return node.given
    if isinstance(node, Choice):
        return (node.left, node.right, node.then, node.otherwise)
    return ()


def every(node: Node) -> Iterator[Node]:
    """A node and all below it."""
    yield node
    for one in below(node):
        yield from every(one)


def steps(node: Node) -> int:
    """How many nodes there are: so many array operations it takes to work it out."""
    return sum(1 for _ in every(node))


def inputs_of(node: Node) -> tuple[str, ...]:
    """The inputs a formula uses, each once, in the order of the text."""
    return tuple(dict.fromkeys(one.name for one in every(node) if isinstance(one, Input)))

"""Conditions that follow when what they name gets another name. Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TypeVar, cast

from feedback.surveys.conditions.ast import (
    All,
    Answer,
    Any,
    Call,
    Compare,
    Condition,
    Expression,
    Literal,
    Not,
    Value,
    When,
)

Node = TypeVar("Node", bound=Condition | Expression)
Change = Callable[[Condition | Expression], Condition | Expression]


def rewritten(node: Node, change: Change) -> Node:
    """The node with `change` done to it and to everything inside, innermost first; `change` keeps a node's sort."""
    return cast(Node, change(_with_parts(node, lambda part: rewritten(part, change))))


def with_questions(node: Node, ids: Mapping[str, str]) -> Node:
    """Questions under their new ids; one that `ids` does not name keeps its own."""

    def change(one: Condition | Expression) -> Condition | Expression:
        return replace(one, question=ids.get(one.question, one.question)) if isinstance(one, Answer) else one

    return rewritten(node, change)


def with_rows(node: Node, question: str, codes: Mapping[str, str]) -> Node:
    """The rows of one question under their new codes."""

    def change(one: Condition | Expression) -> Condition | Expression:
        if isinstance(one, Answer) and one.question == question:
            return replace(one, row=codes.get(one.row, one.row))
        return one

    return rewritten(node, change)


def with_options(node: Node, question: str, codes: Mapping[str, str]) -> Node:
    """The options of one question under their new codes, wherever its answer is compared with them."""

    def change(one: Condition | Expression) -> Condition | Expression:
        if not isinstance(one, Compare):
            return one
        if _is_of(one.left, question) and isinstance(one.right, Value):
            return replace(one, right=Value(_option(one.right.value, codes)))
        if _is_of(one.right, question) and isinstance(one.left, Value):
            return replace(one, left=Value(_option(one.left.value, codes)))
        return one

    return rewritten(node, change)


def _is_of(side: Expression | None, question: str) -> bool:
    return isinstance(side, Answer) and side.question == question and side.part != "other"


def _option(value: Literal, codes: Mapping[str, str]) -> Literal:
    if isinstance(value, tuple):
        return tuple(codes.get(one, one) for one in value)
    return codes.get(value, value) if isinstance(value, str) else value


def _with_parts(node: Condition | Expression, go: Change) -> Condition | Expression:
    match node:
        case All(of):
            return All(tuple(cast(Condition, go(one)) for one in of))
        case Any(of):
            return Any(tuple(cast(Condition, go(one)) for one in of))
        case Not(one):
            return Not(cast(Condition, go(one)))
        case Compare(left, operator, right):
            other = None if right is None else cast(Expression, go(right))
            return Compare(cast(Expression, go(left)), operator, other)
        case Call(function, of):
            return Call(function, tuple(cast(Expression, go(one)) for one in of))
        case When(condition):
            return When(cast(Condition, go(condition)))
    return node

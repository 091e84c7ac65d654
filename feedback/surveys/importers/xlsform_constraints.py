"""What an XLSForm's constraint asks of an answer, as settings of our questions where they have a word for it. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from feedback.surveys.importers.expressions import Binary, Call, Literal, Name, NotAnExpression, Unary
from feedback.surveys.importers.expressions.syntax import Node
from feedback.surveys.importers.expressions.xpath import HERE, parsed
from feedback.surveys.importers.source import Item

_MIRRORED = {"less": "more", "more": "less", "at_most": "at_least", "at_least": "at_most", "equals": "equals"}
_WHOLE = ("integer", "int")
EXCLUSIVE = "exclusive"


def settings_for(constraint: str, item: Item) -> tuple[dict[str, Any], str]:
    """The settings that say the same, and the constraint itself where some of it is left over ("" where nothing is).

    Limits are joined by "and"; with "or" between them they are no limits.
    """
    try:
        bounds = [_bound(one, item) or _alone(one, item) for one in _joined(parsed(constraint))]
    except NotAnExpression:
        return {}, constraint
    found: dict[str, Any] = {}
    for name, value in filter(None, bounds):
        found[name] = _narrower(name, found[name], value) if name in found else value
    return found, "" if all(bounds) else constraint


def _narrower(name: str, first: Any, second: Any) -> Any:
    if name == EXCLUSIVE:
        return [*first, *(code for code in second if code not in first)]
    return max(first, second) if name == "min" else min(first, second)


def _joined(node: Node) -> Iterator[Node]:
    if isinstance(node, Binary) and node.operator == "and":
        yield from _joined(node.left)
        yield from _joined(node.right)
    else:
        yield node


def _bound(node: Node, item: Item) -> tuple[str, int | float] | None:
    if not isinstance(node, Binary) or node.operator not in _MIRRORED:
        return None
    operator, subject, limit = node.operator, node.left, _number(node.right)
    if limit is None:
        operator, subject, limit = _MIRRORED[operator], node.right, _number(node.left)
    if limit is None or not _is_subject(subject, item):
        return None
    return _limit(operator, limit, item)


def _is_subject(node: Node, item: Item) -> bool:
    """The number itself, or how many of several were chosen."""
    if item.our_kind == "multi":
        counted = isinstance(node, Call) and node.function.lower() == "count-selected" and len(node.arguments) == 1
        return counted and node.arguments[0] == Name(HERE)  # type: ignore[union-attr]
    return item.our_kind == "number" and node == Name(HERE)


def _limit(operator: str, limit: float, item: Item) -> tuple[str, int | float] | None:
    whole = item.our_kind == "multi" or item.source_kind in _WHOLE
    if operator in ("less", "more"):
        if not whole:
            return None
        limit = (-(-limit // 1) - 1) if operator == "less" else (limit // 1) + 1
    name = "max" if operator in ("less", "at_most") else "min"
    if operator == "equals" or (item.our_kind == "multi" and not 1 <= limit <= 100):
        return None
    return name, int(limit) if float(limit).is_integer() else limit


def _alone(node: Node, item: Item) -> tuple[str, list[str]] | None:
    """`not(selected(., 'none') and (selected(., 'a') or …))` with every other option: one that stands alone."""
    if not (isinstance(node, Call) and node.function.lower() == "not" and len(node.arguments) == 1):
        return None
    inside = node.arguments[0]
    if item.our_kind != "multi" or not isinstance(inside, Binary) or inside.operator != "and":
        return None
    one, others = _selected(inside.left), _selected(inside.right)
    codes = item.choice_codes()
    if one and others and len(one) == 1 and one | others >= set(codes) and not one & others:
        return EXCLUSIVE, [codes[code] for code in one if code in codes]
    return None


def _selected(node: Node) -> set[str] | None:
    """The options of `selected(., 'a') or selected(., 'b')`; None for anything else."""
    match node:
        case Call(function, (Name(name), Literal(code))) if function.lower() == "selected" and name == HERE:
            return {str(code)}
        case Binary("or", left, right):
            first, second = _selected(left), _selected(right)
            return first | second if first and second else None
    return None


def _number(node: Node) -> float | None:
    if isinstance(node, Unary) and node.operator == "negate" and (inner := _number(node.operand)) is not None:
        return -inner
    return node.value if isinstance(node, Literal) and isinstance(node.value, float) else None

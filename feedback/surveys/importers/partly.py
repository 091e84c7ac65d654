"""As much of a condition as can be translated: what is joined by "and" may lose a part, and only shows more. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from feedback.errors import N_
from feedback.surveys.conditions import ast
from feedback.surveys.importers.expressions import Binary, Translator, Untranslatable
from feedback.surveys.importers.expressions.syntax import Node
from feedback.surveys.importers.expressions.translating import both

LOST = N_("This condition cannot be translated (%(part)s): the question is always shown.")
CUT = N_("A part of this condition cannot be translated and is left out (%(part)s): it is shown more often than there.")
NO_FORMULA = N_("This calculation cannot be translated (%(part)s): write it anew, or remove the question.")


@dataclass(frozen=True, slots=True)
class Partly:
    """The condition, None where nothing of it could be translated, and the parts that could not."""

    condition: ast.Condition | None
    lost: tuple[str, ...] = ()


def partly(translator: Translator, node: Node) -> Partly:
    """The condition of a tree."""
    kept: list[ast.Condition] = []
    lost: list[str] = []
    for part in _joined(node):
        try:
            kept.append(translator.condition(part))
        except Untranslatable as error:
            lost.append(error.what)
    return Partly(both(tuple(kept)) if kept else None, tuple(lost))


def _joined(node: Node) -> Iterator[Node]:
    if isinstance(node, Binary) and node.operator == "and":
        yield from _joined(node.left)
        yield from _joined(node.right)
    else:
        yield node

"""A formula worked out for many lines at once, each with as many draws of its inputs as one likes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import reduce
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from feedback.analysis.priority.formula_language.tree import Call, Choice, Input, Negative, Node, Number, Pair

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
LARGEST = 1e15
"""A result beyond it is none: nothing that people compare is so large."""
Why = Literal["missing", "zero", "log", "sqrt", "power", "large"]


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a line has no result: an input it has not, or a step that cannot be taken; `at` is where, from 0."""

    why: Why
    at: int
    name: str = ""


@dataclass(frozen=True, eq=False)
class Worked:
    """Results of the lines (rows) in the draws (columns), nan where there is none.

    `problems`: row -> why its first column has none, the first trouble in the order of the text.
    """

    values: Floats
    problems: Mapping[int, Problem]


def work_out(formula: Node, inputs: Mapping[str, Floats], shape: tuple[int, int]) -> Worked:
    """Work a formula out. `inputs` are tables of lines by draws, nan where a line has no such figure.

    Raises nothing for whatever the figures are; KeyError for an input that is not among them.
    """
    work = _Work(inputs, shape)
    with np.errstate(all="ignore"):
        found = work.of(formula)
    rows = np.flatnonzero(found.why)
    return Worked(found.values, {int(row): work.problems[int(found.why[row]) - 1] for row in rows})


@dataclass(frozen=True, eq=False)
class _Step:
    """What one node gives: values, and per row the number of its problem (0: none)."""

    values: Floats
    why: Ints


@dataclass(eq=False)
class _Work:
    inputs: Mapping[str, Floats]
    shape: tuple[int, int]
    problems: list[Problem] = field(default_factory=list)

    def of(self, node: Node) -> _Step:
        if isinstance(node, Number):
            return self._step(np.full(self.shape, node.value), self._fine(), Problem("large", node.at))
        if isinstance(node, Input):
            return self._step(self.inputs[node.name], self._fine(), Problem("missing", node.at, node.name))
        if isinstance(node, Negative):
            of = self.of(node.of)
            return _Step(0.0 - of.values, of.why)
        if isinstance(node, Pair):
            return self._pair(node)
        return self._call(node) if isinstance(node, Call) else self._choice(node)

    def _fine(self) -> Ints:
        return np.zeros(self.shape[0], dtype=np.int64)

    def _step(self, values: Floats, why: Ints, problem: Problem) -> _Step:
        """Values without what is none; rows that only now have none get the problem."""
        # Adding 0 turns -0 into 0: a result of nothing has no sign.
        kept = np.where(np.abs(values) <= LARGEST, values + 0.0, np.nan)
        new = (why == 0) & np.isnan(kept[:, 0])
        if new.any():
            self.problems.append(problem)
            why = np.where(new, len(self.problems), why)
        return _Step(kept, why)

    def _pair(self, node: Pair) -> _Step:
        left, right = self.of(node.left), self.of(node.right)
        why = np.where(left.why == 0, right.why, left.why)
        if node.sign in ("/", "^"):
            usable, problem = self._usable(node, left.values, right.values)
            checked = self._step(np.where(usable, left.values, np.nan), why, problem)
            left, why = checked, checked.why
        # To the power of 0 everything is 1 to numpy, even what there is none of.
        known = ~(np.isnan(left.values) | np.isnan(right.values))
        values = np.where(known, SIGNS[node.sign](left.values, right.values), np.nan)
        return self._step(values, why, Problem("large", node.at))

    def _usable(self, node: Pair, left: Floats, right: Floats) -> tuple[NDArray[np.bool_], Problem]:
        if node.sign == "/":
            return right != 0, Problem("zero", node.at)
        whole = right == np.floor(right)
        return (left > 0) | ((left < 0) & whole) | ((left == 0) & (right >= 0)), Problem("power", node.at)

    def _call(self, node: Call) -> _Step:
        given = [self.of(one) for one in node.given]
        why = reduce(lambda so_far, one: np.where(so_far == 0, one, so_far), (one.why for one in given))
        if node.name in ("min", "max"):
            together = np.minimum if node.name == "min" else np.maximum
            return self._step(reduce(together, (one.values for one in given)), why, Problem("large", node.at))
        values = given[0].values
        if node.name == "log":
            return self._step(np.log(np.where(values > 0, values, np.nan)), why, Problem("log", node.at))
        return self._step(np.sqrt(values), why, Problem("sqrt", node.at))

    def _choice(self, node: Choice) -> _Step:
        """Each row and draw takes one side; trouble on the other side is none of its business."""
        left, right, then, otherwise = (self.of(one) for one in (node.left, node.right, node.then, node.otherwise))
        holds = COMPARED[node.comparison](left.values, right.values)
        unknown = np.isnan(left.values) | np.isnan(right.values)
        values = np.where(unknown, np.nan, np.where(holds, then.values, otherwise.values))
        before = np.where(left.why == 0, right.why, left.why)
        chosen = np.where(holds[:, 0], then.why, otherwise.why)
        return _Step(values, np.where(before == 0, chosen, before))


SIGNS: Mapping[str, Callable[[Floats, Floats], Floats]] = {
    "+": np.add,
    "-": np.subtract,
    "*": np.multiply,
    "/": np.divide,
    "^": np.power,
}
COMPARED: Mapping[str, Callable[[Floats, Floats], NDArray[np.bool_]]] = {
    "<": np.less,
    "<=": np.less_equal,
    ">": np.greater,
    ">=": np.greater_equal,
    "=": np.equal,
    "!=": np.not_equal,
}

"""Results of formulas of one's own: as the figures are, and drawn as far as it is known how far off they could be."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from feedback.analysis.priority.effort import UNSET_EFFORT, Effort, log_effort_draws
from feedback.analysis.priority.formula_language import Node, Problem, inputs_of, work_out
from feedback.analysis.priority.parts import HARSHEST, MILDEST
from feedback.analysis.priority.seeds import generator

Floats = NDArray[np.float64]
DRAWS = 400
MOST_WITHOUT = 0.05
"""Share of draws without a result, beyond which no range is given."""
VARYING = frozenset({"people", "reach", "severity", "breadth", "score", "effort_likely"})


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a line: its figures by name (a missing one is not there), and how far off they could be.

    `doubt`: standard deviation of the logarithm of reach, severity and breadth; empty where it was not kept. `effort`
    is None where nobody estimated it.
    """

    key: str
    figures: Mapping[str, float]
    doubt: Mapping[str, float] = field(default_factory=dict)
    effort: Effort | None = None


@dataclass(frozen=True, slots=True)
class Result:
    """The result of one line: a value, or the problem that there is none. `low` and `high` hold 95 % of its draws."""

    key: str
    value: float | None
    problem: Problem | None = None
    low: float | None = None
    high: float | None = None


def results(formula: Node, lines: Sequence[Known]) -> list[Result]:
    """The formula for every line, without ranges, in their order."""
    names = inputs_of(formula)
    found = work_out(formula, {name: _points(lines, name) for name in names}, (len(lines), 1))
    return [
        Result(line.key, None if row in found.problems else float(found.values[row, 0]), found.problems.get(row))
        for row, line in enumerate(lines)
    ]


def ranged(formula: Node, lines: Sequence[Known], seed: int, draws: int = DRAWS) -> list[Result]:
    """As `results`, with ranges where the inputs have them: parts are taken to vary each on its own.

    People move with the reach; lines without an estimate share one draw of their effort, as in the ranking.
    """
    names = inputs_of(formula)
    plain = results(formula, lines)
    if not VARYING & set(names) or not lines:
        return plain
    found = work_out(formula, drawn(lines, names, seed, draws), (len(lines), 1 + draws))
    return [_ranged(one, found.values[row, 1:]) for row, one in enumerate(plain)]


def _ranged(one: Result, draws: Floats) -> Result:
    if one.value is None or np.isnan(draws).mean() > MOST_WITHOUT:
        return one
    low, high = (float(end) for end in np.nanquantile(draws, [0.025, 0.975]))
    return Result(one.key, one.value, None, min(low, one.value), max(high, one.value))


def drawn(lines: Sequence[Known], names: Collection[str], seed: int, draws: int) -> dict[str, Floats]:
    """Each input as a table of lines by draws, the figure itself first; nan where a line has none."""
    moves = {part: _moves(lines, part, seed, draws) for part in ("reach", "severity", "breadth")}
    effort = np.exp(log_effort_draws({line.key: line.effort for line in lines}, seed, draws).astype(np.float64))
    likely = np.array([[(line.effort or UNSET_EFFORT).likely] for line in lines])
    varied = {
        "people": _points(lines, "people") * moves["reach"],
        "reach": _reach(_points(lines, "reach"), moves["reach"]),
        "severity": np.clip(_points(lines, "severity") * moves["severity"], MILDEST, HARSHEST),
        "breadth": np.maximum(_points(lines, "breadth") * moves["breadth"], 1.0),
        "effort_likely": np.hstack([likely, effort]),
    }
    varied["score"] = _score(lines, varied)
    return {name: varied[name] if name in varied else _still(lines, name, draws) for name in names}


def _moves(lines: Sequence[Known], part: str, seed: int, draws: int) -> Floats:
    """Factors by which a part is off in each draw; the first column is 1."""
    rows = [_factors(line, part, seed, draws) for line in lines]
    return np.hstack([np.ones((len(lines), 1)), np.array(rows)])


def _factors(line: Known, part: str, seed: int, draws: int) -> Floats:
    steps = generator(seed, "formula", part, line.key).standard_normal(draws)
    factors: Floats = np.exp(line.doubt.get(part, 0.0) * steps)
    return factors


def _reach(points: Floats, moves: Floats) -> Floats:
    """A share stays a share; people a month may be any number."""
    most = np.where(points <= 1, 1.0, np.inf)
    reached: Floats = np.minimum(points * moves, most)
    return reached


def _score(lines: Sequence[Known], varied: Mapping[str, Floats]) -> Floats:
    product = varied["reach"] * varied["severity"] * varied["breadth"] * _points(lines, "moment")
    with np.errstate(all="ignore"):
        score: Floats = np.log(product / varied["effort_likely"])
    score[:, :1] = _points(lines, "score")
    return score


def _still(lines: Sequence[Known], name: str, draws: int) -> Floats:
    return np.repeat(_points(lines, name), 1 + draws, axis=1)


def _points(lines: Sequence[Known], name: str) -> Floats:
    return np.array([[line.figures.get(name, np.nan)] for line in lines], dtype=np.float64).reshape(len(lines), 1)


@dataclass(frozen=True, slots=True)
class Placed:
    """A line by a formula: `place` (equal results share one), and its place in the list among the same lines."""

    result: Result
    place: int
    listed: int

    @property
    def moved(self) -> int:
        """Places it climbs (above 0) or falls against the list."""
        return self.listed - self.place


def placed(found: Sequence[Result], higher_first: bool) -> tuple[list[Placed], list[Result]]:
    """Lines with a result in its order, and those without. `found` is in the order of the list."""
    known = [(one, listed) for listed, one in enumerate((one for one in found if one.value is not None), 1)]
    sign = -1 if higher_first else 1
    order = sorted(known, key=lambda pair: sign * (pair[0].value or 0.0))
    places: dict[float, int] = {}
    for place, (one, _) in enumerate(order, 1):
        places.setdefault(one.value or 0.0, place)
    lines = [Placed(one, places[one.value or 0.0], listed) for one, listed in order]
    return lines, [one for one in found if one.value is None]

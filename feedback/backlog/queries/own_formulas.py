"""Formulas of one's own, and the list by one of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import func, select

from feedback.analysis.priority.formula_language import FormulaError, Node, inputs_of, parse
from feedback.analysis.priority.formula_results import Known, Placed, Result, placed, ranged, results
from feedback.backlog.models import Formula
from feedback.backlog.queries.comparing import Figures, Named
from feedback.backlog.queries.formula_figures import figured
from feedback.backlog.rules.formula_inputs import INPUTS
from feedback.db import db, find


def formulas() -> list[Formula]:
    """Every formula of the organisation, by name."""
    return list(db.session.scalars(select(Formula).order_by(func.lower(Formula.name), Formula.id)))


def formula(formula_id: UUID) -> Formula:
    """One formula; NotFound."""
    return find(Formula, formula_id)


def formula_named(name: str) -> Formula | None:
    return db.session.scalar(select(Formula).where(Formula.name == name))


def how_many() -> int:
    return db.session.scalar(select(func.count()).select_from(Formula)) or 0


def read(row: Formula) -> Node | FormulaError:
    """The formula as it can be worked out; what is wrong with it where an input is no more."""
    try:
        return parse(row.text, INPUTS)
    except FormulaError as error:
        return error


@dataclass(frozen=True)
class OwnLine:
    """A line by a formula: its place and result, and its place in the whole list."""

    line: Named
    rank: int
    placed: Placed


@dataclass(frozen=True)
class OwnOrder:
    """The list by one formula: lines with a result in its order, those without as the list has them."""

    lines: Sequence[OwnLine]
    without: Sequence[tuple[Named, int, Result]]
    inputs: Sequence[str]
    _known: dict[str, Known]
    _seed: int
    _formula: Node

    @property
    def moved(self) -> list[OwnLine]:
        """Lines that stand elsewhere than in the list, those that move furthest first."""
        away = [one for one in self.lines if one.placed.moved]
        return sorted(away, key=lambda one: (-abs(one.placed.moved), one.placed.place))

    def ranges(self, lines: Sequence[OwnLine]) -> dict[str, Result]:
        """Key of each of these lines -> its result with its range."""
        known = [self._known[one.placed.result.key] for one in lines]
        return {one.key: one for one in ranged(self._formula, known, self._seed)}


def ordered(found: Figures, row: Formula, node: Node, today: date) -> OwnOrder:
    """The list by this formula."""
    names = inputs_of(node)
    lines = figured(found, names, today)
    by_key = {one.known.key: one for one in lines}
    inside, without = placed(results(node, [one.known for one in lines]), row.higher_first)
    return OwnOrder(
        [OwnLine(by_key[one.result.key].line, by_key[one.result.key].rank, one) for one in inside],
        [(by_key[one.key].line, by_key[one.key].rank, one) for one in without],
        names,
        {key: one.known for key, one in by_key.items()},
        found.ranking.seed,
        node,
    )

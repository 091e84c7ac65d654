"""Jumps and skips of other tools as conditions: a place is shown unless an earlier one jumps over it. Pure.

Places are questions or pages in the order of the file, counted from 0; one past the last is the end.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from feedback.surveys.conditions import ast
from feedback.surveys.importers.expressions.translating import ALWAYS, NEVER, both, either, negated

MOST = 30
"""Conditions one place may collect; a file where everything jumps over everything has more than anybody can read."""


class TooTangled(Exception):
    """A place is jumped over in more ways than a person could follow."""


@dataclass(slots=True)
class Jumps:
    """What may happen after one place: the first rule that holds decides; else `otherwise`, else the next place."""

    rules: list[tuple[ast.Condition, int]] = field(default_factory=list)
    otherwise: int | None = None


def conditions(jumps: Sequence[Jumps], visited: Callable[[int], ast.Condition | None]) -> list[ast.Condition | None]:
    """For each place when it is shown, None for always. `visited` asks whether a place was shown, if that can be asked.

    Raises:
        TooTangled: a place is jumped over in too many ways.
    """
    shown: list[ast.Condition | None] = []
    jumping = [place for place, one in enumerate(jumps) if one.rules or one.otherwise is not None]
    for place in range(len(jumps)):
        before = (earlier for earlier in jumping if earlier < place)
        ways = [way for earlier in before if (way := _over(jumps, earlier, place, shown, visited)) is not None]
        if len(ways) > MOST:
            raise TooTangled
        shown.append(both(tuple(negated(way) for way in ways)) if ways else None)
    return shown


def _over(
    jumps: Sequence[Jumps],
    earlier: int,
    place: int,
    shown: list[ast.Condition | None],
    visited: Callable[[int], ast.Condition | None],
) -> ast.Condition | None:
    """When `earlier` jumps over `place`; None for never."""
    way = _first_match(jumps[earlier], earlier, place)
    if way == NEVER:
        return None
    always_there = shown[earlier] is None
    if always_there or _needs_answer(way):
        return way
    asked = visited(earlier) or shown[earlier] or ALWAYS
    return asked if way == ALWAYS else both((asked, way))


def _first_match(one: Jumps, earlier: int, place: int) -> ast.Condition:
    target = earlier + 1 if one.otherwise is None else one.otherwise
    way: ast.Condition = ALWAYS if target > place else NEVER
    for condition, to in reversed(one.rules):
        way = _or(condition, way) if to > place else _and(negated(condition), way)
    return way


def _or(one: ast.Condition, other: ast.Condition) -> ast.Condition:
    if ALWAYS in (one, other):
        return ALWAYS
    return either(tuple(each for each in (one, other) if each != NEVER)) if (one, other) != (NEVER, NEVER) else NEVER


def _and(one: ast.Condition, other: ast.Condition) -> ast.Condition:
    if NEVER in (one, other):
        return NEVER
    return both(tuple(each for each in (one, other) if each != ALWAYS)) if (one, other) != (ALWAYS, ALWAYS) else ALWAYS


def _needs_answer(condition: ast.Condition) -> bool:
    """Whether it can only hold where a question was answered, so that a place never visited never jumps."""
    match condition:
        case ast.All(of):
            return any(_needs_answer(one) for one in of)
        case ast.Any(of):
            return bool(of) and all(_needs_answer(one) for one in of)
        case ast.Compare(ast.Answer(), operator, _):
            return operator not in ("not_answered", "not_applicable")
    return False

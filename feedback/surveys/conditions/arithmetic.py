"""The calculations an expression may use. Pure, total: what cannot be worked out is None."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import reduce
from operator import mul

Result = str | float | bool | tuple[str, ...] | None
"""A value; None where there is none."""
LONGEST_TEXT = 10_000
MOST_DECIMALS = 10


def as_number(value: Result) -> float | None:
    """The number a value stands for: a number, yes (1) or no (0), or a text that reads as a decimal number."""
    if isinstance(value, bool | int | float):
        return float(value)
    if not isinstance(value, str) or not value.strip().replace("-", "", 1).replace(".", "", 1).isdecimal():
        return None
    return _finite(float(value.strip()))


def written(value: Result) -> str:
    """A value as texts show it: whole numbers without decimals, several codes with commas, yes and no as words."""
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case int() | float():
            return f"{value:.10g}"
        case tuple():
            return ", ".join(value)
    return value


def _finite(number: float) -> float | None:
    return number if math.isfinite(number) else None


def _known(values: Iterable[Result]) -> list[float]:
    return [number for value in values if (number := as_number(value)) is not None]


def _strict(work: Callable[[list[float]], float | None], fewest: int, most: int) -> Callable[..., Result]:
    """A calculation that needs every one of its numbers."""

    def of(*values: Result) -> Result:
        numbers = [as_number(value) for value in values]
        if None in numbers or not fewest <= len(numbers) <= most:
            return None
        found = work([number for number in numbers if number is not None])
        return None if found is None else _finite(found)

    return of


def _lenient(work: Callable[[Sequence[float]], float]) -> Callable[..., Result]:
    """A calculation over those of its numbers that are there."""

    def of(*values: Result) -> Result:
        numbers = _known(values)
        return _finite(work(numbers)) if numbers else None

    return of


def _divide(numbers: list[float]) -> float | None:
    return None if numbers[1] == 0 else numbers[0] / numbers[1]


def _round(numbers: list[float]) -> float:
    """Half away from zero, as people round."""
    number, decimals = (*numbers, 0.0)[:2]
    factor = 10 ** max(0, min(MOST_DECIMALS, int(decimals)))
    scaled = abs(number) * factor
    return math.copysign(math.floor(scaled + 0.5) / factor, number) if math.isfinite(scaled) else number


def _count(*values: Result) -> Result:
    return float(sum(len(value) if isinstance(value, tuple) else value not in (None, "") for value in values))


def _length(*values: Result) -> Result:
    return float(len("".join(written(value) for value in values)))


def _join(*values: Result) -> Result:
    return "".join(written(value) for value in values if value is not None)[:LONGEST_TEXT] or None


def _coalesce(*values: Result) -> Result:
    return next((value for value in values if value not in (None, "")), None)


def _year_of(*values: Result) -> Result:
    return as_number(values[0][:4]) if values and isinstance(values[0], str) and len(values[0]) >= 4 else None


ANY_NUMBER = 1_000
FUNCTIONS: Mapping[str, Callable[..., Result]] = {
    "add": _strict(sum, 1, ANY_NUMBER),
    "subtract": _strict(lambda numbers: numbers[0] - numbers[1], 2, 2),
    "multiply": _strict(lambda numbers: reduce(mul, numbers), 1, ANY_NUMBER),
    "divide": _strict(_divide, 2, 2),
    "negate": _strict(lambda numbers: -numbers[0], 1, 1),
    "min": _lenient(min),
    "max": _lenient(max),
    "sum": _lenient(sum),
    "mean": _lenient(lambda numbers: sum(numbers) / len(numbers)),
    "round": _strict(_round, 1, 2),
    "floor": _strict(lambda numbers: float(math.floor(numbers[0])), 1, 1),
    "ceil": _strict(lambda numbers: float(math.ceil(numbers[0])), 1, 1),
    "abs": _strict(lambda numbers: abs(numbers[0]), 1, 1),
    "count": _count,
    "length": _length,
    "join": _join,
    "coalesce": _coalesce,
    "year_of": _year_of,
}
"""Name to calculation; "if" and "today" need the visit and are in `evaluation`."""

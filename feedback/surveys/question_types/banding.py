"""Numbers of any size as a few bars: each value where they are few, else bands of one round width."""

from __future__ import annotations

from collections.abc import Iterable
from math import ceil, floor, log10

from feedback.analysis.statistics import mean_interval, median_interval
from feedback.surveys.question_types.summaries import Counts, Figure, in_bands, spread

MOST_BARS = 12
"""Different values, or bands, that can be told apart in one chart."""


def measured(
    counts: Counts, least: float | None, most: float | None, decimals: int
) -> tuple[Counts, tuple[str, ...], tuple[Figure, ...]]:
    """The counts in bands, the bands in order, and mean and median with their intervals (none when nobody answered).

    `least` and `most` are the numbers the question allows, None where it does not say.
    """
    numbers = {value: number for value in counts.values if (number := _number(value)) is not None}
    if not numbers:
        return counts, (), ()
    bands = _bands(numbers.values(), least, most, decimals)
    banded = in_bands(counts, {value: _band(number, bands) for value, number in numbers.items()})
    low = min(numbers.values()) if least is None else least
    high = max(numbers.values()) if most is None else most
    return banded, tuple(name for _, name in bands), _figures(counts, numbers, low, high, least, most)


def _figures(
    counts: Counts,
    numbers: dict[str, float],
    low: float,
    high: float,
    least: float | None,
    most: float | None,
) -> tuple[Figure, ...]:
    values = list(spread(counts, numbers))
    mean = mean_interval(values, ends=None if least is None or most is None else (least, most))
    median = median_interval(values)
    named = (("mean", mean), ("median", median))
    return tuple(Figure(name, one, low, high) for name, one in named if one is not None)  # type: ignore[arg-type]


def _bands(numbers: Iterable[float], least: float | None, most: float | None, decimals: int) -> list[tuple[float, str]]:
    """(where it starts, what it is called), in order; the first to start above a number is the one after its own."""
    known = sorted(set(numbers))
    if not decimals and least is not None and most is not None and most - least < MOST_BARS:
        known = sorted({*known, *(float(point) for point in range(ceil(least), floor(most) + 1))})
    if len(known) <= MOST_BARS:
        return [(number, f"{number:.15g}") for number in known]
    width = _round_width((known[-1] - known[0]) / (MOST_BARS - 2))
    width = width if decimals else max(1.0, width)
    first = floor(known[0] / width)
    starts = [(first + step) * width for step in range(floor(known[-1] / width) - first + 1)]
    return [(start, _name(start, width, decimals)) for start in starts]


def _round_width(width: float) -> float:
    """The next of 1, 2, 5, 10, 20, 50…"""
    size: float = 10.0 ** floor(log10(width))
    return next(step * size for step in (1, 2, 5, 10) if step * size >= width * (1 - 1e-9))


def _name(start: float, width: float, decimals: int) -> str:
    """Whole numbers by both their ends; with decimals the end belongs to the next band."""
    end = start + width if decimals else start + width - 1
    return f"{start:.10g}" if end == start else f"{start:.10g}\u2013{end:.10g}"


def _band(number: float, bands: list[tuple[float, str]]) -> str:
    return [name for start, name in bands if start <= number + 1e-9 * max(1.0, abs(number))][-1]


def _number(value: str) -> float | None:
    try:
        return float(value)
    except ValueError:
        return None

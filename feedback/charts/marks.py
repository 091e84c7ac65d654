"""What several charts draw alike: a group's points with their intervals, its line, and labels that find free room."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING, TypeAlias

from feedback.charts.records import Series, Shown
from feedback.charts.style import LABEL, MARKER_SIZES, MARKERS, SMALL, Palette

if TYPE_CHECKING:
    from matplotlib.axes import Axes

Point: TypeAlias = tuple[float, float, float, float]
"""x, y, and the y of the interval's two ends, in pixels."""
APART = 13.0
"""Pixels between two groups' points at the same place, so that neither hides the other."""
GLYPH = 0.62
"""Width of a letter over its size: a generous mean, since the reader's font is not known here."""
STEPS = 24
GUESSED = (0, (3, 2.5))
"""The dashes of what somebody believes, in widths of the line."""


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in pixels."""

    left: float
    bottom: float
    right: float
    top: float

    def overlap(self, other: Box) -> float:
        """Area in common."""
        wide = min(self.right, other.right) - max(self.left, other.left)
        tall = min(self.top, other.top) - max(self.bottom, other.bottom)
        return max(wide, 0) * max(tall, 0)


@dataclass(slots=True)
class Drawn:
    """One series in pixels, in stretches without a gap."""

    series: Series
    runs: list[list[Point]] = field(default_factory=list)

    def points(self) -> list[Point]:
        return [point for run in self.runs for point in run]

    def obstacles(self) -> list[Box]:
        """What a label must not cover."""
        marks = [Box(x - 8, min(y - 8, low), x + 8, max(y + 8, high)) for x, y, low, high in self.points()]
        return marks + [box for run in self.runs for one, two in pairwise(run) for box in _between(one, two)]


def _between(one: Point, two: Point) -> list[Box]:
    """The line from one point to the next, roughly."""
    steps = [(part / 8, one[0] + (two[0] - one[0]) * part / 8) for part in range(1, 8)]
    return [Box(x - 8, y - 3, x + 8, y + 3) for share, x in steps for y in (one[1] + (two[1] - one[1]) * share,)]


def lay(
    series: Sequence[Series], x: Callable[[int], float], y: Callable[[float], float], apart: float = APART
) -> list[Drawn]:
    """Each series in pixels. The first stands where it belongs, the next ones in turn left and right of it."""
    shifts = [(index + 1) // 2 * (-1) ** index * apart for index in range(len(series))]
    return [
        Drawn(line, [[_point(shown, x(position) + shift, y) for position, shown in run] for run in line.runs()])
        for line, shift in zip(series, shifts, strict=True)
    ]


def _point(shown: Shown, x: float, y: Callable[[float], float]) -> Point:
    low = shown.value if shown.low is None else shown.low
    high = shown.value if shown.high is None else shown.high
    return x, y(shown.value), y(low), y(high)


def paint_series(axes: Axes, drawn: Drawn, palette: Palette, *, smooth: bool, band: bool = False) -> None:
    """Line, then intervals, then markers: the marker is on top, with a halo of the ground.

    `band` draws the intervals of neighbouring points as one band beneath the line. What is guessed has a dashed line
    and hollow markers.
    """
    kind, guessed = drawn.series.kind, drawn.series.guessed
    colour = palette.of(kind)
    inside, rim = (palette.surface, colour) if guessed else (colour, palette.surface)
    for run in drawn.runs if band else ():
        lows, highs = [low for _, _, low, _ in run], [high for _, _, _, high in run]
        axes.fill_between([x for x, *_ in run], lows, highs, color=colour, alpha=0.15, linewidth=0, zorder=2)
    for run in drawn.runs:
        xs, ys = _line(run, smooth)
        axes.plot(xs, ys, color=colour, linewidth=2.5, linestyle=GUESSED if guessed else "-", alpha=0.85, zorder=3)
    for x, _, low, high in drawn.points():
        axes.plot([x, x], [low, high], color=colour, linewidth=6, alpha=0.35, zorder=4)
    for x, y, _, _ in drawn.points():
        axes.plot(
            [x],
            [y],
            color=colour,
            linestyle="none",
            marker=MARKERS[kind],
            markersize=MARKER_SIZES[kind] + 2,
            markerfacecolor=inside,
            markeredgecolor=rim,
            markeredgewidth=2,
            zorder=5,
        )


def curve(xs: Sequence[float], ys: Sequence[float]) -> tuple[list[float], list[float]]:
    """A smooth line that never rises or falls more than its points (PCHIP, Fritsch and Carlson 1980)."""
    from numpy import linspace
    from scipy.interpolate import PchipInterpolator

    fine = linspace(xs[0], xs[-1], STEPS * (len(xs) - 1) + 1)
    return fine.tolist(), PchipInterpolator(xs, ys)(fine).tolist()


def _line(run: list[Point], smooth: bool) -> tuple[list[float], list[float]]:
    xs, ys = [point[0] for point in run], [point[1] for point in run]
    return curve(xs, ys) if smooth and len(run) > 1 else (xs, ys)


def label_lines(axes: Axes, every: Sequence[Drawn], palette: Palette, within: Box, avoid: Sequence[Box] = ()) -> None:
    """Each line's name in ink beside one of its own points, where it covers least."""
    taken = [*avoid, *(box for drawn in every for box in drawn.obstacles())]
    for drawn in every:
        places = _places(drawn, within)
        if not places:
            continue
        best = min(places, key=lambda place: sum(place.overlap(box) for box in taken))
        taken.append(best)
        middle = (best.left + best.right) / 2
        write(axes, middle, best.bottom + 3, drawn.series.name, palette.ink, size=LABEL, strong=True, anchor="center")


def _places(drawn: Drawn, within: Box) -> list[Box]:
    """Above and below each point, kept inside the picture."""
    wide, tall = len(drawn.series.name) * LABEL * GLYPH, LABEL + 5
    found = []
    for x, y, low, high in drawn.points():
        left = min(max(x - wide / 2, within.left + 4), within.right - wide - 4)
        for bottom in (max(y + 8, high) + 3, min(y - 8, low) - 3 - tall):
            if within.bottom <= bottom and bottom + tall <= within.top:
                found.append(Box(left, bottom, left + wide, bottom + tall))
    return found


def write(
    axes: Axes,
    x: float,
    y: float,
    words: str,
    colour: str,
    *,
    size: float = SMALL,
    strong: bool = False,
    anchor: str = "left",
) -> None:
    """Words with their baseline at y. They are never mathematics, whatever they contain."""
    axes.text(
        x,
        y,
        words,
        color=colour,
        fontsize=size,
        fontweight="bold" if strong else "normal",
        ha=anchor,
        va="baseline",
        parse_math=False,
        zorder=6,
    )

"""What a verdict goes with: one point per driver, with its interval, on the whole scale."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import ceil
from typing import TYPE_CHECKING

from feedback.charts.canvas import draw
from feedback.charts.ladder import Ladder
from feedback.charts.records import DriverRow, Scale, Shape, Theme
from feedback.charts.style import Palette

if TYPE_CHECKING:
    from matplotlib.axes import Axes

STEP = 0.1
Percent = Callable[[float], str]
"""Writes a share in the reader's language."""


def drivers_chart(
    rows: Sequence[DriverRow], *, theme: Theme = "light", shape: Shape = "wide", percent: Percent = "{:.0%}".format
) -> bytes:
    """SVG of the drivers in the order given, from 0 to the next tenth above every interval; values are shares, 0..1."""
    ladder = ladder_of(rows, shape, percent)

    def paint(axes: Axes, palette: Palette) -> None:
        ladder.paint(axes, palette, lambda index, y: _point(axes, palette, ladder, rows[index], y))

    return draw(ladder.width, ladder.height, theme, paint)


def drivers_size(rows: Sequence[DriverRow], shape: Shape) -> tuple[int, int]:
    """Width and height of the picture, in pixels."""
    ladder = ladder_of(rows, shape)
    return round(ladder.width), round(ladder.height)


def ladder_of(rows: Sequence[DriverRow], shape: Shape, percent: Percent = "{:.0%}".format) -> Ladder:
    end = _end(rows)
    return Ladder([(row.label, row.text) for row in rows], Scale(0.0, end, [(0.0, "0"), (end, percent(end))]), shape)


def _end(rows: Sequence[DriverRow]) -> float:
    highest = max((max(row.value, row.high or 0.0) for row in rows), default=0.0)
    return min(max(ceil(round(highest / STEP, 6)), 1) * STEP, 1.0)


def _point(axes: Axes, palette: Palette, ladder: Ladder, row: DriverRow, y: float) -> None:
    if row.low is not None and row.high is not None:
        ends = [ladder.x(row.low), ladder.x(row.high)]
        axes.plot(ends, [y, y], color=palette.ink_2, linewidth=8, alpha=0.35, solid_capstyle="butt", zorder=3)
    axes.plot(
        [ladder.x(row.value)],
        [y],
        color=palette.ink,
        linestyle="none",
        marker="o",
        markersize=12,
        markerfacecolor=palette.ink,
        markeredgecolor=palette.surface,
        markeredgewidth=2,
        zorder=5,
    )

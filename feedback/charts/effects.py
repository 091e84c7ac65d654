"""What moved: one point per stage with its interval around no change, and beyond which line a change is worth it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import ceil
from typing import TYPE_CHECKING

from feedback.charts.canvas import draw
from feedback.charts.ladder import FOOT, MARKS, Ladder
from feedback.charts.records import EffectRow, Scale, Shape, Theme
from feedback.charts.style import Palette

if TYPE_CHECKING:
    from matplotlib.axes import Axes

STEPS = (0.1, 0.2, 0.5, 1.0, 2.0, 4.0)
"""Where the scale may end on both sides."""
DASHES = (0, (4, 3))
Signed = Callable[[float], str]
"""Writes a change in the reader's language."""


def effects_chart(
    rows: Sequence[EffectRow],
    worth: float,
    *,
    theme: Theme = "light",
    shape: Shape = "wide",
    signed: Signed = "{:+g}".format,
) -> bytes:
    """SVG of the changes in the order given; a dashed line stands at `worth`, the least change worth the work."""
    ladder = ladder_of(rows, worth, shape, signed)

    def paint(axes: Axes, palette: Palette) -> None:
        if shape == "wide":
            _lines(axes, palette, ladder, worth, FOOT, ladder.top)
        ladder.paint(axes, palette, lambda index, y: row(axes, palette, index, y))

    def row(axes: Axes, palette: Palette, index: int, y: float) -> None:
        # On a narrow chart words stand above each row: the lines stay clear of them.
        if shape == "narrow":
            _lines(axes, palette, ladder, worth, y - MARKS / 2, y + MARKS / 2)
        _point(axes, palette, ladder, rows[index], y)

    return draw(ladder.width, ladder.height, theme, paint)


def effects_size(rows: Sequence[EffectRow], shape: Shape) -> tuple[int, int]:
    """Width and height of the picture, in pixels."""
    ladder = ladder_of(rows, 0.0, shape)
    return round(ladder.width), round(ladder.height)


def ladder_of(rows: Sequence[EffectRow], worth: float, shape: Shape, signed: Signed = "{:+g}".format) -> Ladder:
    end = _end(rows, worth)
    ticks = [(-end, signed(-end)), (0.0, "0"), (end, signed(end))]
    return Ladder([(row.label, row.text) for row in rows], Scale(-end, end, ticks), shape)


def _end(rows: Sequence[EffectRow], worth: float) -> float:
    """The first step beyond every interval, the same on both sides of no change."""
    widest = max((abs(one) for row in rows for one in (row.value, row.low, row.high) if one is not None), default=0.0)
    highest = max(widest, abs(worth))
    return next((step for step in STEPS if highest <= step), float(ceil(highest)))


def _lines(axes: Axes, palette: Palette, ladder: Ladder, worth: float, bottom: float, top: float) -> None:
    axes.plot([ladder.x(0.0)] * 2, [bottom, top], color=palette.ink_2, linewidth=1.5, zorder=2)
    axes.plot([ladder.x(worth)] * 2, [bottom, top], color=palette.ink, linewidth=1.5, linestyle=DASHES, zorder=2)


def _point(axes: Axes, palette: Palette, ladder: Ladder, row: EffectRow, y: float) -> None:
    """The row that the verdict is about stands on the highlighter; the others are hollow."""
    if row.low is not None and row.high is not None:
        ends = [ladder.x(row.low), ladder.x(row.high)]
        if row.strong:
            axes.plot(ends, [y, y], color=palette.mark, linewidth=16, solid_capstyle="butt", zorder=3)
        axes.plot(ends, [y, y], color=palette.ink_2, linewidth=5, solid_capstyle="butt", zorder=4)
    axes.plot(
        [ladder.x(row.value)],
        [y],
        linestyle="none",
        marker="o",
        markersize=12 if row.strong else 10,
        markerfacecolor=palette.ink if row.strong else palette.surface,
        markeredgecolor=palette.surface if row.strong else palette.ink,
        markeredgewidth=2,
        zorder=5,
    )

"""Impact against effort: each line as a box of where it could lie, and the two middles that cut the picture in four."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import log
from typing import TYPE_CHECKING

from feedback.charts.canvas import draw
from feedback.charts.marks import write
from feedback.charts.records import Shape, Theme
from feedback.charts.style import LABEL, SMALL, Palette

if TYPE_CHECKING:
    from matplotlib.axes import Axes

SIZES: dict[Shape, tuple[float, float]] = {"wide": (640.0, 420.0), "narrow": (304.0, 340.0)}
LEFT, BOTTOM, EDGE = 30.0, 36.0, 12.0
TIMES = 100
"""Impacts are small numbers: they are written a hundred times as large."""


@dataclass(frozen=True, slots=True)
class BoxRow:
    """One line: its label (its rank), effort and impact as (low, value, high), and whether it crosses a middle."""

    label: str
    effort: tuple[float, float, float]
    impact: tuple[float, float, float]
    undecided: bool


@dataclass(frozen=True, slots=True)
class BoxNames:
    """What the axes are called."""

    effort: str
    impact: str


def boxes_chart(
    rows: Sequence[BoxRow],
    middles: tuple[float, float],
    names: BoxNames,
    *,
    theme: Theme = "light",
    shape: Shape = "wide",
) -> bytes:
    """SVG with effort to the right and impact upwards, both on a log scale; `middles` are (effort, impact),
    written beside their lines.

    A box that crosses a middle is hollow and dashed, one that does not is full: the difference is not the colour.
    """
    width, height = SIZES[shape]
    across = _Scale([value for row in rows for value in row.effort] + [middles[0]], LEFT, width - EDGE)
    upward = _Scale([value for row in rows for value in row.impact] + [middles[1]], BOTTOM, height - EDGE)

    def paint(axes: Axes, palette: Palette) -> None:
        x, y = across(middles[0]), upward(middles[1])
        axes.plot([x, x], [BOTTOM, height - EDGE], color=palette.ink_2, linewidth=1, zorder=1)
        axes.plot([LEFT, width - EDGE], [y, y], color=palette.ink_2, linewidth=1, zorder=1)
        for row in rows:
            _box(axes, palette, row, across, upward)
        write(axes, x, BOTTOM - 12, f"{middles[0]:g}", palette.ink_2, size=SMALL, anchor="center")
        write(axes, 4, y + 3, f"{TIMES * middles[1]:.1f}", palette.ink_2, size=SMALL)
        write(axes, width - EDGE, 8, f"{names.effort} →", palette.ink_2, size=SMALL, anchor="right")
        write(axes, 4, height - EDGE - 4, f"↑ {names.impact}", palette.ink_2, size=SMALL)

    return draw(width, height, theme, paint)


def boxes_size(shape: Shape) -> tuple[int, int]:
    """Width and height of the picture, in pixels."""
    width, height = SIZES[shape]
    return round(width), round(height)


class _Scale:
    """Values above zero on a stretch of pixels, by their logarithm."""

    def __init__(self, values: Sequence[float], start: float, end: float) -> None:
        self._low, self._high = log(min(values)), log(max(values))
        self._start, self._end = start + 8, end - 8

    def __call__(self, value: float) -> float:
        if self._high == self._low:
            return (self._start + self._end) / 2
        return self._start + (log(value) - self._low) / (self._high - self._low) * (self._end - self._start)


def _box(axes: Axes, palette: Palette, row: BoxRow, across: _Scale, upward: _Scale) -> None:
    left, x, right = (across(value) for value in row.effort)
    low, y, high = (upward(value) for value in row.impact)
    line = (0, (3, 2.5)) if row.undecided else "-"
    if not row.undecided:
        axes.fill([left, right, right, left], [low, low, high, high], color=palette.pos_soft, linewidth=0, zorder=2)
    axes.plot(
        [left, right, right, left, left],
        [low, low, high, high, low],
        color=palette.ink_2 if row.undecided else palette.pos,
        linewidth=1.25,
        linestyle=line,
        zorder=3,
    )
    axes.plot([x], [y], linestyle="none", marker="o", markersize=4, color=palette.ink, zorder=5)
    write(axes, x + 4, y + 3, row.label, palette.ink, size=LABEL)

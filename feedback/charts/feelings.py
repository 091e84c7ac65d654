"""Themes by how their mentions feel: what hurts to the left of the middle line, what delights to the right."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from feedback.charts.canvas import draw
from feedback.charts.ladder import Ladder
from feedback.charts.records import Scale, Shape, Theme, ThemeBar
from feedback.charts.style import Palette

if TYPE_CHECKING:
    from matplotlib.axes import Axes

THICK = 14.0


def theme_bars(rows: Sequence[ThemeBar], *, theme: Theme = "light", shape: Shape = "wide") -> bytes:
    """SVG of one bar per theme in the order given. Both sides share one scale, which ends at the longest of them."""
    ladder = ladder_of(rows, shape)

    def paint(axes: Axes, palette: Palette) -> None:
        ladder.paint(axes, palette, lambda index, y: _bar(axes, palette, ladder, rows[index], y))

    return draw(ladder.width, ladder.height, theme, paint)


def theme_bars_size(rows: Sequence[ThemeBar], shape: Shape) -> tuple[int, int]:
    """Width and height of the picture, in pixels."""
    ladder = ladder_of(rows, shape)
    return round(ladder.width), round(ladder.height)


def ladder_of(rows: Sequence[ThemeBar], shape: Shape) -> Ladder:
    longest = max((max(_side(row.negative, row), _side(row.positive, row)) for row in rows), default=1.0) or 1.0
    ticks = [(-longest, _figure(longest)), (0.0, "0"), (longest, _figure(longest))]
    return Ladder([(row.label, row.text) for row in rows], Scale(-longest, longest, ticks), shape)


def _side(counted: int, row: ThemeBar) -> float:
    """Half of the neutral mentions stand on either side, so that the bar is as long as the theme is loud."""
    return counted + row.neutral / 2


def _figure(longest: float) -> str:
    return f"{round(longest)}"


def _bar(axes: Axes, palette: Palette, ladder: Ladder, row: ThemeBar, y: float) -> None:
    half = row.neutral / 2
    for start, end, tone in (
        (-half - row.negative, -half, "neg"),
        (-half, half, "neu"),
        (half, half + row.positive, "pos"),
    ):
        left, right = ladder.x(start), ladder.x(end)
        if right > left:
            axes.barh(y, right - left, height=THICK, left=left, color=palette.of(tone), linewidth=0, zorder=2)

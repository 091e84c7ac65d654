"""A figure by wave: one line per group on the whole scale, with what began in between."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from feedback.charts.canvas import draw
from feedback.charts.marks import GLYPH, Box, label_lines, lay, paint_series, write
from feedback.charts.records import Event, Scale, Series, Shape, Theme
from feedback.charts.style import SMALL, Palette

if TYPE_CHECKING:
    from matplotlib.axes import Axes

SIZE: dict[Shape, tuple[float, float]] = {"wide": (640.0, 240.0), "narrow": (304.0, 220.0)}
LEFT, RIGHT, TOP, BOTTOM = 44.0, 16.0, 30.0, 30.0
CLOSE = 8.0
"""Pixels between two groups' points of the same wave."""
CLOSEST = 46.0
"""Pixels a wave's name needs; where there are more waves, some names are left out."""


def trend(
    waves: Sequence[str],
    series: Sequence[Series],
    scale: Scale,
    *,
    theme: Theme = "light",
    shape: Shape = "wide",
    events: Sequence[Event] = (),
    band: bool = False,
) -> bytes:
    """SVG of one line per group over the waves. Each series has one figure per wave, else ValueError.

    `band` joins the intervals of a line to one band: for many waves close together.
    """
    for line in series:
        if len(line.results) != len(waves):
            raise ValueError(f"{line.name} has {len(line.results)} figures for {len(waves)} waves")
    plot = _Plot(len(waves), scale, *SIZE[shape])

    def paint(axes: Axes, palette: Palette) -> None:
        plot.ground(axes, palette, waves)
        for event in events:
            plot.mark(axes, palette, event)
        every = lay(series, plot.x, plot.y, apart=CLOSE)
        for drawn in reversed(every):
            paint_series(axes, drawn, palette, smooth=False, band=band)
        label_lines(axes, every, palette, plot.inside())

    return draw(plot.width, plot.height, theme, paint)


class _Plot:
    """Where things stand, in pixels."""

    def __init__(self, waves: int, scale: Scale, width: float, height: float) -> None:
        self.waves, self.scale, self.width, self.height = waves, scale, width, height
        self.step = (width - LEFT - RIGHT) / max(waves, 1)

    def x(self, position: float) -> float:
        return LEFT + (position + 0.5) * self.step

    def y(self, value: float) -> float:
        share = (value - self.scale.low) / (self.scale.high - self.scale.low)
        return BOTTOM + min(max(share, 0.0), 1.0) * (self.height - TOP - BOTTOM)

    def inside(self) -> Box:
        return Box(LEFT, BOTTOM, self.width, self.height)

    def ground(self, axes: Axes, palette: Palette, waves: Sequence[str]) -> None:
        for value, words in self.scale.ticks:
            axes.plot([LEFT, self.width - RIGHT], [self.y(value)] * 2, color=palette.line, linewidth=1, zorder=1)
            write(axes, LEFT - 8, self.y(value) - 4, words, palette.ink_2, anchor="right")
        for position in self._named(waves):
            write(axes, self.x(position), 8, waves[position], palette.ink_2, anchor="center")

    def _named(self, waves: Sequence[str]) -> list[int]:
        """The waves whose names have room, the newest first of all."""
        room = max([CLOSEST, *(len(wave) * SMALL * GLYPH + 8 for wave in waves)])
        every = max(1, round(room / self.step + 0.49))
        return list(range(self.waves - 1, -1, -every))

    def mark(self, axes: Axes, palette: Palette, event: Event) -> None:
        x = self.x(event.after + 0.5)
        axes.plot([x, x], [BOTTOM, self.height - 18], color=palette.ink_2, linewidth=1, linestyle=(0, (3, 3)), zorder=1)
        right = x > self.width / 2
        write(
            axes,
            x + (6 if right else -6),
            self.height - 12,
            event.name,
            palette.ink_2,
            anchor="right" if right else "left",
        )

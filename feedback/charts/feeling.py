"""The feeling curve: how each group fares from stage to stage, beside what was assumed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from feedback.charts.canvas import draw
from feedback.charts.marks import Box, curve, label_lines, lay, paint_series, write
from feedback.charts.records import Assumed, Scale, Series, Shape, Shown, Stage, Theme
from feedback.charts.style import Palette

if TYPE_CHECKING:
    from matplotlib.axes import Axes

COLUMN: dict[Shape, float] = {"wide": 184.0, "narrow": 112.0}
"""Pixels of a stage: the columns of the map on a desk, and the picture above the cards of a phone."""
HEIGHT = 250.0
TOP, BOTTOM, NAMES = 26.0, 28.0, 22.0


def feeling_curve(
    stages: Sequence[Stage],
    series: Sequence[Series],
    scale: Scale,
    *,
    theme: Theme = "light",
    shape: Shape = "wide",
    assumed: Assumed | None = None,
    stage_names: bool = False,
) -> bytes:
    """SVG of one line per group over the stages, each as wide as a column of the map.

    Every series and `assumed` has one value per stage, else ValueError. A hidden figure is a gap in the line. Silent
    stages are tinted. The gap between assumed and lived is yellow, along the first series. `stage_names` writes the
    names below, for where no table stands around the picture.
    """
    for line in series:
        if len(line.results) != len(stages):
            raise ValueError(f"{line.name} has {len(line.results)} figures for {len(stages)} stages")
    if assumed is not None and len(assumed.values) != len(stages):
        raise ValueError("assumed values and stages differ in number")
    plot = _Plot(stages, scale, COLUMN[shape], NAMES if stage_names else 0.0)

    def paint(axes: Axes, palette: Palette) -> None:
        plot.ground(axes, palette)
        every = lay(series, plot.x, plot.y)
        if assumed is not None:
            plot.gap(axes, palette, series[:1], assumed)
        for drawn in reversed(every):
            paint_series(axes, drawn, palette, smooth=True)
        label_lines(axes, every, palette, plot.inside(), avoid=[*plot.words(), *plot.supposed(assumed)])
        if stage_names:
            plot.name_stages(axes, palette)

    return draw(plot.width, plot.height, theme, paint)


class _Plot:
    """Where things stand, in pixels."""

    def __init__(self, stages: Sequence[Stage], scale: Scale, column: float, foot: float) -> None:
        self.stages, self.scale, self.column = stages, scale, column
        self.width, self.height = column * len(stages), HEIGHT + foot
        self.base, self.ceiling = BOTTOM + foot, HEIGHT + foot - TOP

    def x(self, position: int) -> float:
        return (position + 0.5) * self.column

    def y(self, value: float) -> float:
        share = (value - self.scale.low) / (self.scale.high - self.scale.low)
        return self.base + min(max(share, 0.0), 1.0) * (self.ceiling - self.base)

    def inside(self) -> Box:
        return Box(0, self.base - 20, self.width, self.height)

    def words(self) -> list[Box]:
        """Where the scale is written."""
        return [Box(0, self.y(value) - 16, 90, self.y(value) + 16) for value, words in self.scale.ticks if words]

    def supposed(self, assumed: Assumed | None) -> list[Box]:
        """Where the line of what was assumed runs."""
        xs, ys = self._supposed_line(assumed) if assumed else ([], [])
        return [Box(x - 5, y - 4, x + 5, y + 4) for x, y in zip(xs, ys, strict=True)]

    def _supposed_line(self, assumed: Assumed) -> tuple[list[float], list[float]]:
        known = [(self.x(at), self.y(value)) for at, value in enumerate(assumed.values) if value is not None]
        xs, ys = [x for x, _ in known], [y for _, y in known]
        return curve(xs, ys) if len(known) > 1 else (xs, ys)

    def ground(self, axes: Axes, palette: Palette) -> None:
        """Tints of silence and of the two ends, the scale, and a dotted line between stages."""
        for position, stage in enumerate(self.stages):
            if stage.silent:
                axes.axvspan(position * self.column, (position + 1) * self.column, color=palette.fill, lw=0, zorder=0)
        quarter = (self.scale.high - self.scale.low) / 4
        axes.axhspan(self.y(self.scale.high - quarter), self.ceiling, color=palette.pos_soft, lw=0, zorder=1)
        axes.axhspan(self.base, self.y(self.scale.low + quarter), color=palette.neg_soft, lw=0, zorder=1)
        for position in range(1, len(self.stages)):
            axes.plot([position * self.column] * 2, [self.base, self.ceiling], color=palette.line, lw=1, ls=(0, (2, 4)))
        for value, words in self.scale.ticks:
            axes.plot([0, self.width], [self.y(value)] * 2, color=palette.line, linewidth=1, zorder=2)
            if words:
                write(axes, 6, self.y(value) + (4 if value < self.scale.high else -14), words, palette.ink_2)

    def gap(self, axes: Axes, palette: Palette, first: Sequence[Series], assumed: Assumed) -> None:
        """Yellow between assumed and lived, and the dotted line of what was assumed."""
        for line in first:
            for run in line.runs():
                self._fill(axes, palette, run, assumed)
        xs, ys = self._supposed_line(assumed)
        if not xs:
            return
        axes.plot(xs, ys, color=palette.ink, linewidth=2, linestyle=(0, (0.1, 2.5)), zorder=3)
        write(axes, min(xs[-1], self.width - 8), ys[-1] + 8, assumed.name, palette.ink_2, anchor="right")

    def _fill(self, axes: Axes, palette: Palette, run: list[tuple[int, Shown]], assumed: Assumed) -> None:
        both = [
            (position, shown, supposed) for position, shown in run if (supposed := assumed.values[position]) is not None
        ]
        if len(both) < 2:
            return
        xs = [self.x(position) for position, _, _ in both]
        fine, lived = curve(xs, [self.y(shown.value) for _, shown, _ in both])
        _, supposed_line = curve(xs, [self.y(supposed) for _, _, supposed in both])
        below = [low < high for low, high in zip(lived, supposed_line, strict=True)]
        axes.fill_between(
            fine, lived, supposed_line, where=below, interpolate=True, color=palette.mark, alpha=0.75, lw=0, zorder=2
        )

    def name_stages(self, axes: Axes, palette: Palette) -> None:
        for position, stage in enumerate(self.stages):
            write(axes, self.x(position), 8, stage.name, palette.ink, strong=True, anchor="center")

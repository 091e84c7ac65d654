"""The answers of one question as bars on the whole scale, 0 to 100 per cent."""

from __future__ import annotations

from collections.abc import Sequence
from textwrap import wrap
from typing import TYPE_CHECKING

from feedback.charts.canvas import draw
from feedback.charts.marks import GLYPH, write
from feedback.charts.records import Bar, Shape, Shown, Theme, is_shown
from feedback.charts.style import LABEL, SMALL, Palette

if TYPE_CHECKING:
    from matplotlib.axes import Axes

WIDTH: dict[Shape, float] = {"wide": 640.0, "narrow": 304.0}
NAMES: dict[Shape, float] = {"wide": 200.0, "narrow": 0.0}
"""Room for names at the left of the bars; on a narrow chart a name stands above its bar."""
FIGURES = 110.0
"""Room for the text at the end of a full bar."""
THICK, LINE, GAP = 16.0, 17.0, 12.0


def distribution_bars(bars: Sequence[Bar], *, theme: Theme = "light", shape: Shape = "wide") -> bytes:
    """SVG of one horizontal bar per answer, in the order given. A hidden share has its sentence and no bar."""
    rows = [_Row(bar, shape) for bar in bars]
    height = sum(row.height for row in rows) + GAP

    def paint(axes: Axes, palette: Palette) -> None:
        top = height - GAP / 2
        axes.plot([NAMES[shape]] * 2, [0, height], color=palette.line, linewidth=1, zorder=1)
        for row in rows:
            row.paint(axes, palette, top)
            top -= row.height

    return draw(WIDTH[shape], height, theme, paint)


class _Row:
    """One bar with its name, measured before it is drawn."""

    def __init__(self, bar: Bar, shape: Shape) -> None:
        self.bar, self.left, self.above = bar, NAMES[shape], shape == "narrow"
        self.room = WIDTH[shape] - self.left - FIGURES
        letters = int((WIDTH[shape] if self.above else self.left - 12) / (LABEL * GLYPH))
        self.name = wrap(bar.name, letters) or [""]
        lines = len(self.name) * LINE
        self.height = GAP + (lines + THICK + 4 if self.above else max(lines, THICK))

    def paint(self, axes: Axes, palette: Palette, top: float) -> None:
        for index, words in enumerate(self.name):
            write(axes, 0, top - LABEL - index * LINE, words, palette.ink, size=LABEL)
        base = top - THICK - (len(self.name) * LINE + 4 if self.above else 0)
        end = self.left + (self._bar(axes, palette, base, self.bar.result) if is_shown(self.bar.result) else 0)
        write(axes, end + 8, base + (THICK - SMALL) / 2 + 2, self.bar.text, palette.ink_2)

    def _bar(self, axes: Axes, palette: Palette, base: float, shown: Shown) -> float:
        """Draws bar and interval; answers how far to the right they reach."""
        colour = palette.of(self.bar.tone)
        long = shown.value * self.room
        axes.barh(base + THICK / 2, long, height=THICK, left=self.left, color=colour, linewidth=0, zorder=2)
        if shown.low is None or shown.high is None:
            return long
        ends = [self.left + shown.low * self.room, self.left + shown.high * self.room]
        middle = [base + THICK / 2] * 2
        axes.plot(ends, middle, color=palette.surface, linewidth=8, alpha=0.45, solid_capstyle="butt", zorder=3)
        axes.plot(ends, middle, color=palette.ink, linewidth=6, alpha=0.35, solid_capstyle="butt", zorder=4)
        return max(long, shown.high * self.room)

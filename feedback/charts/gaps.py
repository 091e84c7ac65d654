"""The perception gap: what was assumed or predicted, and what is lived, as the two ends of a yellow bar."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from feedback.charts.canvas import draw
from feedback.charts.ladder import LINE, Ladder
from feedback.charts.marks import GLYPH, write
from feedback.charts.records import GapNames, GapRow, Scale, Shape, Theme
from feedback.charts.style import LABEL, MARKER_SIZES, MARKERS, Palette

if TYPE_CHECKING:
    from matplotlib.axes import Axes

FIVE = Scale(1.0, 5.0, [(float(value), str(value)) for value in range(1, 6)])
NAMELESS = GapNames()


def gaps_chart(
    rows: Sequence[GapRow],
    *,
    theme: Theme = "light",
    shape: Shape = "wide",
    scale: Scale = FIVE,
    names: GapNames = NAMELESS,
) -> bytes:
    """SVG of one line per stage or question in the order given, on the whole scale. A missing point is a gap."""
    ladder = ladder_of(rows, shape, scale, names)

    def paint(axes: Axes, palette: Palette) -> None:
        ladder.paint(axes, palette, lambda index, y: _gap(axes, palette, ladder, rows[index], y, names))
        _explain(axes, palette, ladder, names)

    return draw(ladder.width, ladder.height, theme, paint)


def gaps_size(rows: Sequence[GapRow], shape: Shape, names: GapNames = NAMELESS) -> tuple[int, int]:
    """Width and height of the picture, in pixels."""
    ladder = ladder_of(rows, shape, FIVE, names)
    return round(ladder.width), round(ladder.height)


def ladder_of(rows: Sequence[GapRow], shape: Shape, scale: Scale, names: GapNames) -> Ladder:
    return Ladder([(row.label, row.text) for row in rows], scale, shape, head=_head(names, shape))


def _gap(axes: Axes, palette: Palette, ladder: Ladder, row: GapRow, y: float, names: GapNames) -> None:
    for believed in (row.assumed, row.predicted):
        if believed is not None and row.lived is not None:
            ends = [ladder.x(believed), ladder.x(row.lived)]
            axes.plot(ends, [y, y], color=palette.mark, linewidth=12, solid_capstyle="butt", zorder=2)
    if row.lived is not None and row.low is not None and row.high is not None:
        ends = [ladder.x(row.low), ladder.x(row.high)]
        colour = palette.of(names.lived_by)
        axes.plot(ends, [y, y], color=colour, linewidth=6, alpha=0.35, solid_capstyle="butt", zorder=3)
    _marks(axes, palette, names, {name: ladder.x(value) for name, value in _points(row).items()}, y)


def _points(row: GapRow) -> dict[str, float]:
    points = {"assumed": row.assumed, "predicted": row.predicted, "lived": row.lived}
    return {name: value for name, value in points.items() if value is not None}


def _marks(axes: Axes, palette: Palette, names: GapNames, points: dict[str, float], y: float) -> None:
    """Assumed is hollow ink; predicted and lived have the shape and hue of who says so."""
    for name, x in points.items():
        kind = names.lived_by if name == "lived" else names.predicted_by
        hollow = name == "assumed"
        axes.plot(
            [x],
            [y],
            linestyle="none",
            marker="o" if hollow else MARKERS[kind],
            markersize=10 if hollow else MARKER_SIZES[kind] + 2,
            markerfacecolor=palette.surface if hollow else palette.of(kind),
            markeredgecolor=palette.ink if hollow else palette.surface,
            markeredgewidth=2,
            zorder=4 if hollow else 5,
        )


def _told(names: GapNames) -> dict[str, str]:
    """The points that are explained, with what they are called."""
    words = {"assumed": names.assumed, "predicted": names.predicted, "lived": names.lived}
    return {name: text for name, text in words.items() if text}


def _head(names: GapNames, shape: Shape) -> float:
    """Room for the names: in one line, or one below the other on a narrow chart."""
    lines = len(_told(names)) if shape == "narrow" else min(len(_told(names)), 1)
    return lines * LINE + (8.0 if lines else 0.0)


def _explain(axes: Axes, palette: Palette, ladder: Ladder, names: GapNames) -> None:
    """The marks with their names, above the first row."""
    x, y = 8.0, ladder.height - LINE / 2 - 2
    for name, words in _told(names).items():
        _marks(axes, palette, names, {name: x}, y)
        write(axes, x + 11, y - 4, words, palette.ink, size=LABEL)
        if ladder.shape == "narrow":
            y -= LINE
        else:
            x += 11 + len(words) * LABEL * GLYPH + 20

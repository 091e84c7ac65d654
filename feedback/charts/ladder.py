"""Rows on one common scale: names at the left, or above on a narrow chart, and a text beside each row."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from textwrap import wrap
from typing import TYPE_CHECKING

from feedback.charts.marks import GLYPH, write
from feedback.charts.records import Scale, Shape
from feedback.charts.style import LABEL, SMALL, Palette

if TYPE_CHECKING:
    from matplotlib.axes import Axes

WIDTH: dict[Shape, float] = {"wide": 640.0, "narrow": 304.0}
NAMES: dict[Shape, float] = {"wide": 190.0, "narrow": 0.0}
"""Room for names at the left; on a narrow chart name and text stand above the row."""
TEXTS: dict[Shape, float] = {"wide": 168.0, "narrow": 0.0}
EDGE, LINE, MARKS, GAP = 12.0, 17.0, 22.0, 10.0
"""Room at both ends of the scale, a line of words, the height of what is drawn, and air between rows; in pixels."""
FOOT = 26.0
"""Room for the words of the scale."""

Paint = Callable[[int, float], None]
"""Draws what belongs to a row: its number and the y of its middle."""


@dataclass(frozen=True, slots=True)
class Rung:
    """A row's words, measured before anything is drawn."""

    name: list[str]
    text: list[str]
    above: bool

    @property
    def height(self) -> float:
        words = (len(self.name) + len(self.text)) if self.above else max(len(self.name), len(self.text))
        return GAP + (words * LINE + MARKS if self.above else max(words * LINE, MARKS))


class Ladder:
    """Where rows stand, in pixels, y upwards. `head`: room above the first row."""

    def __init__(self, words: Sequence[tuple[str, str]], scale: Scale, shape: Shape, *, head: float = 0.0) -> None:
        self.scale, self.shape = scale, shape
        self.rungs = [_rung(name, text, shape) for name, text in words]
        self.width = WIDTH[shape]
        self.top = FOOT + sum(rung.height for rung in self.rungs)
        self.height = self.top + head
        self.left, self.right = NAMES[shape] + EDGE, self.width - TEXTS[shape] - EDGE

    def x(self, value: float) -> float:
        """A value on the scale; what lies outside stands at its end."""
        share = (value - self.scale.low) / (self.scale.high - self.scale.low)
        return self.left + min(max(share, 0.0), 1.0) * (self.right - self.left)

    def paint(self, axes: Axes, palette: Palette, draw: Paint) -> None:
        """Scale, words, and what `draw` puts into each row."""
        self._ground(axes, palette)
        top = self.top
        for index, rung in enumerate(self.rungs):
            draw(index, self._words(axes, palette, rung, top))
            top -= rung.height

    def _ground(self, axes: Axes, palette: Palette) -> None:
        for value, words in self.scale.ticks:
            axes.plot([self.x(value)] * 2, [FOOT, self.top], color=palette.line, linewidth=1, zorder=1)
            write(axes, self.x(value), 8, words, palette.ink_2, anchor=self._anchor(value))

    def _anchor(self, value: float) -> str:
        """On a narrow chart words at the two ends grow inwards, so that none is cut."""
        if self.shape == "wide" or self.scale.low < value < self.scale.high:
            return "center"
        return "left" if value <= self.scale.low else "right"

    def _words(self, axes: Axes, palette: Palette, rung: Rung, top: float) -> float:
        """Writes a row's words; answers the y of the middle of what is drawn."""
        if rung.above:
            base = top - GAP / 2 - _write(axes, 0, top - GAP / 2, rung.name, palette.ink, LABEL)
            return base - _write(axes, 0, base, rung.text, palette.ink_2, SMALL) - MARKS / 2
        middle = top - rung.height / 2
        _write(axes, 0, middle + len(rung.name) * LINE / 2, rung.name, palette.ink, LABEL)
        _write(axes, self.right + EDGE, middle + len(rung.text) * LINE / 2, rung.text, palette.ink_2, SMALL)
        return middle


def _rung(name: str, text: str, shape: Shape) -> Rung:
    above = shape == "narrow"
    room, beside = (WIDTH[shape], WIDTH[shape]) if above else (NAMES[shape], TEXTS[shape])
    return Rung(_lines(name, room, LABEL) or [""], _lines(text, beside, SMALL), above)


def _lines(words: str, room: float, size: float) -> list[str]:
    return wrap(words, int(room / (size * GLYPH)))


def _write(axes: Axes, x: float, top: float, lines: Sequence[str], colour: str, size: float) -> float:
    """Lines downwards from `top`; answers how much room they took."""
    for index, words in enumerate(lines):
        write(axes, x, top - (index + 1) * LINE + 4, words, colour, size=size)
    return len(lines) * LINE

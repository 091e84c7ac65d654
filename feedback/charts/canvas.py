"""From a drawing function to the bytes of one SVG; the only place that knows matplotlib's way of writing them."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING
from xml.sax.saxutils import quoteattr

from feedback.charts.records import Theme
from feedback.charts.style import FAMILY, PALETTES, RC, Palette

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

STRONG = 600
DOTS = 72
"""At 72 dots an inch one point is one pixel, so every size in this package is in pixels."""

_NO_METADATA = {"Date": None, "Creator": None, "Format": None, "Type": None}
_STYLE = re.compile(r' style="([^"]*)"')
_FONT = re.compile(r"(?:(?P<weight>\d+|bold) )?(?P<size>[\d.]+)px\b")


def draw(width: float, height: float, theme: Theme, paint: Callable[[Axes, Palette], None]) -> bytes:
    """An SVG of `width` by `height` pixels with a transparent ground. `paint` gets axes in pixels, y upwards."""
    figure = _figure_class()(figsize=(width / DOTS, height / DOTS), dpi=DOTS, facecolor="none")
    axes = figure.add_axes((0, 0, 1, 1), frameon=False, xlim=(0, width), ylim=(0, height), autoscale_on=False)
    axes.set_axis_off()
    paint(axes, PALETTES[theme])
    out = io.StringIO()
    figure.savefig(out, format="svg", metadata=_NO_METADATA, transparent=True)
    return _plain(out.getvalue()).encode()


@cache
def _figure_class() -> type[Figure]:
    """matplotlib, loaded and set once: entering and leaving its settings for each chart would mix between threads."""
    import matplotlib
    from matplotlib.figure import Figure

    matplotlib.rcParams.update(RC)
    return Figure


def _plain(svg: str) -> str:
    """The same picture without document type, style elements and style attributes, which a strict policy refuses."""
    svg = svg[svg.index("<svg") :]
    svg = re.sub(r"<metadata>.*?</metadata>|<style[^>]*>.*?</style>", "", svg, flags=re.DOTALL)
    svg = _STYLE.sub(lambda found: _attributes(found.group(1)), svg)
    svg = re.sub(r'(width|height)="([\d.]+)pt"', r'\1="\2"', svg, count=2)
    root = f'<svg font-family={quoteattr(FAMILY)} stroke-linejoin="round" '
    return re.sub(r"\n\s*(?=\n)", "", svg.replace("<svg ", root, 1))


def _attributes(style: str) -> str:
    """Declarations as presentation attributes; the family is the root's, so that it is named once."""
    declared = dict(part.split(":", 1) for part in style.split(";") if ":" in part)
    return "".join(_attribute(name.strip(), value.strip()) for name, value in declared.items())


def _attribute(name: str, value: str) -> str:
    if name != "font":
        return f' {name}="{value}"'
    found = _FONT.match(value)
    if found is None:
        raise ValueError(f"font not understood: {value}")
    weight = f' font-weight="{STRONG}"' if found["weight"] else ""
    return f' font-size="{found["size"]}"{weight}'

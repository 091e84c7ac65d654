"""QR codes (ISO/IEC 18004) of links, as pictures to download and as part of a page. Pure."""

from __future__ import annotations

import io
from typing import Any

import segno
from markupsafe import Markup

QUIET_ZONE = 4
"""Squares of nothing around a code: the standard's own number, and what readers fail without."""
ERROR = "q"
"""A quarter of it may be dirty, folded or under a thumb."""
PNG_SIDE = 1200
"""Fewest pixels of a side: 10 cm at 300 dots per inch."""
SVG_SIDE_MM = 80


def modules(url: str, error: str = ERROR) -> int:
    """Squares of a side, quiet zone included."""
    return int(_code(url, error).symbol_size(border=QUIET_ZONE)[0])


def svg(url: str) -> bytes:
    """A picture of its own, black on white."""
    return _drawn(url, kind="svg", scale=SVG_SIDE_MM / modules(url), unit="mm")


def png(url: str) -> bytes:
    """The same as pixels, whole ones for every square."""
    return _drawn(url, kind="png", scale=-(-PNG_SIDE // modules(url)))


def inline(url: str, side_mm: float, label: str, error: str = ERROR) -> Markup:
    """The code as part of a page, `side_mm` wide in print; `label` is what a screen reader says."""
    scale = side_mm / modules(url, error)
    drawn = _code(url, error).svg_inline(
        border=QUIET_ZONE, scale=scale, unit="mm", light="#fff", title=label, svgclass="qr", lineclass=None
    )
    return Markup(drawn.replace("<svg ", '<svg role="img" shape-rendering="crispEdges" ', 1))


def _drawn(url: str, **how: Any) -> bytes:
    written = io.BytesIO()
    _code(url, ERROR).save(written, border=QUIET_ZONE, dark="#000", light="#fff", **how)
    return written.getvalue()


def _code(url: str, error: str) -> segno.QRCode:
    return segno.make_qr(url, error=error)

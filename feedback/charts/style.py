"""The colours and lines of charts. The values are those of static/css/tokens.css; a test holds the two together."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from feedback.charts.records import Theme


@dataclass(frozen=True, slots=True)
class Palette:
    """One theme's colours, each named like its token with the dashes as underscores."""

    surface: str
    fill: str
    ink: str
    ink_2: str
    line: str
    mark: str
    pos: str
    neu: str
    neg: str
    pos_soft: str
    neg_soft: str
    g_customer: str
    g_employee: str
    g_supplier: str
    g_other: str

    def of(self, tone: str) -> str:
        """The colour of a group kind or a sentiment; plain ink for anything else."""
        if tone in ("pos", "neu", "neg"):
            return str(getattr(self, tone))
        return str(getattr(self, f"g_{tone}", self.ink_2))


LIGHT = Palette(
    surface="#ffffff",
    fill="#eceee8",
    ink="#1a2024",
    ink_2="#4b545a",
    line="#dcdfd7",
    mark="#ffe37d",
    pos="#1c62b0",
    neu="#626b71",
    neg="#b3420a",
    pos_soft="#e3eefa",
    neg_soft="#fcebdf",
    g_customer="#0f766d",
    g_employee="#7a1766",
    g_supplier="#5c5a12",
    g_other="#4b545a",
)
DARK = Palette(
    surface="#1b1f23",
    fill="#262c31",
    ink="#eceee9",
    ink_2="#b4bbbd",
    line="#30363b",
    mark="#5a4a0c",
    pos="#74b5f5",
    neu="#a7afb6",
    neg="#f79a55",
    pos_soft="#16283a",
    neg_soft="#3a2414",
    g_customer="#5fe6de",
    g_employee="#d56fae",
    g_supplier="#e0d56a",
    g_other="#b4bbbd",
)
PALETTES: dict[Theme, Palette] = {"light": LIGHT, "dark": DARK}

FAMILY = 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", sans-serif'
SMALL, LABEL = 12.0, 13.0
"""Type sizes in pixels: axis texts and direct labels."""

MARKERS = {"customer": "o", "employee": "s", "supplier": "D", "other": "h"}
MARKER_SIZES = {"customer": 11.0, "employee": 9.5, "supplier": 9.0, "other": 11.5}
"""The shapes of the groups, sized to look equally heavy."""

RC: dict[Any, Any] = {
    "svg.fonttype": "none",
    "svg.hashsalt": "feedback",
    "font.size": SMALL,
    "font.family": ["DejaVu Sans"],
    "lines.solid_capstyle": "round",
    "lines.solid_joinstyle": "round",
    "lines.dash_capstyle": "round",
    "axes.unicode_minus": True,
}
"""Text stays text, the same input gives the same bytes, no font is searched for: the reader's own is named later."""

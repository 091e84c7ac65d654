"""Figures to draw, and what can be read back from a drawn SVG."""

from __future__ import annotations

import xml.etree.ElementTree as Xml

from feedback.analysis.disclosure import Hidden, Shown
from feedback.charts import Scale, Series, Stage

SVG = "{http://www.w3.org/2000/svg}"
TOO_FEW = Hidden("too_few", 5)
FIVE = Scale(1, 5, [(1, "1 bad"), (2, ""), (3, "3"), (4, ""), (5, "5 good")])
STAGES = [Stage("Ask"), Stage("Wait", silent=True), Stage("Visit")]


def shown(value: float, half: float = 0.3, n: int = 40) -> Shown[float]:
    return Shown(value, n, value - half, value + half)


CUSTOMERS = Series("customer", "Customers", [shown(4.0), shown(2.5), shown(4.5)])
SUPPLIERS = Series("supplier", "Suppliers", [TOO_FEW, shown(2.0), TOO_FEW])


def elements(svg: bytes, tag: str) -> list[dict[str, str]]:
    """The attributes of each element of this name."""
    return [dict(element.attrib) for element in Xml.fromstring(svg).iter(SVG + tag)]


def texts(svg: bytes) -> list[str]:
    """What is written, in order of drawing."""
    return [element.text or "" for element in Xml.fromstring(svg).iter(SVG + "text")]


def markers(svg: bytes, colour: str) -> list[tuple[float, float]]:
    """Places of the markers of this colour, in pixels from the top left."""
    return [(float(use["x"]), float(use["y"])) for use in elements(svg, "use") if use.get("fill") == colour]


def strokes(svg: bytes, colour: str, width: str) -> list[dict[str, str]]:
    """Lines of this colour and width."""
    return [path for path in elements(svg, "path") if (path.get("stroke"), path.get("stroke-width")) == (colour, width)]

"""How our slides look: ink on paper with one yellow mark, 16:9, a font that every machine has or draws alike. Pure.

Made from the template that comes with python-pptx, so that titles, texts, tables and charts stand in placeholders of a
layout: outline view, screen readers and whoever changes the look later find them.
"""

from __future__ import annotations

import re
from copy import deepcopy
from typing import Any

from feedback.charts.style import LIGHT
from feedback.reports.slides import fitting

SANS, SERIF = "Arial", "Georgia"
INK, INK_2, LINE, MARK = (one.lstrip("#").upper() for one in (LIGHT.ink, LIGHT.ink_2, LIGHT.line, LIGHT.mark))
GROUPS = {kind: LIGHT.of(kind).lstrip("#").upper() for kind in ("customer", "employee", "supplier", "other")}
COVER, TEXT, FIGURE, TABLE = range(4)
"""Layouts, in their order."""
_TAKEN = {0: "Cover", 1: "Text", 3: "Figure and table", 4: "Table and words"}
"""Layouts of the template that become ours."""
TITLE, FIRST, SECOND = 0, 1, 2
FOOT, NUMBER = 11, 12
"""Indexes of placeholders in the template."""
FOOT_TOP, FOOT_HIGH = 6.95, 0.34
NUMBER_WIDE = 0.9
INDENT = 0.28
_COLOURS = {
    "dk1": INK,
    "lt1": "FFFFFF",
    "dk2": INK_2,
    "lt2": LIGHT.fill.lstrip("#").upper(),
    "accent1": GROUPS["customer"],
    "accent2": GROUPS["employee"],
    "accent3": GROUPS["supplier"],
    "accent4": GROUPS["other"],
    "accent5": LIGHT.pos.lstrip("#").upper(),
    "accent6": LIGHT.neg.lstrip("#").upper(),
    "hlink": INK,
    "folHlink": INK_2,
}


def rgb(colour: str) -> Any:
    """A colour as python-pptx takes it; six hexadecimal digits."""
    from pptx.dml.color import RGBColor

    known: Any = RGBColor
    return known.from_string(colour)


def dressed(show: Any) -> None:
    """Give an empty presentation our size, theme, master and layouts."""
    from pptx.util import Inches

    show.slide_width, show.slide_height = Inches(fitting.WIDTH), Inches(fitting.HEIGHT)
    _keep_layouts(show)
    _theme(show.slide_master)
    _styles(show.slide_master)
    for place, layout in enumerate(show.slide_layouts):
        _lay_out(layout, place)
    _place_all(show.slide_master, TEXT)


def _keep_layouts(show: Any) -> None:
    for place, layout in reversed(list(enumerate(show.slide_layouts))):
        if place in _TAKEN:
            layout._element.cSld.set("name", _TAKEN[place])
        else:
            show.slide_layouts.remove(layout)


def _theme(master: Any) -> None:
    """Our colours and fonts in the theme, so that what is added by hand has them too."""
    from pptx.opc.constants import RELATIONSHIP_TYPE

    part = master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    xml = part.blob.decode("utf-8")
    for name, colour in _COLOURS.items():
        filled = f'<a:{name}><a:srgbClr val="{colour}"/></a:{name}>'
        xml = re.sub(rf"<a:{name}>.*?</a:{name}>", filled, xml, count=1, flags=re.DOTALL)
    part._blob = re.sub(r'<a:latin typeface="Calibri"', f'<a:latin typeface="{SANS}"', xml).encode("utf-8")


def _styles(master: Any) -> None:
    """Sizes of titles and texts; a title stands at the left."""
    from pptx.oxml.ns import qn

    styles = master._element.find(qn("p:txStyles"))
    title = styles.find(qn("p:titleStyle")).find(qn("a:lvl1pPr"))
    title.set("algn", "l")
    title.find(qn("a:defRPr")).set("sz", str(fitting.TITLE * 100))
    title.find(qn("a:defRPr")).set("b", "1")
    for level in styles.find(qn("p:bodyStyle")):
        if (run := level.find(qn("a:defRPr"))) is not None:
            run.set("sz", str(fitting.BODY * 100))


def _lay_out(layout: Any, place: int) -> None:
    # What it was called in the template it is no more.
    layout._element.attrib.pop("type", None)
    kinds = {FIGURE: {FIRST: "chart", SECOND: "tbl"}, TABLE: {SECOND: "tbl"}}.get(place, {})
    for shape in list(layout.placeholders):
        index = shape.placeholder_format.idx
        if index in (3, 4, 10):
            shape._element.getparent().remove(shape._element)
        elif index in kinds:
            shape._element.ph.set("type", kinds[index])
    _place_all(layout, place)
    _mark(layout, place)


def _place_all(holder: Any, place: int) -> None:
    for shape in holder.placeholders:
        index = shape.placeholder_format.idx
        # The master counts its own way: its date, foot and number are 2, 3 and 4.
        name = shape.placeholder_format.type.name
        if name == "FOOTER":
            _put(shape, fitting.SIDE, FOOT_TOP, fitting.INSIDE - NUMBER_WIDE, FOOT_HIGH)
        elif name == "SLIDE_NUMBER":
            _put(shape, fitting.WIDTH - fitting.SIDE - NUMBER_WIDE, FOOT_TOP, NUMBER_WIDE, FOOT_HIGH)
        elif name != "DATE":
            _put(shape, *_where(place, index))
        if name in ("FOOTER", "SLIDE_NUMBER"):
            _small(shape, "r" if name == "SLIDE_NUMBER" else "l")
        if index == TITLE:
            _anchored(shape, "b" if place == COVER else "t")


def _where(place: int, index: int) -> tuple[float, float, float, float]:
    """Left, top, width and height of a placeholder, in inches."""
    left, wide = fitting.SIDE, fitting.INSIDE
    if index == TITLE:
        return (
            (left + INDENT, 1.6, wide - INDENT, 1.5) if place == COVER else (left + INDENT, 0.45, wide - INDENT, 1.15)
        )
    if place == COVER:
        return left + INDENT, 3.25, wide - INDENT, 3.2
    if place == FIGURE and index == FIRST:
        return left, fitting.TOP, fitting.CHART, fitting.ROOM
    if place == FIGURE:
        start = left + fitting.CHART + fitting.BETWEEN
        return start, fitting.TOP, fitting.WIDTH - fitting.SIDE - start, fitting.ROOM
    if place == TABLE and index == FIRST:
        return left, fitting.TOP + fitting.ROOM - 1.9, wide, 1.9
    return left, fitting.TOP, wide, fitting.ROOM


def _put(shape: Any, left: float, top: float, wide: float, high: float) -> None:
    from pptx.util import Inches

    shape.left, shape.top, shape.width, shape.height = (Inches(one) for one in (left, top, wide, high))


def _anchored(shape: Any, where: str) -> None:
    shape.text_frame._txBody.bodyPr.set("anchor", where)


def _small(shape: Any, side: str) -> None:
    """What stands at the foot: small, grey, at its side."""
    from pptx.util import Pt

    for style in shape._element.iter("{http://schemas.openxmlformats.org/drawingml/2006/main}lvl1pPr"):
        style.set("algn", side)
        for run in style:
            run.set("sz", str(fitting.FOOT * 100))
    for paragraph in shape.text_frame.paragraphs:
        for run in paragraph.runs:
            run.font.size, run.font.color.rgb = Pt(fitting.FOOT), rgb(INK_2)


def _mark(layout: Any, place: int) -> None:
    """The highlighter beside the title: the one yellow there is. Drawn once, in the layout, and decoration only."""
    from pptx.oxml.ns import qn
    from pptx.shapes.autoshape import Shape
    from pptx.util import Inches

    tree = layout.shapes._spTree
    top, high = (1.75, 1.3) if place == COVER else (0.5, 0.42)
    number = 1 + max(int(one.get("id")) for one in tree.iter(qn("p:cNvPr")))
    box = tree.add_autoshape(number, "Mark", "rect", *(Inches(one) for one in (fitting.SIDE, top, 0.14, high)))
    shape = Shape(box, layout.shapes)
    # The style of the theme would give it a shadow.
    box.remove(box.find(qn("p:style")))
    shape.fill.solid()
    shape.fill.fore_color.rgb = rgb(MARK)
    shape.line.fill.background()
    # Behind the texts of the layout.
    tree.remove(box)
    tree.insert(2, box)


def cloned_foot(layout: Any, slide: Any) -> dict[int, Any]:
    """The foot and the number of the slide, which python-pptx leaves in the layout: index -> their element."""
    found = {}
    for shape in layout.placeholders:
        index = shape.placeholder_format.idx
        if index in (FOOT, NUMBER):
            element = deepcopy(shape._element)
            slide.shapes._spTree.append(element)
            found[index] = element
    return found

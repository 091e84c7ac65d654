"""Tables of slides: real ones, with a heading row; lines instead of colours. Pure."""

from __future__ import annotations

from typing import Any

from feedback.reports.slides import fitting, look
from feedback.reports.slides.records import Table
from feedback.reports.slides.runs import described, write

NO_STYLE = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"
"""The table style without colours and lines."""


def fill(placeholder: Any, table: Table, whole: float, language: str) -> None:
    from pptx.util import Emu, Inches

    frame = placeholder.insert_table(len(table.rows) + 1, len(table.columns))
    described(frame, table.caption, table.caption)
    grid = frame.table
    widths = fitting.inches(table, whole)
    for column, wide in zip(grid.columns, widths, strict=True):
        column.width = Inches(wide)
    _styled(grid)
    for number, row in enumerate((table.columns, *table.rows)):
        grid.rows[number].height = Inches(fitting.row_height(row, widths, table.size))
        for place, text in enumerate(row):
            _cell(grid.cell(number, place), text, language, table.size, head=number == 0, right=place in table.numbers)
    frame.width = Inches(sum(widths))
    frame.height = Emu(sum(row.height for row in grid.rows))


def _styled(grid: Any) -> None:
    """The first row heads the others, for screen readers too; lines instead of colours."""
    from pptx.oxml.ns import qn

    about = grid._tbl.tblPr
    grid.first_row, grid.horz_banding = True, False
    style = about.find(qn("a:tableStyleId"))
    if style is not None:
        style.text = NO_STYLE


def _cell(cell: Any, text: str, language: str, size: float, *, head: bool, right: bool) -> None:
    from pptx.enum.text import PP_ALIGN
    from pptx.util import Inches

    cell.margin_left = cell.margin_right = Inches(fitting.SIDES / 2)
    cell.margin_top = cell.margin_bottom = Inches(fitting.PADDING / 2)
    for number, line in enumerate(text.split("\n")):
        frame = cell.text_frame
        paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
        if right:
            paragraph.alignment = PP_ALIGN.RIGHT
        write(paragraph, line, language, size=size, bold=head)
    _underlined(cell, look.INK if head else look.LINE)


def _underlined(cell: Any, colour: str) -> None:
    from pptx.oxml import parse_xml

    line = parse_xml(
        '<a:lnB xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" w="9525">'
        f'<a:solidFill><a:srgbClr val="{colour}"/></a:solidFill></a:lnB>'
    )
    cell._tc.get_or_add_tcPr().insert(0, line)

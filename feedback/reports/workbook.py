"""Tables as one XLSX file, in memory; no cell of it can become a formula."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from datetime import date

from feedback.reports.tables import Table
from feedback.spreadsheet import guard_cell

LONGEST_SHEET_NAME = 31
WIDTH = 24
_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\']")


def workbook(tables: Sequence[Table]) -> bytes:
    """One sheet per table, the heading row fixed in sight."""
    from xlsxwriter import Workbook

    target = io.BytesIO()
    with Workbook(target, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        bold, wrapped = book.add_format({"bold": True}), book.add_format({"text_wrap": True, "valign": "top"})
        dated = book.add_format({"num_format": "yyyy-mm-dd", "align": "left"})
        for table in tables:
            sheet = book.add_worksheet(_NOT_IN_NAMES.sub(" ", table.name)[:LONGEST_SHEET_NAME])
            sheet.freeze_panes(1, 0)
            sheet.set_column(0, len(table.columns) - 1, WIDTH)
            for number, row in enumerate((table.columns, *table.rows)):
                for place, value in enumerate(row):
                    if isinstance(value, date):
                        sheet.write_datetime(number, place, value, dated)
                        continue
                    several = isinstance(value, str) and "\n" in value
                    sheet.write(number, place, guard_cell(value), bold if number == 0 else wrapped if several else None)
    return target.getvalue()

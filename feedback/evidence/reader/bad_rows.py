"""The file of bad rows: as they were, with number and reason in front, to mend and submit again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from feedback.spreadsheet import csv_line

from .heading import MARKERS
from .items import BadRow

BYTE_ORDER_MARK = "\ufeff"


def bad_rows_csv(header: Sequence[str], bad: Iterable[tuple[BadRow, str]], delimiter: str = ",") -> Iterator[str]:
    """Pieces of a CSV file, a line each, from (bad row, its reason in the reader's language).

    The first three columns are feedback_row, feedback_column and feedback_reason; a file that has them is read
    without them and with its guarded cells as they were. Cells beyond the header stand at the end of their row.
    """
    # A spreadsheet takes a CSV file for UTF-8 only by its mark.
    yield BYTE_ORDER_MARK + csv_line([*MARKERS, *header], delimiter)
    for row, reason in bad:
        cells = [row.cells.get(name, "") for name in header]
        yield csv_line([row.row, row.column or "", reason, *cells, *row.extra], delimiter)

"""The rows of a file with what was found in them, as CSV that no spreadsheet runs."""

from __future__ import annotations

from collections.abc import Iterator

from feedback.cli.analysed.result import Result, row_json
from feedback.spreadsheet import csv_line

BOM = "\ufeff"
"""So that spreadsheet programs know the file is UTF-8."""
HEADER = ("row", "text", "group", "stage", "lang", "sentiment", "score", "themes", "cluster", "non_answer")


def lines(result: Result) -> Iterator[str]:
    """The file, line by line: one per row of the file that was read, in its order."""
    yield BOM + csv_line(HEADER)
    for comment, read in result.rows():
        row = row_json(read)
        feeling = row["sentiment"]
        cells = (
            row["row"],
            comment.text,
            comment.group,
            comment.stage or "",
            read.lang,
            feeling["label"],
            feeling["score"],
            " ".join(row["themes"]),
            read.cluster or "",
            "yes" if read.non_answer else "no",
        )
        yield csv_line(cells)

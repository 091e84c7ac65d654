"""The rows of a file with what was found in them, as CSV that no spreadsheet runs."""

from __future__ import annotations

from feedback.cli.analysed.result import Result, row_json
from feedback.spreadsheet import csv_line

BOM = "\ufeff"
"""So that spreadsheet programs know the file is UTF-8."""
HEADER = ("row", "text", "group", "stage", "lang", "sentiment", "score", "themes", "cluster", "non_answer")


def render(result: Result) -> str:
    """One line per row of the file, in its order."""
    lines = [csv_line(HEADER)]
    for comment, read in zip(result.comments, result.analysis.comments, strict=True):
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
        lines.append(csv_line(cells))
    return BOM + "".join(lines)

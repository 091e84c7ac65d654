"""Which character separates the cells of a text table."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass

DELIMITERS = (",", ";", "\t", "|")


@dataclass(frozen=True, slots=True)
class _Trial:
    delimiter: str
    width: int
    even: float


def guess_delimiter(sample: str, filename: str = "", *, complete: bool = True) -> str:
    """The delimiter under which the records of the sample are as wide as its header.

    `complete` is False where the sample was cut, so that its last record proves nothing.
    """
    names_tab = filename.lower().removesuffix(".gz").endswith((".tsv", ".tab"))
    order = ("\t", ",", ";", "|") if names_tab else DELIMITERS
    trials = [_try(sample, delimiter, complete) for delimiter in order]
    wide = [trial for trial in trials if trial.width > 1 and trial.even >= 0.5]
    if wide:
        return max(wide, key=lambda trial: (round(trial.even, 1), trial.width)).delimiter
    return max(trials, key=lambda trial: trial.even).delimiter


def _try(sample: str, delimiter: str, complete: bool) -> _Trial:
    records = _records(sample, delimiter)
    if not complete and len(records) > 2:
        records.pop()
    if not records:
        return _Trial(delimiter, 0, 0.0)
    width = len(records[0])
    body = records[1:] or records
    return _Trial(delimiter, width, sum(_fits(record, width) for record in body) / len(body))


def _fits(record: list[str], width: int) -> bool:
    """As wide as the header; some programs end each row, but not the header, with one delimiter more."""
    return len(record) == width or (len(record) > width > 1 and not any(record[width:]))


def _records(sample: str, delimiter: str) -> list[list[str]]:
    try:
        return [record for record in csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter) if record]
    except csv.Error:
        return []

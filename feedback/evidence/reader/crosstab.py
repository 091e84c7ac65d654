"""A table of results, percentages or counts by group, is no table of answers: it is refused with the reason."""

from __future__ import annotations

import re
from collections.abc import Sequence

from feedback.errors import Message, message
from feedback.tables.folding import lookup_key

from .heading import Record, cell

TOTALS = re.compile(
    r"\b(total|totals|totales|totais|gran total|grand total|total general|unweighted|weighted|base|base size|"
    r"sin ponderar|ponderad[oa]|sample size|muestra|unweighted n|n)\b"
)
FEWEST_COLUMNS, FEWEST_ROWS = 3, 3
MOSTLY = 0.75
HEAD = 3
"""Records in which heads of groups may stand."""
_NUMBER = re.compile(r"[<>]?[+-]?[0-9][0-9.,  ]*\s*%?")
_LONGEST_LABEL = 300


def why_crosstab(records: Sequence[Record]) -> Message | None:
    """Why these are results and not answers; None where they may be answers.

    Results have labels on the left and numbers everywhere else, of which many are shares, or whose rows and columns
    have totals.
    """
    body = [record for record in records[1:] if any(one.strip() for one in record)]
    columns = _number_columns(body)
    if len(columns) < FEWEST_COLUMNS or len(body) < FEWEST_ROWS or not _labelled(body, columns):
        return None
    numbers = [cell(record, index) for record in body for index in columns if _is_number(cell(record, index))]
    shares = sum(map(_is_share, numbers)) / len(numbers)
    grouped = _grouped(records, columns)
    if shares >= 0.5 and (grouped or _totals(records, columns)):
        return _refusal()
    return _refusal() if _totals(records, columns) == 2 and (grouped or shares > 0) else None


def _refusal() -> Message:
    return message(
        "This is a table of results (shares or counts by group, with heads that span several columns), not of answers: "
        "one of its rows is not one person. Export the single answers where it was made, one row for each, and choose "
        "that file."
    )


def _number_columns(body: Sequence[Record]) -> list[int]:
    """Columns right of the first label that hold hardly anything but numbers."""
    width = max((len(record) for record in body), default=0)
    found = []
    for index in range(1, width):
        filled = [text for record in body if (text := cell(record, index))]
        if len(filled) >= FEWEST_ROWS and sum(map(_is_number, filled)) >= MOSTLY * len(filled):
            found.append(index)
    return found


def _labelled(body: Sequence[Record], columns: Sequence[int]) -> bool:
    """Every column with anything in it is a label on the left or a number, but for a few."""
    width = max(len(record) for record in body)
    left = [index for index in range(columns[0]) if any(cell(record, index) for record in body)]
    others = [
        index
        for index in range(columns[0], width)
        if index not in columns and any(cell(record, index) for record in body)
    ]
    labels = [text for record in body for index in left if (text := cell(record, index))]
    words = [text for text in labels if not _is_number(text)]
    return (
        0 < len(left) <= 3
        and len(others) <= len(columns) / 4
        and len(words) >= len(body) * MOSTLY
        and all(len(text) <= _LONGEST_LABEL for text in labels)
    )


def _is_number(text: str) -> bool:
    return bool(_NUMBER.fullmatch(text)) or text in {"-", "*", "–", "**"}


def _is_share(text: str) -> bool:
    """A percentage, or a number between 0 and 1 with a fraction."""
    if text.endswith("%"):
        return True
    return bool(re.fullmatch(r"0?[.,][0-9]+", text)) and text.strip("0.,") != ""


def _grouped(records: Sequence[Record], columns: Sequence[int]) -> bool:
    """A head in the first records goes on over blank cells to its right, as merged cells do."""
    for record in records[:HEAD]:
        texts = [cell(record, index) for index in columns]
        words = [bool(text) and not _is_number(text) for text in texts]
        spans = sum(words[at] and not texts[at + 1] for at in range(len(texts) - 1))
        if sum(words) >= 2 and spans >= 1 and not any(map(_is_number, texts)):
            return True
    return False


def _totals(records: Sequence[Record], columns: Sequence[int]) -> int:
    """In how many of heads and labels a total stands: 0, 1 or 2."""
    heads = [cell(record, index) for record in records[:HEAD] for index in columns]
    labels = [cell(record, index) for record in records for index in range(columns[0])]
    return sum(any(TOTALS.search(lookup_key(text)) for text in texts) for texts in (heads, labels))
